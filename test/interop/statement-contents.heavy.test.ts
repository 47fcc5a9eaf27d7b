// What cosign attests of an image that crane made: SBOMs, scans, VEX and searches for secrets, each with cosign's own wrapping and types, and a
// policy that asks for what is in them. The reports are samples in the scanners' shapes; cosign's signatures, predicates and referrers are real.
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import type { Verdict } from '../../src/records/verdict.ts';
import { craneSingle } from '../support/crane-image.ts';
import { cosignVuln, LEAK, openVex, secretScan, trivyReport } from '../support/scan-reports.ts';
import { twinseal } from '../support/twinseal-program.ts';
import { peerOutput, withoutPeers } from './peer.ts';
import { startGgcr } from './registry.ts';

const skip = withoutPeers('registry-ggcr', 'cosign', 'crane');
const root = mkdtempSync(join(tmpdir(), 'twinseal-contents-'));
after(() => rmSync(root, { recursive: true, force: true }));

const FINDING = { id: 'CVE-2026-0001', severity: 'HIGH', purl: 'pkg:apk/alpine/musl@1.2.5-r0?arch=x86_64' };
const SPDX = {
  spdxVersion: 'SPDX-2.3',
  dataLicense: 'CC0-1.0',
  SPDXID: 'SPDXRef-DOCUMENT',
  name: 'app',
  documentNamespace: 'https://example.com/app',
  creationInfo: { created: '2026-04-10T12:00:00Z', creators: ['Tool: test'] },
  packages: [{ SPDXID: 'SPDXRef-a', name: 'a', versionInfo: '1', downloadLocation: 'NOASSERTION' }],
};
const CYCLONEDX = {
  bomFormat: 'CycloneDX',
  specVersion: '1.6',
  version: 1,
  components: [{ type: 'library', name: 'a', version: '1', purl: 'pkg:golang/a@1' }],
};
const CLEARED = {
  vulnerability: { name: FINDING.id },
  products: [{ '@id': 'pkg:apk/alpine/musl@1.2.5-r0' }],
  status: 'not_affected',
  justification: 'vulnerable_code_not_in_execute_path',
};

const makeImage = (repository: string) => craneSingle(root, `${repository}:v1`);

async function attest(image: string, type: string, predicate: object): Promise<void> {
  const file = join(root, 'predicate.json');
  writeFileSync(file, JSON.stringify(predicate));
  const offline = ['--use-signing-config=false', '--tlog-upload=false', '--allow-http-registry', '--yes'];
  const args = ['attest', '--key', join(root, 'signer.key'), '--type', type, '--predicate', file];
  await peerOutput('cosign', [...args, ...offline, image], { env: { COSIGN_PASSWORD: '' } });
}

async function codes(image: string, require: object): Promise<readonly string[]> {
  const policy = join(root, 'policy.json');
  const trust = [{ name: 'signer', cosign: { keyFile: 'signer.pub' } }];
  writeFileSync(policy, JSON.stringify({ apiVersion: 'twinseal.dev/v1', kind: 'Policy', trust, require }));
  const { stdout, stderr } = await twinseal(['verify', image, '--policy', policy, '-o', 'json']);
  assert.notEqual(stdout, '', stderr);
  const { outcome, checks } = JSON.parse(stdout) as Verdict;
  return [outcome, ...checks.filter(({ status }) => status === 'fail').map(({ id, code }) => `${id} ${code}`)];
}

test('policies ask for what cosign attested, and get it from the types that cosign writes', { skip }, async () => {
  const registry = await startGgcr();
  after(registry.stop);
  await peerOutput('cosign', ['generate-key-pair', '--output-key-prefix', join(root, 'signer')], {
    env: { COSIGN_PASSWORD: '' },
  });
  const image = await makeImage(`${registry.host}/app`);
  const by = ['signer'];
  const spdx = { sbom: { by, format: 'spdx', versions: 1 } };
  const cyclonedx = { sbom: { by, format: 'cyclonedx', purls: 1 } };
  const scan = { scan: { by, ceiling: 'medium' } };
  const vex = { scan: { by, ceiling: 'medium', vexBy: by } };
  const secrets = { secrets: { by } };

  assert.deepEqual(await codes(image, { ...spdx, ...scan, ...secrets }), [
    'deny',
    'sbom STATEMENT_MISSING',
    'scan STATEMENT_MISSING',
    'secrets STATEMENT_MISSING',
  ]);
  await attest(image, 'spdxjson', SPDX);
  await attest(image, 'cyclonedx', CYCLONEDX);
  assert.deepEqual(await codes(image, spdx), ['allow']);
  assert.deepEqual(await codes(image, { sbom: { by, format: 'spdx', purls: 0.5 } }), ['deny', 'sbom SBOM_INCOMPLETE']);
  assert.deepEqual(await codes(image, cyclonedx), ['allow']);

  await attest(image, 'vuln', cosignVuln(trivyReport([FINDING])));
  assert.deepEqual(await codes(image, scan), ['deny', 'scan SCAN_FINDINGS']);
  await attest(image, 'openvex', openVex([CLEARED]));
  assert.deepEqual(await codes(image, vex), ['allow']);
  // A newer clean scan replaces it; the older one that is attached again does not.
  await attest(image, 'vuln', cosignVuln(trivyReport([]), '2026-04-11T12:00:00Z'));
  assert.deepEqual(await codes(image, scan), ['allow']);
  await attest(image, 'vuln', cosignVuln(trivyReport([FINDING])));
  assert.deepEqual(await codes(image, scan), ['allow']);

  await attest(image, 'https://twinseal.dev/secret-scan/v1', secretScan([]));
  assert.deepEqual(await codes(image, secrets), ['allow']);
  await attest(
    image,
    'https://twinseal.dev/secret-scan/v1',
    secretScan([LEAK], { finishedOn: '2026-04-11T12:00:00Z' }),
  );
  assert.deepEqual(await codes(image, secrets), ['deny', 'secrets SECRETS_FOUND']);

  const expression = 'size(statements.filter(s, s.signer == "signer" && image.digest in s.subjects)) == 8';
  assert.deepEqual(await codes(image, { expressions: [{ name: 'all-there', expression, message: 'm' }] }), ['allow']);
});
