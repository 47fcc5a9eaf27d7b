import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import {
  createReadStream,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { gunzipSync } from 'node:zlib';
import { defaultCacheFolder } from '../../src/adapters/cache-place.ts';
import { PakoLayerCompressor } from '../../src/adapters/compress/pako-layer-compressor.ts';
import { sha256Digest } from '../../src/formats/digest.ts';
import type { Call } from '../../src/ports/call.ts';
import type { LayerPart } from '../../src/ports/layer-compressor.ts';
import { TwinsealError } from '../../src/records/twinseal-error.ts';
import { compressibleBytes } from '../support/compressible-bytes.ts';
import { blobBytes, memoryBlob } from '../support/memory-blob.ts';

const root = mkdtempSync(join(tmpdir(), 'twinseal-compress-'));
after(() => rmSync(root, { recursive: true, force: true }));

const call = (): Call => ({ signal: new AbortController().signal, deadline: Date.now() + 60_000 });
const folder = () => mkdtempSync(join(root, 'f'));
const bytes = compressibleBytes(700_000, 7);
const parts = (content: Uint8Array = bytes): readonly LayerPart[] => [
  { bytes: new Uint8Array(512).fill(1) },
  { blob: memoryBlob(content) },
  { bytes: new Uint8Array(1024) },
];
const tar = Buffer.concat([new Uint8Array(512).fill(1), bytes, new Uint8Array(1024)]);

async function using<T>(
  options: { readonly cacheFolder?: string },
  use: (compressor: PakoLayerCompressor) => Promise<T>,
): Promise<T> {
  const compressor = new PakoLayerCompressor({ workFolder: folder(), ...options });
  try {
    return await use(compressor);
  } finally {
    await compressor.close();
  }
}

const code = (wanted: string) => (error: unknown) => error instanceof TwinsealError && error.code === wanted;

test('a layer has the digest of its bytes and the diff_id of its tar', async () => {
  await using({}, async (compressor) => {
    const layer = await compressor.compress(parts(), call());
    const packed = await blobBytes(layer.blob);
    assert.equal(layer.blob.digest, sha256Digest(packed));
    assert.equal(layer.blob.size, packed.length);
    assert.equal(layer.diffId, sha256Digest(tar));
    assert.deepEqual(gunzipSync(packed), tar);
    assert.equal(layer.fromCache, false);
  });
});

test('a file is compressed whole, in whatever pieces its stream gives', async () => {
  const path = join(folder(), 'program');
  const content = compressibleBytes(3_000_000, 11);
  writeFileSync(path, content);
  await using({}, async (compressor) => {
    for (const highWaterMark of [1 << 20, 65_536, 300_001]) {
      const blob = { ...memoryBlob(content), open: () => createReadStream(path, { highWaterMark }) };
      const layer = await compressor.compress([{ blob }], call());
      assert.equal(layer.diffId, sha256Digest(content));
      assert.deepEqual(gunzipSync(await blobBytes(layer.blob)), Buffer.from(content));
    }
  });
});

test('more layers than workers are compressed side by side, each into its own bytes', async () => {
  await using({}, async (compressor) => {
    const contents = Array.from({ length: 12 }, (_, index) => compressibleBytes(50_000 + index, index + 1));
    const layers = await Promise.all(contents.map((content) => compressor.compress(parts(content), call())));
    assert.equal(new Set(layers.map((layer) => layer.blob.digest)).size, contents.length);
    for (const [index, layer] of layers.entries())
      assert.deepEqual(
        gunzipSync(await blobBytes(layer.blob)).subarray(512, -1024),
        Buffer.from(contents[index] ?? []),
      );
  });
});

test('what was compressed once comes from the cache, also in another process, with the same bytes', async () => {
  const cacheFolder = folder();
  const first = await using({ cacheFolder }, (compressor) => compressor.compress(parts(), call()));
  const second = await using({ cacheFolder }, (compressor) => compressor.compress(parts(), call()));
  assert.equal(second.fromCache, true);
  assert.equal(second.diffId, first.diffId);
  assert.deepEqual(await blobBytes(second.blob), await blobBytes(first.blob));
});

test('one other byte in header or binary is another entry', async () => {
  const cacheFolder = folder();
  await using({ cacheFolder }, async (compressor) => {
    await compressor.compress(parts(), call());
    const other = Uint8Array.from(bytes);
    other[5] = (other[5] ?? 0) ^ 1;
    assert.equal((await compressor.compress(parts(other), call())).fromCache, false);
    const header: readonly LayerPart[] = [{ bytes: new Uint8Array(512).fill(2) }, ...parts().slice(1)];
    assert.equal((await compressor.compress(header, call())).fromCache, false);
  });
});

for (const [what, spoil] of [
  ['whose file rotted', (path: string) => path.endsWith('.gz') && flip(path)],
  ['whose file is cut', (path: string) => path.endsWith('.gz') && writeFileSync(path, readFileSync(path).subarray(1))],
  ['whose record rotted', (path: string) => path.endsWith('.json') && rewrite(path, 'diffId')],
  ['whose record is no JSON', (path: string) => path.endsWith('.json') && writeFileSync(path, '{')],
  ['that lost its file', (path: string) => path.endsWith('.gz') && rmSync(path)],
] as const)
  test(`a cache entry ${what} is dropped and made again`, async () => {
    const cacheFolder = folder();
    await using({ cacheFolder }, async (compressor) => {
      const first = await compressor.compress(parts(), call());
      const good = await blobBytes(first.blob);
      const layers = join(cacheFolder, 'layers');
      for (const name of readdirSync(layers)) spoil(join(layers, name));
      const again = await compressor.compress(parts(), call());
      assert.equal(again.fromCache, false);
      assert.equal(again.diffId, first.diffId);
      assert.deepEqual(await blobBytes(again.blob), good);
      assert.equal((await compressor.compress(parts(), call())).fromCache, true);
    });
  });

test('a cache folder that cannot be made costs the cache and nothing else', async () => {
  const file = join(folder(), 'file');
  writeFileSync(file, '');
  const layer = await using({ cacheFolder: join(file, 'below') }, (compressor) => compressor.compress(parts(), call()));
  assert.equal(layer.diffId, sha256Digest(tar));
});

test('an entry that cannot be recorded costs the cache and nothing else', async () => {
  const cacheFolder = folder();
  await using({ cacheFolder }, async (compressor) => {
    await compressor.compress(parts(), call());
    const layers = join(cacheFolder, 'layers');
    const record = join(layers, readdirSync(layers).find((name) => name.endsWith('.json')) ?? assert.fail());
    rmSync(record);
    mkdirSync(join(record, 'in the way'), { recursive: true });
    const layer = await compressor.compress(parts(), call());
    assert.equal(layer.diffId, sha256Digest(tar));
    assert.deepEqual(gunzipSync(await blobBytes(layer.blob)), tar);
    assert.ok(readdirSync(layers).every((name) => !name.endsWith('.tmp')));
  });
});

test('what a killed run left in the cache goes away with time, what is fresh stays', async () => {
  const cacheFolder = folder();
  await using({ cacheFolder }, async (compressor) => {
    await compressor.compress(parts(), call());
    const [old, fresh] = [join(cacheFolder, 'layers', '.old.tmp'), join(cacheFolder, 'layers', '.fresh.tmp')];
    for (const path of [old, fresh]) writeFileSync(path, 'half');
    utimesSync(old, 1, 1);
    await compressor.compress(parts(compressibleBytes(10, 1)), call());
    assert.deepEqual([existsSync(old), existsSync(fresh)], [false, true]);
  });
});

test('a blob that is not what its digest says is refused and leaves nothing', async () => {
  const cacheFolder = folder();
  await using({ cacheFolder }, async (compressor) => {
    const lie: readonly LayerPart[] = [{ blob: memoryBlob(bytes, { digest: sha256Digest(new Uint8Array(1)) }) }];
    await assert.rejects(compressor.compress(lie, call()), code('CONTENT_MISMATCH'));
    const long: readonly LayerPart[] = [{ blob: { ...memoryBlob(bytes), size: bytes.length - 1 } }];
    await assert.rejects(compressor.compress(long, call()), code('CONTENT_MISMATCH'));
    assert.deepEqual(readdirSync(join(cacheFolder, 'layers')), []);
    assert.equal((await compressor.compress(parts(), call())).diffId, sha256Digest(tar));
  });
});

test('cancelling and running out of time end the work and leave nothing', async () => {
  const cacheFolder = folder();
  await using({ cacheFolder }, async (compressor) => {
    const abort = new AbortController();
    const stuck: LayerPart = {
      blob: {
        ...memoryBlob(bytes),
        async *open() {
          yield bytes;
          abort.abort();
          yield bytes;
        },
      },
    };
    await assert.rejects(compressor.compress([stuck], { ...call(), signal: abort.signal }), code('ABORTED'));
    await assert.rejects(compressor.compress(parts(), { ...call(), deadline: Date.now() - 1 }), code('TIMEOUT'));
    assert.deepEqual(readdirSync(join(cacheFolder, 'layers')), []);
  });
});

test('a work folder that is gone is an error that says so', async () => {
  const compressor = new PakoLayerCompressor({ workFolder: join(root, 'gone') });
  await assert.rejects(compressor.compress(parts(), call()), code('OUTPUT_UNWRITABLE'));
  await compressor.close();
});

test('idle workers do not keep a process alive', () => {
  const script = `
    import { PakoLayerCompressor } from ${JSON.stringify(new URL('../../src/adapters/compress/pako-layer-compressor.ts', import.meta.url).href)};
    const compressor = new PakoLayerCompressor({ workFolder: ${JSON.stringify(folder())} });
    compressor.warm(2);
    await compressor.compress([{ bytes: new Uint8Array(10) }], { signal: new AbortController().signal, deadline: Date.now() + 9000 });
    console.log('done');`;
  const run = spawnSync(process.execPath, ['--input-type=module', '-e', script], { timeout: 60_000 });
  assert.equal(run.stdout.toString(), 'done\n', run.stderr.toString());
  assert.equal(run.signal, null);
});

test('the cache lies where XDG says, and only at an absolute path', () => {
  assert.equal(defaultCacheFolder({ XDG_CACHE_HOME: '/x', HOME: '/h' }), '/x/twinseal');
  assert.equal(defaultCacheFolder({ XDG_CACHE_HOME: 'x', HOME: '/h' }), '/h/.cache/twinseal');
  assert.equal(defaultCacheFolder({ HOME: '' }), undefined);
});

function flip(path: string): void {
  const content = readFileSync(path);
  content[100] = (content[100] ?? 0) ^ 1;
  writeFileSync(path, content);
}

function rewrite(path: string, name: string): void {
  const record = JSON.parse(readFileSync(path, 'utf8'));
  record[name] = sha256Digest(new Uint8Array(3));
  writeFileSync(path, JSON.stringify(record));
}
