// However many keys, authorities and identities a policy trusts, a registry is asked for each artefact once: N keys over M
// signatures are no N times M requests (sigstore/policy-controller #278).
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import type { Verdict } from '../../src/records/verdict.ts';
import { CHAIN, makeImage, publicPem, seal, testKey } from '../support/sealed-image.ts';
import { serveImages } from '../support/serving-registry.ts';
import { IDENTITY, ISSUER, makeInstance } from '../support/sigstore-instance.ts';
import { twinseal } from '../support/twinseal-program.ts';

const folder = mkdtempSync(join(tmpdir(), 'fetched-once-'));
const image = seal(makeImage());
const registry = await serveImages(new Map([['team/app', image]]));
after(async () => {
  await registry.stop();
  rmSync(folder, { recursive: true, force: true });
});
writeFileSync(join(folder, 'root.json'), makeInstance().rootBytes);

/** What the registry was asked while a policy with so many further signers judged the image. */
async function asked(more: number): Promise<readonly string[]> {
  const others = Array.from({ length: more }, (_, index) => [
    { name: `key-${index}`, cosign: { key: publicPem(testKey(`other-${index}`)) } },
    {
      name: `ci-${index}`,
      keyless: { identity: `${IDENTITY}-${index}`, issuer: ISSUER, trustedRootFile: 'root.json' },
    },
  ]).flat();
  const signers = [
    { name: 'release', cosign: { key: publicPem(testKey('release')) } },
    { name: 'notary', notation: { certificates: CHAIN.rootPem, identities: ['*'] } },
    ...others,
  ];
  const policy = {
    apiVersion: 'twinseal.dev/v1',
    kind: 'Policy',
    trust: signers,
    require: {
      signatures: [{ by: 'release' }, ...others.slice(0, 1).map(({ name }) => ({ of: ['release', name], atLeast: 1 }))],
      statements: [{ type: 'spdxjson', by: ['release', ...others.map(({ name }) => name)] }],
    },
  };
  writeFileSync(join(folder, 'policy.json'), JSON.stringify(policy));
  registry.requests.length = 0;
  const reference = `${registry.host}/team/app:v1`;
  const judged = await twinseal(['verify', reference, '--policy', 'policy.json', '-o', 'json'], { cwd: folder });
  const verdict = JSON.parse(judged.stdout) as { readonly verdict?: Verdict; readonly outcome?: string };
  assert.equal(verdict.verdict?.outcome ?? verdict.outcome, 'allow', judged.stdout + judged.stderr);
  return registry.requests.filter((request) => request !== 'GET /v2/').toSorted();
}

test('one fetch per artefact, and the same ones for one key as for thirty signers', async () => {
  const [few, many] = [await asked(0), await asked(15)];
  const contents = few.filter((request) => /sha256:[0-9a-f]{64}$/.test(request));
  assert.equal(new Set(contents).size, contents.length, 'something was fetched twice');
  assert.ok(contents.some((request) => request.includes('/blobs/')) && few.length > 10, few.join('\n'));
  assert.deepEqual(many, few);
});
