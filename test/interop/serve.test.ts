// The service against real registries: what it says is what `verify` says, and what it said is kept.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { canonicalJson } from '../../src/formats/json/canonical.ts';
import type { JsonValue } from '../../src/formats/json/value.ts';
import { responseProblems } from '../support/openapi-contract.ts';
import { startService } from '../support/running-service.ts';
import { makeImage, publicPem, seal, testKey } from '../support/sealed-image.ts';
import { writeLayout } from '../support/written-layout.ts';
import { REGISTRIES } from './registry.ts';

const root = mkdtempSync(join(tmpdir(), 'twinseal-interop-serve-'));
after(() => rmSync(root, { recursive: true, force: true }));
const bin = join(import.meta.dirname, '..', '..', 'bin', 'twinseal');

const policies = join(root, 'policies');
mkdirSync(policies);
for (const name of ['release', 'other']) {
  const key = publicPem(testKey(name)).trim().split('\n').join('\n        ');
  const policy = `apiVersion: twinseal.dev/v1
kind: Policy
trust:
  - name: signer
    cosign:
      key: |
        ${key}
require:
  signatures: [{ by: signer }]
  twinBuild: { by: [signer] }
`;
  writeFileSync(join(policies, `${name}.yaml`), policy);
}
await writeLayout(seal(makeImage(), ['notation']), join(root, 'app.oci'));

function twinseal(...words: string[]): Promise<{ status: number | null; stdout: string; stderr: string }> {
  return new Promise((resolve) => {
    const child = spawn(bin, words, { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] });
    let [stdout, stderr] = ['', ''];
    child.stdout.setEncoding('utf8').on('data', (chunk: string) => (stdout += chunk));
    child.stderr.setEncoding('utf8').on('data', (chunk: string) => (stderr += chunk));
    child.on('close', (status) => resolve({ status, stdout, stderr }));
  });
}

function ask(url: string, body: object, query = ''): Promise<Response> {
  const headers = { 'content-type': 'application/json' };
  return fetch(`${url}/verify${query}`, { method: 'POST', headers, body: JSON.stringify(body) });
}

/** The verdict of an answer without what the service adds to it. */
function split(answer: unknown): { readonly decisionId: string; readonly verdict: JsonValue } {
  const { decisionId, effect, judgements, logIndex, receipt, ...verdict } = answer as Record<string, JsonValue>;
  assert.ok([effect, judgements, logIndex, receipt].every((member) => member !== undefined));
  return { decisionId: String(decisionId), verdict };
}

for (const [name, startRegistry] of Object.entries(REGISTRIES))
  test(`${name}: the layout, the registry and the server get one verdict, with one output and one status`, async () => {
    const registry = await startRegistry();
    const data = mkdtempSync(join(root, 'data-'));
    const service = await startService(policies, data);
    try {
      const image = `${registry.host}/team/app:v1`;
      const pushed = await twinseal('push', 'app.oci', image);
      assert.equal(pushed.status, 0, pushed.stderr);
      for (const [policy, status] of [
        ['release', 0],
        ['other', 1],
      ] as const) {
        const file = join(policies, `${policy}.yaml`);
        const fromLayout = await twinseal('verify', 'app.oci', '--policy', file, '-o', 'json');
        const here = await twinseal('verify', image, '--policy', file);
        const there = await twinseal('verify', image, '--policy', policy, '--server', service.url);
        assert.deepEqual(
          [fromLayout.status, here.status, there.status],
          [status, status, status],
          here.stdout + here.stderr,
        );
        // The server keeps a decision, and says which.
        assert.match(there.stdout, / \(decision [0-9a-f-]{36}\)$/m);
        assert.equal(there.stdout.replace(/ \(decision [0-9a-f-]{36}\)$/m, ''), here.stdout);
        const outcomes = (text: string) =>
          (JSON.parse(text) as { checks: { id: string; status: string }[] }).checks.map(
            (check) => `${check.id} ${check.status}`,
          );
        const json = await twinseal('verify', image, '--policy', file, '-o', 'json');
        assert.deepEqual(outcomes(json.stdout), outcomes(fromLayout.stdout));
        const posted = await ask(service.url, { image, policy });
        assert.equal(posted.status, 200);
        assert.equal(canonicalJson(split(await posted.json()).verdict), canonicalJson(JSON.parse(json.stdout)));
        assert.equal(
          (await twinseal('verify', image, '--policy', policy, '--server', service.url, '-o', 'junit')).status,
          status,
        );
      }
      const gate = await ask(service.url, { image, policy: 'other' }, '?fail=deny');
      assert.equal(gate.status, 403);
      assert.deepEqual(await responseProblems('/verify', 'post', gate), []);
      const { decisionId, verdict } = split(await gate.json());
      assert.equal(await service.stop('SIGKILL'), 'SIGKILL');
      const again = await startService(policies, data);
      const kept = await fetch(`${again.url}/decisions/${decisionId}`);
      assert.deepEqual(await responseProblems('/decisions/{id}', 'get', kept), []);
      assert.deepEqual(((await kept.json()) as { verdict: unknown }).verdict, verdict);
      assert.equal(await again.stop(), 0);
    } finally {
      await service.stop('SIGKILL');
      await registry.stop();
    }
  });
