// A log that grows by its right edge alone is the tree that the definition gives, however it grew.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { FormatError } from '../../src/formats/format-error.ts';
import { edgeTiles, GrowingTree } from '../../src/formats/merkle/growing-tree.ts';
import { EMPTY_ROOT, leafHash } from '../../src/formats/merkle/hash.ts';
import { checkInclusion } from '../../src/formats/merkle/inclusion-proof.ts';
import { ProvenTiles, type TileData } from '../../src/formats/merkle/proven-tiles.ts';
import { tilePath, tilesBetween } from '../../src/formats/merkle/tile.ts';
import { record, tileData, treeOf } from '../support/merkle-tree.ts';

const EMPTY = { size: 0, root: EMPTY_ROOT };
const leaf = (index: number) => leafHash(record(index));
const broken = (rule: string) => (error: unknown) =>
  error instanceof FormatError && error.format === 'merkle' && error.rule === rule;
const at = (size: number) => new GrowingTree(treeOf(size), edgeTiles(size).map(tileData));
const path = ({ tile }: TileData) => tilePath(tile, 'tlog-tiles');

/** Sizes around the powers of two and of 256, where trees change their shape. */
const SIZES = [0, 1, 2, 3, 4, 5, 7, 8, 9, 255, 256, 257, 511, 512, 513, 767, 1000, 65_535, 65_536, 65_537, 70_000];

test('from any size, by any number of leaves, it is the tree of the definition', () => {
  for (const size of SIZES) {
    const tree = at(size);
    assert.deepEqual(tree.head(), treeOf(size));
    for (let more = 1; more <= 3; more++) {
      assert.equal(tree.append(leaf(size + more - 1)), size + more - 1);
      assert.deepEqual([tree.size, tree.head()], [size + more, treeOf(size + more)]);
    }
  }
});

test('the tiles that it gives when it grows are those of the tree, each whole, and no other', () => {
  for (const [size, more] of [
    [0, 1],
    [0, 256],
    [0, 600],
    [250, 6],
    [250, 7],
    [256, 1],
    [65_530, 10],
    [65_536, 1],
  ] as const) {
    const tree = at(size);
    for (let n = 0; n < more; n++) tree.append(leaf(size + n));
    const taken = [...tree.takeTiles()].sort((a, b) => (path(a) < path(b) ? -1 : 1));
    const wanted = tilesBetween(size, size + more)
      .map(tileData)
      .sort((a, b) => (path(a) < path(b) ? -1 : 1));
    assert.deepEqual(taken.map(path), wanted.map(path));
    assert.deepEqual(taken, wanted);
    assert.deepEqual(tree.takeTiles(), []);
  }
});

test('each new leaf is proved to the tree as it is then, and one from before is not held', () => {
  for (const size of SIZES.filter((one) => one < 2000)) {
    const tree = at(size);
    for (let n = 0; n < 300; n++) tree.append(leaf(size + n));
    const head = tree.head();
    for (const index of [size, size + 1, size + 150, size + 299])
      assert.ok(checkInclusion({ ...head, index, leaf: leaf(index) }, tree.prove(index)), `${index} of ${head.size}`);
    assert.throws(() => tree.prove(head.size), broken(''));
  }
  const tree = at(600);
  tree.append(leaf(600));
  assert.throws(() => tree.prove(0), broken(''));
});

test('growing in steps with the tiles taken and opened again is growing at once', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 1, max: 400 }), { minLength: 1, maxLength: 6 }), (steps) => {
      const stored = new Map<string, Uint8Array>();
      let head = EMPTY;
      for (const step of steps) {
        const tree = new GrowingTree(
          head,
          edgeTiles(head.size).map((tile) => ({
            tile,
            bytes: stored.get(`${tile.level}/${tile.index}`) ?? new Uint8Array(),
          })),
        );
        for (let n = 0; n < step; n++) tree.append(leaf(head.size + n));
        for (const { tile, bytes } of tree.takeTiles()) stored.set(`${tile.level}/${tile.index}`, bytes);
        head = { ...tree.head() };
      }
      assert.deepEqual(head, treeOf(head.size));
      const proven = new ProvenTiles(head);
      const node = { level: 0, index: head.size - 1 };
      proven.prove(
        proven.missing([node]).map((tile) => ({
          tile,
          bytes: (stored.get(`${tile.level}/${tile.index}`) ?? new Uint8Array()).subarray(0, tile.width * 32),
        })),
      );
      assert.deepEqual(proven.hash(node), leaf(head.size - 1));
    }),
    { numRuns: 40 },
  );
});

test('an edge that does not give the root is refused, whatever is wrong with it', () => {
  for (const size of [1, 3, 300, 65_537]) {
    const edge = edgeTiles(size).map(tileData);
    assert.throws(() => new GrowingTree(treeOf(size + 1), edge), broken('tile'));
    for (const [which, { tile, bytes }] of edge.entries()) {
      const bent = (change: Partial<TileData>) =>
        edge.map((one, index) => (index === which ? { ...one, ...change } : one));
      const flipped = new Uint8Array(bytes);
      flipped[bytes.length - 1] = (flipped[bytes.length - 1] ?? 0) ^ 1;
      assert.throws(() => new GrowingTree(treeOf(size), bent({ bytes: flipped })), broken('tile'));
      assert.throws(() => new GrowingTree(treeOf(size), bent({ bytes: bytes.slice(1) })), broken('tile'));
      assert.throws(() => new GrowingTree(treeOf(size), edge.toSpliced(which, 1)), FormatError);
      assert.throws(
        () => new GrowingTree(treeOf(size), bent({ tile: { ...tile, index: tile.index + 1 } })),
        FormatError,
      );
    }
  }
  assert.throws(() => new GrowingTree({ size: 0, root: leaf(0) }, []), broken('tile'));
  const twice = [...edgeTiles(200), ...edgeTiles(200)].map(tileData);
  assert.throws(() => new GrowingTree(treeOf(200), twice), FormatError);
  for (const size of [-1, 1.5, Number.NaN, 2 ** 53])
    assert.throws(() => new GrowingTree({ size, root: EMPTY_ROOT }, []), FormatError);
});

test('bytes that are changed after they were given change nothing', () => {
  const edge = edgeTiles(300).map(tileData);
  const tree = new GrowingTree(treeOf(300), edge);
  for (const { bytes } of edge) bytes.fill(0);
  assert.deepEqual(tree.head(), treeOf(300));
});

test('a leaf that has not 32 bytes is refused, wherever it would stand, and leaves the tree as it was', () => {
  for (const size of [0, 1, 255, 600])
    for (const length of [0, 31, 33, 64]) {
      const tree = at(size);
      assert.throws(() => tree.append(new Uint8Array(length)), broken(''));
      assert.deepEqual([tree.size, tree.head()], [size, treeOf(size)]);
      assert.equal(tree.append(leaf(size)), size);
      assert.deepEqual(tree.head(), treeOf(size + 1));
    }
});

test('the edge of any tree is the partial tile of each level', () => {
  assert.deepEqual(edgeTiles(0), []);
  assert.deepEqual(edgeTiles(256), [{ level: 1, index: 0, width: 1 }]);
  assert.deepEqual(edgeTiles(70_000), [
    { level: 0, index: 273, width: 112 },
    { level: 1, index: 1, width: 17 },
    { level: 2, index: 0, width: 1 },
  ]);
  assert.equal(edgeTiles(Number.MAX_SAFE_INTEGER).length, 7);
  assert.throws(() => edgeTiles(-1), FormatError);
});
