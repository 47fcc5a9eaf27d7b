import type { JsonObject } from '../json/value.ts';
import { isJsonObject } from '../json/value.ts';
import { imagesOfPod, type KindPaths, podSpecsOf } from './object-images.ts';
import { isObjectName, secretNames } from './pull-secret.ts';

/** Where credentials for an image come from: secrets by name, and accounts whose secrets count. */
export interface PullNames {
  readonly secrets: readonly string[];
  readonly serviceAccounts: readonly string[];
}

/**
 * What each image of an object would be pulled with: the secrets of its pod, or where that names none, those of the pod's service
 * account, as the admission plugin ServiceAccount would write them into the pod. Of the pod specs that name one image, all count.
 *
 * @param more - kinds beside those of Kubernetes
 * @returns by image, as the object writes it; images that stand in no pod spec are not among them
 * @throws FormatError (`kubernetes`), as `imagesOfObject`
 * @example pullNamesOf(pod, { group: '', kind: 'Pod' }, []).get('registry.example.com/app:v1')?.secrets
 * @see kubernetes/kubernetes plugin/pkg/admission/serviceaccount
 */
export function pullNamesOf(
  object: JsonObject,
  kind: Pick<KindPaths, 'group' | 'kind'>,
  more: readonly KindPaths[],
): ReadonlyMap<string, PullNames> {
  const found = new Map<string, PullNames>();
  for (const spec of podSpecsOf(object, kind, more)) {
    if (!isJsonObject(spec.value)) continue;
    const secrets = secretNames(spec.value.imagePullSecrets);
    const { serviceAccountName: account } = spec.value;
    const serviceAccounts = secrets.length > 0 ? [] : [isObjectName(account) ? account : 'default'];
    imagesOfPod(spec, ({ image }) => {
      const before = found.get(image) ?? { secrets: [], serviceAccounts: [] };
      found.set(image, {
        secrets: [...new Set([...before.secrets, ...secrets])],
        serviceAccounts: [...new Set([...before.serviceAccounts, ...serviceAccounts])],
      });
    });
  }
  return found;
}
