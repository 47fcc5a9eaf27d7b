import { canonicalJson } from '../../formats/json/canonical.ts';
import type { ManifestImage } from '../../formats/kubernetes/manifests.ts';
import type { ServerQuestion, ServerResult } from '../../ports/verification-server.ts';
import { containersOf } from '../kubernetes/containers-of.ts';
import type { ImageReport } from './output/several.ts';
import { type ManifestReport, notPinned } from './verify-manifests.ts';
import { serverReports } from './verify-server.ts';

/** Images and containers of one request. @see openapi.yaml, `POST /verify` */
const MAX_IMAGES = 50;
const MAX_CONTAINERS = 256;

/** Images of objects that a policy can't tell apart: of one namespace, with the same labels. */
interface Group {
  readonly request: ServerQuestion['request'];
  readonly uses: ManifestImage[];
}

/**
 * Lets a server judge the images of manifests as it would at admission: each for the namespace and labels of the objects that name it.
 *
 * @param question - what the flags say: a namespace for objects that name none, labels beside those of the objects
 * @param ask - asks about one batch; an idempotency key is told apart by batches, as each is another request
 * @throws what `ask` throws
 * @example await manifestsAtServer(found.images, question, (batch) => use.ask(access, batch, call))
 */
export async function manifestsAtServer(
  images: readonly ManifestImage[],
  question: ServerQuestion,
  ask: (batch: ServerQuestion) => Promise<readonly ServerResult[]>,
): Promise<readonly ManifestReport[]> {
  const reports: ManifestReport[] = [];
  let number = 0;
  for (const { request, uses } of groupsOf(images, question.request)) {
    const byImage = Map.groupBy(uses, ({ image }) => image);
    for (const { images, containers } of batchesOf([...byImage.keys()], containersOf(uses))) {
      number++;
      const { idempotencyKey: key } = question;
      const results = await ask({
        ...question,
        images,
        request,
        ...(containers.length > 0 && { containers }),
        ...(key !== undefined && number > 1 && { idempotencyKey: `${key}.${number}` }),
      });
      for (const result of results)
        for (const report of serverReports([result]))
          reports.push({ ...pinnedOnly(report, result), uses: byImage.get(report.image) ?? [] });
    }
  }
  return reports;
}

/** At admission a tag is refused where a policy enforces, before anything is looked at. */
function pinnedOnly(report: ImageReport, result: ServerResult): ImageReport {
  if ('error' in result && result.error.kind.exit === 3) return report;
  const judgements = 'answer' in result ? result.answer.judgements : [];
  const modes = judgements.flatMap(({ mode, shadowOf }) => (shadowOf === undefined ? [mode] : []));
  const error = modes.length === 0 || modes.includes('enforce') ? notPinned(report.image) : undefined;
  return error === undefined ? report : { image: report.image, error };
}

function groupsOf(images: readonly ManifestImage[], asked: ServerQuestion['request']): Iterable<Group> {
  const groups = new Map<string, Group>();
  for (const use of images) {
    const { namespace } = use.object;
    const labels = { ...asked.labels, ...use.labels };
    const request = {
      ...asked,
      ...(namespace !== '' && { namespace }),
      ...(Object.keys(labels).length > 0 && { labels }),
    };
    const key = canonicalJson([request.namespace ?? '', labels]);
    const known = groups.get(key) ?? { request, uses: [] };
    groups.set(key, known);
    known.uses.push(use);
  }
  return groups.values();
}

function batchesOf(images: readonly string[], running: ReturnType<typeof containersOf>) {
  const batches: { images: string[]; containers: NonNullable<ServerQuestion['containers']>[number][] }[] = [];
  for (const image of images) {
    const own = (running.get(image) ?? []).map((one) => ({ image, ...one }));
    const last = batches.at(-1);
    if (
      last !== undefined &&
      last.images.length < MAX_IMAGES &&
      last.containers.length + own.length <= MAX_CONTAINERS
    ) {
      last.images.push(image);
      last.containers.push(...own);
    } else batches.push({ images: [image], containers: own });
  }
  return batches;
}
