import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { decodeBase64 } from '../../src/formats/base64.ts';
import { FormatError } from '../../src/formats/format-error.ts';
import { leafHash } from '../../src/formats/merkle/hash.ts';
import { checkInclusion, proveInclusion } from '../../src/formats/merkle/inclusion-proof.ts';
import { ProvenTiles } from '../../src/formats/merkle/proven-tiles.ts';
import { parseTilePath, tileAt, tilePath, tilesBetween } from '../../src/formats/merkle/tile.ts';
import { read, record, tileData, treeOf } from '../support/merkle-tree.ts';
import { sumdbVectors } from '../support/sumdb-vectors.ts';

const vectors = sumdbVectors();
const broken = (rule = ''): ((error: unknown) => boolean) => {
  return (error) => error instanceof FormatError && error.format === 'merkle' && error.rule === rule;
};

test('the paths of tiles are those of Go, both ways, and no tile has a second path', () => {
  for (const path of vectors.paths) assert.equal(tilePath(parseTilePath(path, 'sumdb'), 'sumdb'), path);
  assert.deepEqual(parseTilePath('tile/8/2/x001/x234/067.p/7', 'sumdb'), { level: 2, index: 1234067, width: 7 });
  assert.deepEqual(parseTilePath('tile/2/x001/x234/067', 'tlog-tiles'), { level: 2, index: 1234067, width: 256 });
  assert.equal(tilePath({ level: 0, index: 0, width: 256 }, 'tlog-tiles'), 'tile/0/000');
  const wrong = [
    '',
    'tile/8/0/',
    'tile/8/0/00',
    'tile/8/0/0000',
    'tile/8/00/000',
    'tile/8/0/x000/000',
    'tile/8/0/000.p/0',
  ];
  const more = [
    'tile/8/0/000.p/256',
    'tile/8/0/000.p/07',
    'tile/8/0/000.p/',
    'tile/7/0/000',
    'tile/8/7/000',
    '/tile/8/0/000',
  ];
  const odd = [
    'tile/8/0/../000',
    'tile/8/-1/000',
    'tile/8/0/x000/x001/000',
    'tile/8/data/000',
    'tile/8/0/001/000',
    'tile/8/0/000\n',
  ];
  for (const path of [...wrong, ...more, ...odd, `tile/8/0/${'x999/'.repeat(100)}000`])
    assert.throws(() => parseTilePath(path, 'sumdb'), broken(), path);
  fc.assert(
    fc.property(fc.nat(6), fc.maxSafeNat(), fc.integer({ min: 1, max: 256 }), (level, index, width) => {
      for (const naming of ['sumdb', 'tlog-tiles'] as const)
        assert.deepEqual(parseTilePath(tilePath({ level, index, width }, naming), naming), { level, index, width });
    }),
  );
});

test('the tiles that growth makes are those that Go publishes', () => {
  const expected = [1, 256, 257, 65_536, 65_537, 70_000_000].flatMap((size) =>
    tilesBetween(Math.max(0, size - 300), size).map((tile) => tilePath(tile, 'sumdb')),
  );
  assert.deepEqual(expected, vectors.paths);
});

test('the tiles that Go makes prove themselves and give the hashes of their tree', () => {
  const size = 70_000;
  const byPath = new Map(vectors.tiles.map(({ path, data }) => [path, decodeBase64(data)]));
  const tiles = new ProvenTiles(treeOf(size));
  const nodes = [0, 255, 25_600, 25_700, size - 1].map((index) => ({ level: 0, index }));
  assert.throws(() => tiles.hash({ level: 0, index: 0 }), broken());
  const wanted = tiles.missing(nodes);
  tiles.prove(wanted.map((tile) => ({ tile, bytes: byPath.get(tilePath(tile, 'sumdb')) ?? new Uint8Array() })));
  for (const node of nodes) assert.deepEqual(tiles.hash(node), leafHash(record(node.index)));
  assert.deepEqual(tiles.hash({ level: 12, index: 3 }), read({ level: 12, index: 3 }));
  assert.deepEqual(tiles.missing(nodes), []);
  assert.deepEqual(tiles.missing([{ level: 0, index: 300 }]), [{ level: 0, index: 1, width: 256 }]);
  assert.throws(() => tiles.missing([{ level: 0, index: size }]), broken());
});

test('any tree is read from its tiles, and one changed bit in any of them is seen before anything is taken', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 66_000 }), fc.nat(), fc.nat(), fc.nat(), (size, at, pick, bit) => {
      const node = { level: 0, index: at % size };
      const wanted = new ProvenTiles(treeOf(size)).missing([node]).map(tileData);
      const good = new ProvenTiles(treeOf(size));
      good.prove(wanted);
      assert.deepEqual(good.hash(node), leafHash(record(node.index)));
      const proof = proveInclusion(node.index, size, (n) => {
        const lacking = good.missing([n]).map(tileData);
        good.prove(lacking);
        return good.hash(n);
      });
      assert.ok(checkInclusion({ ...treeOf(size), index: node.index, leaf: good.hash(node) }, proof));
      const spoiled = new ProvenTiles(treeOf(size));
      const changed = wanted.map((data, which) => {
        if (which !== pick % wanted.length) return data;
        const bytes = data.bytes.slice();
        const place = bit % bytes.length;
        bytes[place] = (bytes[place] ?? 0) ^ (1 << (bit % 8));
        return { ...data, bytes };
      });
      assert.throws(() => spoiled.prove(changed), broken('tile'));
      assert.throws(() => spoiled.hash(node), broken());
      const short = wanted.map((data, which) =>
        which === pick % wanted.length ? { ...data, bytes: data.bytes.slice(32) } : data,
      );
      assert.throws(() => spoiled.prove(short), broken('tile-size'));
    }),
    { numRuns: 25 },
  );
});

test('a tile that is proved is not replaced, and memory for tiles is bounded', () => {
  const tiles = new ProvenTiles(treeOf(66_000), 4);
  const first = tiles.missing([{ level: 0, index: 0 }]).map(tileData);
  tiles.prove(first);
  tiles.prove(first.map(({ tile, bytes }) => ({ tile, bytes: new Uint8Array(bytes.length) })));
  assert.deepEqual(tiles.hash({ level: 0, index: 0 }), leafHash(record(0)));
  for (let index = 256; index < 256 * 12; index += 256) {
    tiles.prove(tiles.missing([{ level: 0, index }]).map(tileData));
    assert.deepEqual(tiles.hash({ level: 0, index }), leafHash(record(index)));
  }
  assert.deepEqual(tiles.missing([{ level: 0, index: 0 }]), [tileAt(0, 0, 66_000)]);
});
