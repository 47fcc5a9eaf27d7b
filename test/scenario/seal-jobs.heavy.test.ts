// Jobs of a worker as a process: commits of a git folder, and sources whose seal fails or is cancelled.
import assert from 'node:assert/strict';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { openSqliteServiceStore } from '../../src/adapters/store/sqlite-store.ts';
import { withoutPeers } from '../interop/peer.ts';
import { startDistribution } from '../interop/registry.ts';
import { HELLO, writeHelloModule } from '../support/hello-module.ts';
import { anyCall, jobBench, uploadFolder } from '../support/job-bench.ts';
import { withoutMounts } from '../support/private-mounts.ts';
import { PASSWORD } from '../support/sealed-hello.ts';

const skip = withoutPeers('registry-distribution') || withoutMounts();
const registry = skip === false ? await startDistribution() : { host: '127.0.0.1:1', stop: async () => {} };
after(registry.stop);
const bench = await jobBench(registry.host, ['gitFolders: [repository]']);
after(() => bench.remove());
const { queue } = bench.stores;
const module = join(bench.folder, 'repository');
mkdirSync(module);
const revision = writeHelloModule(module);

const upload = (folder: string) => uploadFolder(bench, folder);
const texts = async (id: string) => (await queue.events(id, 0, anyCall())).map(({ text }) => text);

test('a commit of a git folder is built as git has it, whatever lies in the folder now', { skip }, async () => {
  writeFileSync(join(module, 'main.go'), 'package main\n\nfunc main() { never compiles }\n');
  writeFileSync(join(module, '.gitattributes'), '* export-ignore\n*.go ident export-subst\n');
  const worker = bench.worker();
  const git = join(bench.folder, 'repository');
  const { id } = await bench.submit({
    kind: 'build',
    source: { git, revision: HELLO.tag },
    platforms: ['linux/amd64', 'linux/arm64'],
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
  // Nobody works yet who would note it: the first worker does.
  const idle = await bench.submit({ kind: 'build', source: { archive: `sha256:${'a'.repeat(64)}` } });
  assert.equal(await queue.cancel(idle.id, anyCall(), 'ops'), 'cancelled');
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
  await queue.cancel(cancelled.id, anyCall(), 'ops');
  assert.equal((await bench.ended(cancelled.id)).state, 'cancelled');
  const catalog = await (await fetch(`http://${registry.host}/v2/_catalog`)).text();
  assert.ok(!catalog.includes('none/app'), catalog);
  assert.equal(await worker.stop(), 0);
  assert.ok(!worker.log().includes(PASSWORD));
  const store = await openSqliteServiceStore(bench.data, { log: { origin: 'twinseal' } }, anyCall());
  const notes = (await store.ledger.changes('job', undefined, 50, anyCall())).map(({ document }) =>
    JSON.parse(document),
  );
  await store.close();
  for (const job of [idle, cancelled])
    assert.deepEqual(
      notes.filter(({ id }) => id === job.id).map(({ detail }) => [detail.state, detail.by]),
      [['cancelled', 'ops']],
    );
  assert.ok(readFileSync(bench.keys.cosignKey, 'utf8').includes('ENCRYPTED'));
});
