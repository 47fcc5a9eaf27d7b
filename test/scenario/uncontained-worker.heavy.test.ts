// A worker on a machine that allows no namespaces: here one is made by taking them away from the worker alone.
import assert from 'node:assert/strict';
import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { withoutPeers } from '../interop/peer.ts';
import { startDistribution } from '../interop/registry.ts';
import { writeHelloModule } from '../support/hello-module.ts';
import { jobBench, uploadFolder } from '../support/job-bench.ts';
import { withoutMounts } from '../support/private-mounts.ts';

const skip = withoutPeers('registry-distribution') || withoutMounts();
const registry = skip === false ? await startDistribution() : { host: '127.0.0.1:1', stop: async () => {} };
after(registry.stop);
// user_namespaces(7): the limits of /proc/sys/user hold for all that a user namespace holds, its owner too.
const WITHOUT_NAMESPACES = [
  'unshare',
  '--user',
  '--map-root-user',
  'sh',
  '-c',
  'for file in /proc/sys/user/max_user_namespaces /proc/sys/user/max_mnt_namespaces; do echo 0 > $file || exit 9; done; exec "$0" "$@"',
];

test('a worker that cannot contain a build refuses every job, runs nothing of the source and pushes nothing', {
  skip,
}, async () => {
  const bench = await jobBench(registry.host);
  try {
    const module = join(bench.folder, 'module');
    const mark = join(bench.folder, 'ran');
    mkdirSync(module);
    writeHelloModule(module);
    const hostile = join(bench.folder, 'hostile');
    mkdirSync(hostile);
    writeHelloModule(hostile);
    writeFileSync(
      join(hostile, 'twinseal.yaml'),
      `apiVersion: twinseal.dev/v1\nbuild:\n  prepare: [[sh, -c, ": > ${mark}"]]\n`,
    );
    const worker = bench.worker(bench.env, WITHOUT_NAMESPACES);
    const platforms = ['linux/amd64'];
    for (const folder of [module, hostile]) {
      const source = { archive: await uploadFolder(bench, folder) };
      const push = `${registry.host}/team/uncontained:v1`;
      for (const request of [
        { kind: 'build' as const, source, platforms },
        { kind: 'seal' as const, source, platforms, push },
      ]) {
        const job = await bench.ended((await bench.submit(request)).id);
        assert.equal(job.state, 'failed', worker.log());
        assert.equal(job.failure?.code, 'BUILD_SANDBOX', JSON.stringify(job.failure));
        assert.match(job.failure?.reason ?? '', /cannot contain a build, so none is run .*twinseal doctor/);
      }
    }
    assert.ok(!readdirSync(bench.folder).includes('ran'), 'a prepare command was run');
    const tags = await fetch(`http://${registry.host}/v2/team/uncontained/tags/list`);
    assert.equal(tags.status, 404, 'something was pushed');
    assert.equal(await worker.stop(), 0, worker.log());
  } finally {
    await bench.remove();
  }
});

test('with seal.uncontained the same worker builds, and its proof says that nothing contained the sides', {
  skip,
}, async () => {
  const bench = await jobBench(registry.host, ['uncontained: true']);
  try {
    const module = join(bench.folder, 'module');
    mkdirSync(module);
    writeHelloModule(module);
    const worker = bench.worker(bench.env, WITHOUT_NAMESPACES);
    const source = { archive: await uploadFolder(bench, module) };
    const { id } = await bench.submit({ kind: 'build', source, platforms: ['linux/amd64'] });
    const job = await bench.ended(id);
    assert.equal(job.state, 'succeeded', `${JSON.stringify(job.failure)}${worker.log()}`);
    const { twin } = job.result as unknown as {
      twin: { isolation: Record<'a' | 'b', { kind: string; networkless: boolean }> };
    };
    for (const side of [twin.isolation.a, twin.isolation.b])
      assert.deepEqual([side.kind, side.networkless], ['process', false]);
    assert.equal(await worker.stop(), 0, worker.log());
  } finally {
    await bench.remove();
  }
});
