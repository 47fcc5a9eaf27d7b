// The whole road as a job: `twinseal serve` with its own worker seals a source and pushes it; cosign, notation and the service
// itself then say what they think of it.
import assert from 'node:assert/strict';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { notationHome } from '../interop/notation-home.ts';
import { runPeer, withoutPeers } from '../interop/peer.ts';
import { startDistribution } from '../interop/registry.ts';
import { HELLO, writeHelloModule } from '../support/hello-module.ts';
import { anyCall, jobBench, uploadFolder } from '../support/job-bench.ts';
import { withoutMounts } from '../support/private-mounts.ts';
import { startService } from '../support/running-service.ts';
import { PASSWORD } from '../support/sealed-hello.ts';
import { twinseal } from '../support/twinseal-program.ts';

const skip = withoutPeers('registry-distribution') || withoutMounts();
const registry = skip === false ? await startDistribution() : { host: '127.0.0.1:1', stop: async () => {} };
after(registry.stop);
const bench = await jobBench(registry.host, [`gitFolders: [repository]`, 'builder: https://ci.example.com/builder']);
after(() => bench.remove());
const { queue } = bench.stores;
const module = join(bench.folder, 'repository');
mkdirSync(module);
const revision = writeHelloModule(module);

const upload = (folder: string) => uploadFolder(bench, folder);
const texts = async (id: string) => (await queue.events(id, 0, anyCall())).map(({ text }) => text);

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
      source: { archive: await upload(module) },
      platforms: ['linux/amd64', 'linux/arm64'],
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
    const told = `${JSON.stringify(job)}${(await texts(id)).join('\n')}`;
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

test('a commit of a git folder is built as git has it, whatever lies in the folder now', { skip }, async () => {
  writeFileSync(join(module, 'main.go'), 'package main\n\nfunc main() { never compiles }\n');
  writeFileSync(join(module, '.gitattributes'), '* export-ignore\n*.go ident export-subst\n');
  const worker = bench.worker();
  const git = join(bench.folder, 'repository');
  const { id } = await bench.submit({
    kind: 'build',
    source: { git, revision: HELLO.tag },
    platforms: ['linux/amd64'],
  });
  const job = await bench.ended(id);
  assert.equal(job.state, 'succeeded', JSON.stringify(job.failure));
  const absent = await bench.submit({ kind: 'build', source: { git, revision: 'v9.9.9' }, platforms: ['linux/amd64'] });
  const failed = await bench.ended(absent.id);
  assert.equal(failed.failure?.code, 'SOURCE_UNKNOWN', JSON.stringify(failed));
  const other = await bench.submit({ kind: 'build', source: { git: bench.folder } });
  assert.equal((await bench.ended(other.id)).failure?.code, 'SOURCE_UNKNOWN');
  assert.ok(
    (await texts(id)).every((text) => !text.includes('differ from commit')),
    (await texts(id)).join('\n'),
  );
  assert.match(revision, /^[0-9a-f]{40}$/);
  assert.equal(await worker.stop(), 0);
});

test('a different twin, a source that does not compile and one that is cancelled push and sign nothing', {
  skip,
}, async () => {
  const worker = bench.worker();
  const source = async (name: string, main: string, more = '') => {
    const folder = join(bench.folder, name);
    mkdirSync(folder);
    writeFileSync(join(folder, 'go.mod'), 'module example.com/m\n\ngo 1.24\n');
    writeFileSync(join(folder, 'main.go'), main);
    if (more !== '') writeFileSync(join(folder, 'twinseal.yaml'), `apiVersion: twinseal.dev/v1\n${more}`);
    return { archive: await upload(folder) };
  };
  const good = 'package main\n\nvar built = ""\n\nfunc main() { println(built) }\n';
  const different = await source(
    'different',
    good,
    'build:\n  prepare: [[sh, -c, "head -c 8 /dev/urandom | od -An -tx1 > x.txt && printf \'package main\\\\nfunc init() { println(\\"%s\\") }\\\\n\' \\"$(cat x.txt)\\" > gen.go"]]\n',
  );
  const broken = await source('broken', 'package main\n\nfunc main() { nothing }\n');
  const slow = await source('slow', good, 'build:\n  prepare: [[sleep, "60"]]\n');
  const outside = await source('outside', good, 'image:\n  base: ../../../../keys\n');
  const seal = (from: { archive: string }, tag: string) =>
    bench.submit({ kind: 'seal', source: from, platforms: ['linux/amd64'], push: `${registry.host}/none/app:${tag}` });
  const jobs = [await seal(different, 'different'), await seal(broken, 'broken'), await seal(outside, 'outside')];
  const ended = await Promise.all(jobs.map(({ id }) => bench.ended(id)));
  assert.deepEqual(
    ended.map(({ state, failure }) => [state, failure?.code]),
    [
      ['failed', 'TWIN_DIFFERENT'],
      ['failed', 'BUILD_FAILED'],
      ['failed', 'SETTINGS_INVALID'],
    ],
    JSON.stringify(ended.map(({ failure }) => failure)),
  );
  assert.equal(ended[0]?.result?.outcome, 'different');
  const cancelled = await seal(slow, 'slow');
  for (let i = 0; i < 1_200 && !(await texts(cancelled.id)).some((text) => text.startsWith('side A')); i++)
    await new Promise((resolve) => setTimeout(resolve, 50));
  await queue.cancel(cancelled.id, anyCall());
  assert.equal((await bench.ended(cancelled.id)).state, 'cancelled');
  const catalog = await (await fetch(`http://${registry.host}/v2/_catalog`)).text();
  assert.ok(!catalog.includes('none/app'), catalog);
  assert.equal(await worker.stop(), 0);
  assert.ok(!worker.log().includes(PASSWORD));
  assert.ok(readFileSync(bench.keys.cosignKey, 'utf8').includes('ENCRYPTED'));
});
