import type { AdmissionRequest } from '../../formats/kubernetes/admission-review.ts';
import { pullNamesOf } from '../../formats/kubernetes/pull-sources.ts';
import { matchesText } from '../../formats/wildcard.ts';
import type { CallerRecord } from '../../records/caller.ts';
import type { PullSource } from '../../records/question.ts';
import type { AdmissionSettings } from '../../records/service-settings.ts';

/**
 * What the images of a review would be pulled with. A review says which namespace it is about, and whoever may say so asks with that
 * namespace's credentials: so only those callers count whom the settings name as API servers, and namespaces that they allow.
 *
 * @returns by image, as the object writes it; none where no secrets are to be read
 * @throws FormatError (`kubernetes`), as finding the images does, which comes first
 * @example pullSourcesOf(review, caller, settings.admission).get('registry.example.com/app:v1')?.namespace
 */
export function pullSourcesOf(
  { object, namespace, group, kind }: AdmissionRequest,
  caller: Pick<CallerRecord, 'name'>,
  { pullSecrets, kinds }: AdmissionSettings,
): ReadonlyMap<string, PullSource> {
  if (pullSecrets === undefined || object === undefined || namespace === '') return new Map();
  const { callers, namespaces } = pullSecrets;
  if (!callers.includes(caller.name) || !namespaces.some((glob) => matchesText(glob, namespace))) return new Map();
  const names = pullNamesOf(object, { group, kind }, kinds);
  return new Map([...names].map(([image, one]) => [image, { namespace, ...one }]));
}
