import { readFileSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { DEFAULT_SERVICE } from '../../src/roads/service-settings.ts';
import { proxyRegistry, type RegistryProxy } from '../../test/support/registry-proxy.ts';
import { type Bench, type Claim, type Figure, figureOf } from '../claim.ts';
import { ROOT } from '../environment.ts';
import { type ManyImages, manyImages } from '../many-images.ts';
import { type BenchService, load, residentMegabytes, startBenchService } from '../service.ts';
import { stalls } from '../stalls.ts';

const IMAGES = 50;
const CONTAINERS = 20;
const WARM = 2_000;
const P99 = 10;
/** Seconds for which evidence lets an image in: as the chart sets them, and as a service has them that is told nothing. */
const [CHART, UNTOLD] = [freshOfChart(), DEFAULT_SERVICE.limits.freshSeconds];
const PODS = 500;
const BURSTS = 3;

/**
 * The validating webhook: the time that 99 of 100 reviews of a pod with 20 known images stay under, each image a decision on disk, with the
 * chart's own `freshSeconds` and with those of a service that is told nothing, which asks the registry five times as often; and 500 pods
 * at once, likewise with the chart's, over 50 images that nobody asked about before: how often the registry is asked for one digest, how many pods are not let in,
 * and how much more memory the service holds after the third such burst than after the first.
 */
export const admission: Claim = {
  name: 'admission',
  async measure(bench) {
    const ground = await manyImages(bench, 'admission', IMAGES);
    try {
      return [
        ...(await warm(bench, ground, CHART)),
        ...(await warm(bench, ground, UNTOLD)),
        ...(await burst(bench, ground)),
      ];
    } finally {
      await ground.stop();
    }
  },
};

/** A review of a pod that is created with these images. */
function review(images: readonly string[]): string {
  const containers = images.map((image, at) => ({
    name: `c${at}`,
    image,
    resources: {},
    imagePullPolicy: 'IfNotPresent',
  }));
  const pod = {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name: 'web', labels: { app: 'web' } },
    spec: { containers },
  };
  const kind = { group: '', version: 'v1', kind: 'Pod' };
  const request = { uid: '1', kind, operation: 'CREATE', namespace: 'shop', name: 'web', object: pod, dryRun: false };
  return JSON.stringify({ apiVersion: 'admission.k8s.io/v1', kind: 'AdmissionReview', request });
}

/** Reviews take digests alone. */
async function pinned(image: string): Promise<string> {
  const [, host = '', name = '', tag = ''] = /^([^/]+)\/(.+):([^:]+)$/.exec(image) ?? [];
  const accept = 'application/vnd.oci.image.index.v1+json';
  const { headers } = await fetch(`http://${host}/v2/${name}/manifests/${tag}`, {
    method: 'HEAD',
    headers: { accept },
  });
  const digest = headers.get('docker-content-digest');
  if (digest === null) throw new Error(`the registry does not tell the digest of ${image}`);
  return `${host}/${name}@${digest}`;
}

async function ask({ url }: BenchService, body: string): Promise<boolean> {
  const headers = { 'content-type': 'application/json' };
  const answer = await fetch(`${url}/admission/validate?timeout=30s`, { method: 'POST', headers, body });
  const { response } = (await answer.json()) as { readonly response?: { readonly allowed: boolean } };
  return response?.allowed === true;
}

function freshOfChart(): number {
  const values = readFileSync(join(ROOT, 'deploy', 'helm', 'twinseal', 'values.yaml'), 'utf8');
  return Number(/^ {2}freshSeconds: (\d+)$/m.exec(values)?.[1]);
}

async function withFresh(ground: ManyImages, seconds: number): Promise<ManyImages> {
  const config = join(ground.home, `fresh-${seconds}.yaml`);
  await writeFile(config, `apiVersion: twinseal.dev/v1\nlimits: { freshSeconds: ${seconds} }\n`);
  return { ...ground, config };
}

async function warm(bench: Bench, ground: ManyImages, fresh: number): Promise<readonly Figure[]> {
  const service = await startBenchService(await withFresh(ground, fresh), `warm-${fresh}`);
  try {
    const images = await Promise.all(ground.images.slice(0, CONTAINERS).map(pinned));
    const body = review(images);
    if (!(await ask(service, body))) throw new Error('the pod is not let in');
    const request = { url: `${service.url}/admission/validate`, bodies: [body], connections: 1 };
    await load({ ...request, requests: WARM / 4 }, ground.home);
    const half: number[] = [];
    const slowest: number[] = [];
    const machine: number[] = [];
    for (let round = 0; round < bench.rounds(5); round += 1) {
      const { p50, p99 } = await load({ ...request, requests: WARM }, ground.home);
      half.push(p50);
      slowest.push(p99);
      machine.push(stalls(p50));
    }
    const limit = slowest.map(() => P99);
    const pod = `a pod of ${CONTAINERS} known images, evidence looked for every ${fresh} s`;
    return [
      figureOf(`${pod}: p99`, `${P99} ms`, slowest, limit, 1),
      figureOf(`${pod}: half of them`, `${P99} ms`, half, limit),
      figureOf(`${pod}: p99`, 'a plain loop of their median, p99', slowest, machine),
    ];
  } finally {
    await service.stop();
  }
}

async function burst(bench: Bench, ground: ManyImages): Promise<readonly Figure[]> {
  const [most, kept, memory, first]: number[][] = [[], [], [], []];
  for (let round = 0; round < bench.rounds(3); round += 1) {
    const counted = await proxyRegistry(ground.image.split('/')[0] ?? '');
    const service = await startBenchService(await withFresh(ground, CHART), `pods-${round}`);
    try {
      const images = await Promise.all(ground.images.map(pinned));
      const bodies = images.map((image) => review([image.replace(/^[^/]+/, counted.host)]));
      const refused = await pods(service, bodies);
      most?.push(mostAsked(counted));
      first?.push(residentMegabytes(service.pid));
      let more = 0;
      for (let again = 1; again < BURSTS; again += 1) more += await pods(service, bodies);
      kept?.push(refused + more + 1);
      memory?.push(residentMegabytes(service.pid));
    } finally {
      await service.stop();
      await counted.stop();
    }
  }
  const once = (most ?? []).map(() => 1);
  return [
    figureOf(`${PODS} pods at once: fetches of one digest`, 'one', most ?? [], once, 1, 'times'),
    figureOf(`${PODS} pods at once, ${BURSTS} times: not let in, plus one`, 'one', kept ?? [], once, 1, 'times'),
    figureOf(
      `${PODS} pods at once: memory after the third time`,
      'after the first',
      memory ?? [],
      first ?? [],
      1.25,
      'MB',
    ),
  ];
}

async function pods(service: BenchService, bodies: readonly string[]): Promise<number> {
  const all = Array.from({ length: PODS }, (_, at) => ask(service, bodies[at % bodies.length] ?? ''));
  return (await Promise.all(all)).filter((allowed) => !allowed).length;
}

function mostAsked({ asked }: RegistryProxy): number {
  const digests = [...asked].filter(([path]) => path.includes('/sha256:'));
  if (digests.length < IMAGES) throw new Error('the registry was not asked');
  return Math.max(...digests.map(([, count]) => count));
}
