// The whole road as a job: `twinseal serve` with its own worker seals a source and pushes it; cosign, notation and the service
// itself then say what they think of it. seal-jobs.heavy.test.ts has jobs of other sources, and those that fail.
import assert from 'node:assert/strict';
import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { notationHome } from '../interop/notation-home.ts';
import { runPeer, withoutPeers } from '../interop/peer.ts';
import { startDistribution } from '../interop/registry.ts';
import { writeHelloModule } from '../support/hello-module.ts';
import { anyCall, jobBench, uploadFolder } from '../support/job-bench.ts';
import { withoutMounts } from '../support/private-mounts.ts';
import { startService } from '../support/running-service.ts';
import { PASSWORD } from '../support/sealed-hello.ts';
import { twinseal } from '../support/twinseal-program.ts';

const skip = withoutPeers('registry-distribution') || withoutMounts();
const registry = skip === false ? await startDistribution() : { host: '127.0.0.1:1', stop: async () => {} };
after(registry.stop);
const bench = await jobBench(registry.host, ['builder: https://ci.example.com/builder']);
after(() => bench.remove());
const module = join(bench.folder, 'repository');
mkdirSync(module);
writeHelloModule(module);

test('an archive is sealed by the service and allowed by cosign, by notation and by the service', {
  skip,
}, async () => {
  const policy = await twinseal(['policy', 'init', '--cosign-key', bench.keys.cosignPub], { cwd: bench.folder });
  assert.equal(policy.status, 0, policy.stderr);
  writeFileSync(join(bench.folder, 'policies', 'release.yaml'), policy.stdout);
  const service = await startService(
    join(bench.folder, 'policies'),
    bench.data,
    '127.0.0.1:0',
    ['--config', bench.config],
    bench.env,
  );
  try {
    const push = `${registry.host}/team/hello:v1`;
    const { id } = await bench.submit({
      kind: 'seal',
      source: { archive: await uploadFolder(bench, module) },
      platforms: ['linux/amd64'],
      push,
    });
    const job = await bench.ended(id);
    assert.equal(job.state, 'succeeded', JSON.stringify(job.failure) + service.log());
    const { pushed, outcome, signedBy } = job.result as {
      pushed: { digest: string };
      outcome: string;
      signedBy: string[];
    };
    assert.deepEqual([outcome, signedBy], ['identical', ['cosign', 'notation']]);
    const image = `${registry.host}/team/hello@${pushed.digest}`;
    const cosign = await runPeer('cosign', [
      'verify',
      '--key',
      bench.keys.cosignPub,
      '--insecure-ignore-tlog=true',
      '--allow-http-registry',
      '--new-bundle-format',
      image,
    ]);
    assert.equal(cosign.status, 0, cosign.stderr);
    const home = await notationHome(bench.keys.notationRoot, [`${registry.host}/team/hello`]);
    const notation = await runPeer('notation', ['verify', '--insecure-registry', image], { home });
    assert.equal(notation.status, 0, notation.stderr);
    const inspect = ['inspect', '--insecure-registry', '-o', 'json', image];
    const [{ mediaType, signedAttributes }] = JSON.parse(
      (await runPeer('notation', inspect, { home })).stdout,
    ).Signatures;
    const { signingTime, expiry } = signedAttributes;
    assert.deepEqual(
      [mediaType, (Date.parse(expiry) - Date.parse(signingTime)) / 86_400_000],
      ['application/cose', 30],
    );
    const verified = await fetch(`${service.url}/verify`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ image: push, policy: 'release' }),
    });
    const verdict = (await verified.json()) as { outcome: string };
    assert.equal(verdict.outcome, 'allow', JSON.stringify(verdict));
    // Nothing of this machine is told, nor any secret.
    const events = await bench.stores.queue.events(id, 0, anyCall());
    const told = `${JSON.stringify(job)}${events.map(({ text }) => text).join('\n')}`;
    for (const word of [bench.folder, PASSWORD]) assert.ok(!told.includes(word), `${word} is told:\n${told}`);
    assert.ok(!service.log().includes(PASSWORD));
    assert.deepEqual(readdirSync(join(bench.data, 'sealed')), [], 'what was pushed is not kept');
  } finally {
    assert.equal(await service.stop(), 0, service.log());
  }
  assert.deepEqual(readdirSync(join(bench.folder, 'tmp')), [], 'nothing is left of the work');
});

test('what the service builds and seals is noted in its log', { skip }, async () => {
  const { openSqliteServiceStore } = await import('../../src/adapters/store/sqlite-store.ts');
  const store = await openSqliteServiceStore(bench.data, { log: { origin: 'twinseal' } }, anyCall());
  const [note] = await store.ledger.changes('job', undefined, 10, anyCall());
  assert.match(note?.document ?? '', /"kind":"job".*seal/);
  await store.close();
});
