import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { test } from 'node:test';
import { sha256Digest } from '../../src/formats/digest.ts';
import type { RunConfig } from '../../src/formats/oci/documents.ts';
import { reportImage, WALK_LIMITS } from '../../src/judge/inspect/image-report.ts';
import { TwinsealError } from '../../src/records/twinseal-error.ts';
import { elfSample } from '../formats/elf-sample.ts';
import { goProgramSample } from '../formats/go-program-sample.ts';
import { join, type RawEntry, rawEntry, tarOf } from '../support/tar.ts';
import { testCall, walkableImage } from '../support/walkable-image.ts';

const file = (name: string, content: string | Uint8Array = name, more: Partial<RawEntry> = {}): RawEntry => ({
  name,
  content,
  ...more,
});
const link = (name: string, target: string): RawEntry => ({ name, type: '2', link: target });
const digestOf = (content: string) => sha256Digest(new TextEncoder().encode(content));

async function report(layers: readonly (readonly RawEntry[])[], config: RunConfig) {
  return reportImage(walkableImage(layers, config), testCall());
}
const codes = (one: Awaited<ReturnType<typeof report>>) => one.findings.map(({ code }) => code);
const ENV = ['PATH=/usr/bin:/bin'];

test('the program is found by absolute path, by PATH in its order, and against the working folder', async () => {
  const layers = [
    [
      file('bin/app', 'low'),
      file('usr/bin/other'),
      file('srv/app', 'srv'),
      { name: 'usr/bin/app', content: 'no', mode: 0o644 },
    ],
  ];
  const cases: [RunConfig, string][] = [
    [{ Entrypoint: ['/bin/app'], Env: ENV }, '/bin/app'],
    [{ Entrypoint: ['app'], Env: ENV }, '/bin/app'],
    [{ Cmd: ['app'] }, '/bin/app'],
    [{ Entrypoint: ['./app'], WorkingDir: '/srv' }, '/srv/app'],
    [{ Entrypoint: ['app'], Env: ['PATH=/srv:/bin'] }, '/srv/app'],
  ];
  for (const [config, path] of cases) {
    const { entrypoint, layersWalked, findings } = await report(layers, config);
    assert.deepEqual([entrypoint.outcome, entrypoint.path, layersWalked, findings], ['resolved', path, true, []]);
    assert.equal(entrypoint.digest, digestOf(path === '/srv/app' ? 'srv' : 'low'));
  }
});

test('later layers, whiteouts, links and hard links decide which file runs', async () => {
  const run = { Entrypoint: ['/bin/app'] };
  const content = async (layers: readonly (readonly RawEntry[])[]) => {
    const { entrypoint } = await report(layers, run);
    return entrypoint.digest ?? entrypoint.outcome;
  };
  assert.equal(await content([[file('bin/app', 'good')], [file('./bin/app', 'bad')]]), digestOf('bad'));
  assert.equal(await content([[file('bin/app', 'good')], [file('bin/.wh.app', '')]]), 'missing');
  assert.equal(await content([[file('bin/app', 'good')], [file('bin/.wh..wh..opq', ''), file('bin/x')]]), 'missing');
  assert.equal(
    await content([[file('bin/app', 'good')], [file('.wh.bin', '')], [file('bin/app', 'third')]]),
    digestOf('third'),
  );
  assert.equal(
    await content([[file('opt/evil', 'bad'), file('bin/app', 'good')], [link('bin/app', '../opt/evil')]]),
    digestOf('bad'),
  );
  assert.equal(await content([[file('opt/bin/app', 'bad'), link('bin', 'opt/bin')]]), digestOf('bad'));
  assert.equal(
    await content([[file('opt/evil', 'bad')], [{ name: 'bin/app', type: '1', link: 'opt/evil' }]]),
    digestOf('bad'),
  );
  assert.equal(await content([[link('bin/app', '/bin/b'), link('bin/b', 'app')]]), 'loop');
  assert.equal(await content([[link('bin/app', '/../../../opt/x'), file('opt/x', 'inside')]]), digestOf('inside'));
  assert.equal(await content([[{ name: 'bin/app', type: '5' }]]), 'not-a-file');
  assert.equal(await content([[file('bin/app', 'x', { mode: 0o644 })]]), 'not-a-file');
  assert.equal(await content([[{ name: 'bin/app', type: '3' }]]), 'not-a-file');
  assert.equal(
    await content([[file('bin/app', 'good'), link('l', 'bin/app')], [file('bin/app', 'bad')]]),
    digestOf('bad'),
  );
});

test('scripts, an empty command and relative folders in PATH never give a program', async () => {
  assert.equal(
    (await report([[file('bin/app', '#!/bin/sh\n')]], { Entrypoint: ['/bin/app'] })).entrypoint.outcome,
    'interpreted',
  );
  assert.equal((await report([[]], {})).entrypoint.outcome, 'empty');
  const relative = await report([[file('srv/app'), file('bin/app')]], {
    Entrypoint: ['app'],
    Env: ['PATH=:/bin'],
    WorkingDir: '/srv',
  });
  assert.equal(relative.entrypoint.outcome, 'ambiguous');
  const twice = await report([[file('a/app'), file('b/app')]], { Entrypoint: ['app'], Env: ['PATH=/a', 'PATH=/b'] });
  assert.equal(twice.entrypoint.outcome, 'ambiguous');
});

test('a program that only some users may reach through PATH is ambiguous, since the search goes on', async () => {
  const config = { Entrypoint: ['app'], Env: ['PATH=/a:/b'], User: '65532' };
  const closed = [{ name: 'a/', type: '5', mode: 0o700 }, file('a/app', 'good'), file('b/app', 'bad')];
  assert.equal((await report([closed], config)).entrypoint.outcome, 'ambiguous');
  const mode = [file('a/app', 'good', { mode: 0o700 }), file('b/app', 'bad')];
  assert.equal((await report([mode], config)).entrypoint.outcome, 'ambiguous');
});

test('what makes the loader run other code is listed', async () => {
  const env = ['A=b', 'LD_PRELOAD=/lib/evil.so', 'LD_LIBRARY_PATH=/x', 'LD_AUDIT=/y'];
  const one = await report([[file('app')]], { Entrypoint: ['/app'], Env: env });
  assert.deepEqual(one.entrypoint.preload, env.slice(1));
  const two = await report([[file('app'), link('etc', 'private/etc'), file('private/etc/ld.so.preload')]], {
    Entrypoint: ['/app'],
  });
  assert.deepEqual(two.entrypoint.preload, ['/etc/ld.so.preload']);
});

test('what the ELF says is read from the file that runs', async () => {
  const elf = elfSample({ machine: 183, interpreter: '/lib/ld.so', needed: ['libc.so.6'] });
  const direct = await report([[file('app', elf)]], { Entrypoint: ['/app'] });
  const linked = await report([[file('opt/x', elf), link('app', 'opt/x')]], { Entrypoint: ['/app'] });
  for (const { entrypoint } of [direct, linked]) {
    assert.deepEqual(
      [entrypoint.machine, entrypoint.interpreter, entrypoint.needed],
      ['arm64', '/lib/ld.so', ['libc.so.6']],
    );
    assert.equal(entrypoint.digest, sha256Digest(elf));
  }
});

test('a program that is too large to be held says the same of itself, and a large script is one', async () => {
  const run = { Entrypoint: ['/app'] };
  const small = { ...WALK_LIMITS, maxProgram: 1000 };
  const long = (bytes: Uint8Array): Uint8Array => join([bytes, new Uint8Array(200_000)]);
  const go = long(goProgramSample({ settings: { GOARCH: 'amd64', GOOS: 'linux' } }));
  const dynamic = long(elfSample({ interpreter: '/lib/ld.so', needed: ['libc.so.6'] }));
  const script = `#!/bin/sh\n${'true\n'.repeat(30_000)}`;
  for (const content of [go, dynamic, script]) {
    for (const layers of [[[file('app', content)]], [[file('opt/x', content), link('app', 'opt/x')]]]) {
      const image = () => walkableImage(layers, run);
      const { entrypoint } = await reportImage(image(), testCall(), small);
      assert.deepEqual(entrypoint, (await reportImage(image(), testCall())).entrypoint);
      assert.notEqual(entrypoint.machine ?? entrypoint.interpreter ?? entrypoint.outcome, 'resolved');
    }
  }
});

test('entries that two readers put into different places are noted', async () => {
  const run = { Entrypoint: ['/bin/app'] };
  assert.deepEqual(codes(await report([[link('bin', 'usr/bin')], [file('bin/app')]], run)), ['LAYER_UNDER_LINK']);
  assert.deepEqual(codes(await report([[file('bin/app'), file('./bin//app', 'x')]], run)), ['LAYER_DUPLICATE']);
  assert.deepEqual(codes(await report([[file('bin/app'), file('bin/.wh.app', '')]], run)), ['LAYER_WHITEOUT_OWN']);
  assert.deepEqual(codes(await report([[file('bin/.wh.', '')]], run)), ['LAYER_WHITEOUT']);
  // Through a folder of a lower layer: the entry is this layer's, the folder is not.
  assert.deepEqual(codes(await report([[file('a/x')], [file('a/app'), file('.wh.a', '')]], run)), [
    'LAYER_WHITEOUT_OWN',
  ]);
  assert.deepEqual(codes(await report([[file('a/x')], [file('.wh.a', ''), file('a/app')]], run)), [
    'LAYER_WHITEOUT_REMADE',
  ]);
  assert.deepEqual(codes(await report([[file('a/x')], [file('.wh.a', ''), { name: 'a', type: '5' }]], run)), [
    'LAYER_WHITEOUT_REMADE',
  ]);
  assert.deepEqual(codes(await report([[file('a/x')], [file('.wh.a', ''), file('a')]], run)), []);
  assert.deepEqual(codes(await report([[file('a/x')], [file('.wh.a', '')], [file('a/app')]], run)), []);
  assert.deepEqual(codes(await report([[file('a/x')], [file('a/app'), link('a', 'b')]], run)), ['LAYER_DUPLICATE']);
  assert.deepEqual(codes(await report([[file('../bin/app')]], run)), ['LAYER_PATH']);
  assert.deepEqual(codes(await report([[file('a/../bin/app')]], run)), ['LAYER_PATH']);
  assert.deepEqual(codes(await report([[link('.', '/x')]], run)), ['LAYER_ROOT']);
  assert.deepEqual(codes(await report([[file('bin'), file('bin/app')]], run)), ['LAYER_UNDER_FILE']);
  assert.deepEqual(codes(await report([[{ name: 'bin/app', type: '1', link: 'nowhere' }]], run)), ['LAYER_LINK']);
  assert.deepEqual(
    codes(await report([[{ name: 'bin/', type: '5' }, { name: 'bin', type: '5' }, file('bin/app')]], run)),
    [],
  );
});

test('layers that are not what config and manifest say are findings, and the program stays unknown', async () => {
  const run = { Entrypoint: ['/app'] };
  const walk = async (image: ReturnType<typeof walkableImage>) => {
    const one = await reportImage(image, testCall());
    assert.equal(one.layersWalked, false);
    assert.equal(one.entrypoint.outcome, 'unread');
    return [...codes(one), ...one.faults.map(({ code }) => code)];
  };
  const other = sha256Digest(new Uint8Array([1]));
  assert.deepEqual(await walk(walkableImage([[file('app')]], run, { diffIds: [other] })), ['DIFF_ID_MISMATCH']);
  assert.deepEqual(await walk(walkableImage([[file('app')]], run, { diffIds: [other, other] })), ['DIFF_ID_COUNT']);
  assert.deepEqual(await walk(walkableImage([join([tarOf([file('app')]), rawEntry(file('app', 'x'))])], run)), [
    'LAYER_TAR_END',
  ]);
  assert.deepEqual(await walk(walkableImage([tarOf([file('app')]).subarray(0, 700)], run)), ['LAYER_TAR_TRUNCATED']);
  assert.deepEqual(
    await walk(walkableImage([[file('app')]], run, { mediaType: 'application/vnd.oci.image.layer.v1.tar' })),
    ['LAYER_TAR_TRUNCATED'],
  );
  assert.deepEqual(await walk(walkableImage([[file('app')]], run, { mediaType: 'application/wasm' })), [
    'EVIDENCE_LIMIT',
  ]);
  const image = walkableImage([[file('app')]], run);
  const lie = {
    ...image,
    layers: image.layers.map((layer) => ({ ...layer, descriptor: { ...layer.descriptor, digest: other } })),
  };
  assert.deepEqual(await walk(lie), ['BLOB_DIGEST_MISMATCH']);
  const short = {
    ...image,
    layers: image.layers.map((layer) => ({ ...layer, descriptor: { ...layer.descriptor, size: 5 } })),
  };
  assert.deepEqual(await walk(short), ['BLOB_DIGEST_MISMATCH']);
});

test('bombs and floods of entries end as faults, not as memory', async () => {
  const run = { Entrypoint: ['/app'] };
  const zeros = walkableImage([[file('app', new Uint8Array(3_000_000))]], run);
  const bomb = await reportImage(zeros, testCall(), { ...WALK_LIMITS, freeBytes: 1_000_000, maxRatio: 20 });
  assert.deepEqual(
    bomb.faults.map(({ code, what }) => [code, what]),
    [['EVIDENCE_LIMIT', 'layer']],
  );
  const flood = walkableImage(
    [Array.from({ length: 50 }, (_, i) => file(`f${i}`)), Array.from({ length: 60 }, (_, i) => file(`g${i}`))],
    run,
  );
  const limited = await reportImage(flood, testCall(), { ...WALK_LIMITS, maxEntries: 100 });
  assert.deepEqual(
    limited.faults.map(({ code }) => code),
    ['EVIDENCE_LIMIT'],
  );
  const large = await reportImage(walkableImage([[file('app', randomBytes(2000))]], run), testCall(), {
    ...WALK_LIMITS,
    maxProgram: 1000,
  });
  assert.match(large.entrypoint.why ?? '', /too large/);
});

test('a layer that cannot be fetched is a fault; one that is not there is a finding', async () => {
  const image = walkableImage([[file('app')]], { Entrypoint: ['/app'] });
  const failing = (error: Error) => ({
    ...image,
    layers: image.layers.map((layer) => ({
      ...layer,
      blob: { ...layer.blob, open: () => ({ [Symbol.asyncIterator]: () => ({ next: () => Promise.reject(error) }) }) },
    })),
  });
  const throttled = await reportImage(failing(new TwinsealError('REGISTRY_THROTTLED', 'slow down')), testCall());
  assert.deepEqual(
    throttled.faults.map(({ code, retryable }) => [code, retryable]),
    [['EVIDENCE_THROTTLED', true]],
  );
  const gone = await reportImage(failing(new TwinsealError('CONTENT_NOT_FOUND', 'gone')), testCall());
  assert.deepEqual([codes(gone), gone.faults], [['BLOB_MISSING'], []]);
  await assert.rejects(reportImage(failing(new Error('a defect')), testCall()), /a defect/);
});

test('bytes that were changed in a layer are told as that, not as what they break, and the layer is let go', async () => {
  const image = walkableImage([[file('app', randomBytes(50_000))]], { Entrypoint: ['/app'] });
  const [layer] = image.layers;
  assert.ok(layer);
  let closed = 0;
  const changed = {
    ...layer.blob,
    async *open() {
      try {
        let at = 0;
        for await (const chunk of layer.blob.open())
          yield Uint8Array.from(chunk, (byte) => (at++ === 20_000 ? byte ^ 1 : byte));
      } finally {
        closed++;
      }
    },
  };
  const one = await reportImage({ ...image, layers: [{ ...layer, blob: changed }] }, testCall());
  assert.deepEqual([codes(one), closed], [['BLOB_DIGEST_MISMATCH'], 1]);
});

test('links and whiteouts cannot make a small layer dear to read', async () => {
  const run = { Entrypoint: ['app'], Env: [`PATH=${Array.from({ length: 200 }, () => '/l').join(':')}`] };
  const links = (repeat: number): readonly RawEntry[] => [
    { name: 'd', type: '5' },
    { name: 'l', type: '2', link: 'x', pax: { linkpath: `${'d/../'.repeat(repeat)}d` } },
  ];
  const walk = (layers: readonly (readonly RawEntry[])[]) =>
    reportImage(walkableImage(layers, run), testCall(), { ...WALK_LIMITS, maxSteps: 200_000 });
  const below = Array.from({ length: 200 }, (_, i) => file(`l/f${i}`));
  assert.deepEqual(
    (await walk([links(800), below])).faults.map(({ code }) => code),
    ['EVIDENCE_LIMIT'],
  );
  assert.deepEqual((await walk([links(800)])).entrypoint.outcome, 'ambiguous');
  assert.ok(codes(await walk([links(150_000)])).includes('LAYER_PATH_LENGTH'));
  const own = Array.from({ length: 300 }, (_, i) => file(`a/f${i}`));
  const dear = [...own, ...Array.from({ length: 1000 }, () => file('a/.wh..wh..opq', ''))];
  assert.deepEqual(
    (await walk([dear])).faults.map(({ code }) => code),
    ['EVIDENCE_LIMIT'],
  );
});
