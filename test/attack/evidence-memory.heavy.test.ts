// Evidence is bounded for each image, and once was not over all images together: of eight with 240 MiB of junk each, asked about at one time,
// all was held at once (2.3 GB), and an honest image beside them had no verdict in a minute.
import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { startService } from '../support/running-service.ts';
import { attachBundle, makeImage, publicPem, seal, type TestImage, TYPES, testKey } from '../support/sealed-image.ts';
import { serveImages } from '../support/serving-registry.ts';
import { bundleOf, statementOf } from '../support/signing.ts';

const MIB = 2 ** 20;
const IMAGES = 8;
const PIECES = 80;
/** What all rooms hold, twice (as bytes, and once more while they are written to the store), with what the service takes beside. */
const MOST = 1_700 * MIB;

const root = mkdtempSync(join(tmpdir(), 'twinseal-evidence-memory-'));
after(() => rmSync(root, { recursive: true, force: true }));
const policies = join(root, 'policies');

/** A bundle that nobody signed, and that has to be read to its end for that to be seen. */
function junk(at: number): Uint8Array {
  const payload = Buffer.alloc(2.2 * MIB, `junk ${at} `).toString('base64');
  const bundle = {
    mediaType: TYPES.bundle,
    verificationMaterial: { publicKey: { hint: 'x' } },
    dsseEnvelope: { payload, payloadType: 'application/vnd.in-toto+json', signatures: [{ sig: 'AAAA' }] },
  };
  return Buffer.from(JSON.stringify(bundle));
}

test('many images with much junk at once stay within the memory of the service, and honest ones get their verdicts', async (t) => {
  mkdirSync(policies);
  const policy = {
    apiVersion: 'twinseal.dev/v1',
    kind: 'Policy',
    trust: [{ name: 'release', cosign: { key: publicPem(testKey('release')) } }],
    require: { signatures: [{ by: 'release' }] },
  };
  writeFileSync(join(policies, 'release.json'), JSON.stringify(policy));
  const flooded = makeImage();
  for (let at = 0; at < PIECES; at++) attachBundle(flooded.store, flooded.index, junk(at));
  const images = new Map<string, TestImage>([['team/app', seal(makeImage())]]);
  const large = seal(makeImage({ config: { author: 'large' } }));
  const sbom = statementOf([large.index.digest], 'https://spdx.dev/Document', { comment: 'x'.repeat(2 * MIB) });
  attachBundle(large.store, large.index, bundleOf(testKey('release'), JSON.stringify(sbom)));
  images.set('team/large', large);
  for (let at = 0; at < IMAGES; at++) images.set(`junk/app${at}`, flooded);
  const registry = await serveImages(images);
  t.after(registry.stop);
  const service = await startService(policies, join(root, 'data'));
  t.after(() => service.stop('SIGKILL'));
  const memory = (what: string): number =>
    Number(new RegExp(`${what}:\\s+(\\d+)`).exec(readFileSync(`/proc/${service.pid}/status`, 'utf8'))?.[1] ?? 0) * 1024;
  const ask = async (name: string) => {
    const began = performance.now();
    const answer = await fetch(`${service.url}/verify`, {
      method: 'POST',
      // On a connection of its own: one that stayed open may be ended by the service at the moment in which it is used again.
      headers: { 'content-type': 'application/json', connection: 'close' },
      body: JSON.stringify({ image: `${registry.host}/${name}:v1` }),
    });
    const text = await answer.text();
    assert.notEqual(
      text,
      '',
      `${name}: status ${answer.status}, and nothing else, after ${performance.now() - began} ms`,
    );
    const body = JSON.parse(text) as {
      readonly outcome?: string;
      readonly code?: string;
      readonly detail?: string;
    };
    return { status: answer.status, ...body, seconds: (performance.now() - began) / 1000 };
  };
  assert.equal((await ask('team/app')).outcome, 'allow');
  const before = memory('VmRSS');
  const hostile = Promise.all(Array.from({ length: IMAGES }, (_, at) => ask(`junk/app${at}`)));
  let isOver = false;
  void hostile.finally(() => {
    isOver = true;
  });
  const honest: Awaited<ReturnType<typeof ask>>[] = [];
  while (!isOver) {
    honest.push(await ask('team/app'), await ask('team/large'));
    await new Promise((resolve) => setTimeout(resolve, 500));
  }
  const answers = await hostile;
  const most = memory('VmHWM');
  const slowest = Math.max(...honest.map(({ seconds }) => seconds));
  t.diagnostic(
    `${Math.round(before / MIB)} MiB before, at most ${Math.round(most / MIB)} MiB; ${honest.length} honest answers, the slowest after ${slowest.toFixed(1)} s`,
  );
  for (const { status, outcome, code, detail, seconds } of answers)
    t.diagnostic(`junk: ${status} ${outcome ?? code} ${detail ?? ''} ${seconds.toFixed(1)} s`);
  for (const { outcome, code, detail } of honest)
    if (outcome !== 'allow') t.diagnostic(`honest: ${outcome ?? code} ${detail ?? ''}`);
  // A store that writes 240 MiB of junk may keep a decision waiting for longer than it is given, which is told as that; memory never does.
  for (const { outcome, code } of honest) assert.ok(outcome === 'allow' || code === 'TIMEOUT', outcome ?? code);
  assert.ok(honest.filter(({ outcome }) => outcome === 'allow').length >= 2);
  // Each was read and denied, or could not be told: no junk makes a signature, and none is let in.
  for (const answer of answers) assert.ok(answer.outcome === 'deny' || answer.status === 503, JSON.stringify(answer));
  // One after another they come to an end, where once none of them did.
  assert.ok(answers.some(({ outcome }) => outcome === 'deny'));
  assert.ok(most < MOST, `${Math.round(most / MIB)} MiB`);
  const metrics = await (await fetch(`${service.url}/metrics`)).text();
  assert.match(metrics, /^twinseal_gathering_bytes 0$/m);
});
