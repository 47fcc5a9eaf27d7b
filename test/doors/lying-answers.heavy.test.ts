// `twinseal verify --server` at servers whose answers are no answers. serve.test.ts has one that is honest.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { test } from 'node:test';
import { reply, startHostile } from '../support/hostile-registry.ts';

const bin = join(import.meta.dirname, '..', '..', 'bin', 'twinseal');

test('a server that lies in form is "could not tell", never an allow', async () => {
  const digest = `sha256:${'0'.repeat(64)}`;
  const check = { id: 'image', subject: digest, status: 'fail', code: 'IMAGE_MALFORMED', reason: 'x', evidence: [] };
  const verdict = {
    apiVersion: 'twinseal.dev/v1',
    outcome: 'allow',
    subject: { name: 'x', digest },
    policy: { name: 'whole', digest },
    checks: [check],
    decisionId: '1',
  };
  const bodies: readonly (readonly [number, string])[] = [
    [200, ''],
    [200, '<html>'],
    [200, '{}'],
    [200, 'null'],
    [200, JSON.stringify(verdict)],
    [200, JSON.stringify({ ...verdict, checks: [], outcome: 'ALLOW' })],
    [200, JSON.stringify({ ...verdict, checks: [] }).replace('{', '{"outcome":"deny",')],
    [201, JSON.stringify({ ...verdict, checks: [] })],
    [502, '<html>bad gateway</html>'],
    [503, JSON.stringify({ ...verdict, code: 'USAGE', detail: 'x', checks: [] })],
    [307, ''],
  ];
  for (const [status, body] of bodies) {
    const liar = await startHostile((_request, response) =>
      reply(response, status, { location: 'http://127.0.0.1:1/' }, body),
    );
    const child = spawn(bin, ['verify', 'x', '--policy', 'whole', '--server', liar.url], {
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let stdout = '';
    child.stdout.setEncoding('utf8').on('data', (chunk: string) => (stdout += chunk));
    assert.equal(await new Promise((resolve) => child.on('close', resolve)), 3, `${status} ${body.slice(0, 60)}`);
    assert.equal(stdout, '');
    await liar.stop();
  }
});
