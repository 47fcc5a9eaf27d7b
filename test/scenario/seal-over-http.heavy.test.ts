// What a CI system does with API keys and nothing else: sends a source, follows its seal, gates the image, and is kept to its role.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { appendFileSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { apiKeyHash } from '../../src/formats/api-key.ts';
import { withoutPeers } from '../interop/peer.ts';
import { startDistribution } from '../interop/registry.ts';
import { writeHelloModule } from '../support/hello-module.ts';
import { jobBench } from '../support/job-bench.ts';
import { responseProblems } from '../support/openapi-contract.ts';
import { withoutMounts } from '../support/private-mounts.ts';
import { startService } from '../support/running-service.ts';
import { twinseal } from '../support/twinseal-program.ts';

const skip = withoutPeers('registry-distribution') || withoutMounts();
const registry = skip === false ? await startDistribution() : { host: '127.0.0.1:1', stop: async () => {} };
after(registry.stop);

test('a source is sealed over HTTP by a caller with the role for it, once, and by nobody else', { skip }, async () => {
  const bench = await jobBench(registry.host);
  after(() => bench.remove());
  const policy = await twinseal(['policy', 'init', '--cosign-key', bench.keys.cosignPub], { cwd: bench.folder });
  writeFileSync(join(bench.folder, 'policies', 'release.yaml'), policy.stdout);
  const keys = new Map<string, string>();
  const settings = ['callers:'];
  for (const role of ['seal', 'verify', 'audit']) {
    const { stdout, status } = await twinseal(['callers', 'key', '--caller', role], { cwd: bench.folder });
    assert.equal(status, 0);
    const key = stdout.trim();
    keys.set(role, key);
    const id = key.split('_')[1];
    settings.push(`  - {name: ${role}, roles: [${role}], apiKeys: [{id: ${id}, hash: "${apiKeyHash(key)}"}]}`);
  }
  appendFileSync(bench.config, `${settings.join('\n')}\n`);
  const words = ['--config', bench.config];
  const service = await startService(join(bench.folder, 'policies'), bench.data, '127.0.0.1:0', words, bench.env);
  const ask = async (role: string, path: string, method: 'GET' | 'POST' | 'DELETE', body?: unknown, more = {}) => {
    const raw = body instanceof Uint8Array;
    return await fetch(service.url + path, {
      method,
      headers: {
        authorization: `Bearer ${keys.get(role)}`,
        ...(body !== undefined && { 'content-type': raw ? 'application/gzip' : 'application/json' }),
        ...more,
      },
      ...(body !== undefined && { body: raw ? new Uint8Array(body) : JSON.stringify(body) }),
    });
  };
  try {
    const module = join(bench.folder, 'module');
    mkdirSync(module);
    writeHelloModule(module);
    const archive = execFileSync('tar', ['-C', module, '-cz', '.'], { maxBuffer: 64 * 1024 * 1024 });
    for (const role of ['verify', 'audit']) {
      const refused = await ask(role, '/sources', 'POST', archive);
      assert.equal(refused.status, 403);
      assert.deepEqual(await responseProblems('/sources', 'post', refused), []);
    }
    assert.equal(
      (await fetch(`${service.url}/sources`, { method: 'POST', body: new Uint8Array(archive) })).status,
      401,
    );
    const taken = await ask('seal', '/sources', 'POST', archive);
    assert.deepEqual(await responseProblems('/sources', 'post', taken), []);
    const { digest } = (await taken.json()) as { digest: string };

    const push = `${registry.host}/team/over-http:v1`;
    const wish = { source: { archive: digest }, platforms: ['linux/amd64'], push };
    assert.equal((await ask('verify', '/seals', 'POST', wish)).status, 403);
    const once = { 'idempotency-key': 'run-4711' };
    const accepted = await ask('seal', '/seals', 'POST', wish, once);
    assert.equal(accepted.status, 202);
    assert.deepEqual(await responseProblems('/seals', 'post', accepted), []);
    const { id } = (await accepted.json()) as { id: string };
    const again = (await (await ask('seal', '/seals', 'POST', wish, once)).json()) as { id: string };
    assert.equal(again.id, id, 'the same key is the same job');
    // To whom it does not belong, a job is not there.
    assert.equal((await ask('verify', `/jobs/${id}`, 'GET')).status, 404);

    const events = await ask('seal', `/jobs/${id}/events`, 'GET');
    assert.match(events.headers.get('content-type') ?? '', /^text\/event-stream/);
    const told = await events.text();
    assert.match(told, /the same bytes on both sides[\s\S]*succeeded/);
    const job = (await (await ask('seal', `/jobs/${id}`, 'GET')).json()) as {
      state: string;
      result: { pushed: { digest: string } };
    };
    assert.equal(job.state, 'succeeded');

    const gate = await ask('verify', '/verify?fail=deny', 'POST', { image: push, policy: 'release' });
    const verdict = (await gate.json()) as { outcome: string; decisionId: string; subject: { digest: string } };
    assert.deepEqual([gate.status, verdict.outcome], [200, 'allow'], JSON.stringify(verdict));
    assert.equal(verdict.subject.digest, job.result.pushed.digest);
    assert.equal((await ask('seal', '/verify', 'POST', { image: push, policy: 'release' })).status, 403);
    assert.equal((await ask('verify', `/decisions/${verdict.decisionId}`, 'GET')).status, 403);
    const kept = await ask('audit', `/decisions/${verdict.decisionId}`, 'GET');
    const { caller } = (await kept.json()) as { caller: { name: string; by: string } };
    assert.deepEqual([caller.name, caller.by], ['verify', 'api-key']);
    for (const key of keys.values()) assert.ok(!service.log().includes(key), 'a key is in the log');
  } finally {
    assert.equal(await service.stop(), 0, service.log());
  }
});
