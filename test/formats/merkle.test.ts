import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { encodeBase64 } from '../../src/formats/base64.ts';
import { FormatError } from '../../src/formats/format-error.ts';
import { parseCheckpoint, serialiseCheckpoint } from '../../src/formats/merkle/checkpoint.ts';
import { checkConsistency, proveConsistency } from '../../src/formats/merkle/consistency-proof.ts';
import { EMPTY_ROOT, leafHash, parseHash } from '../../src/formats/merkle/hash.ts';
import { checkInclusion, proveInclusion } from '../../src/formats/merkle/inclusion-proof.ts';
import { hashOfRange, nodesOfRange } from '../../src/formats/merkle/leaf-range.ts';
import { tileOfNode } from '../../src/formats/merkle/tile.ts';
import { read, reader, record, treeOf } from '../support/merkle-tree.ts';
import { sumdbVectors } from '../support/sumdb-vectors.ts';

const vectors = sumdbVectors();
const hex = (text: string): Uint8Array => new Uint8Array(Buffer.from(text, 'hex'));
const toHex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex');
const broken = (rule = ''): ((error: unknown) => boolean) => {
  return (error) => error instanceof FormatError && error.format === 'merkle' && error.rule === rule;
};

test('the trees of Certificate Transparency have its roots and proofs', () => {
  const leaves = ['', '00', '10', '2021', '3031', '40414243', '5051525354555657', '606162636465666768696a6b6c6d6e6f'];
  const roots = [
    '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d',
    'fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125',
    'aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77',
    'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
    '4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4',
    '76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef',
    'ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c',
    '5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328',
  ];
  const ct = reader((index) => leafHash(hex(leaves[index] ?? '')));
  roots.forEach((root, at) => {
    assert.equal(toHex(hashOfRange({ from: 0, to: at + 1 }, ct)), root);
  });
  assert.equal(toHex(EMPTY_ROOT), 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855');
  assert.deepEqual(proveInclusion(5, 8, ct).map(toHex), [
    'bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b',
    'ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0',
    'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
  ]);
  assert.deepEqual(proveConsistency(6, 8, ct).map(toHex), [
    '0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a',
    'ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0',
    'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
  ]);
});

test('every proof that Go makes holds here, and is the one that we make', () => {
  const known = new Map(vectors.trees.map(({ size, root }) => [size, parseHash(root)]));
  let seen = 0;
  for (const tree of vectors.trees) {
    const own = treeOf(tree.size);
    assert.equal(encodeBase64(own.root), tree.root);
    for (const { index, proof } of tree.inclusion) {
      assert.deepEqual(proveInclusion(index, tree.size, read).map(encodeBase64), proof);
      assert.ok(checkInclusion({ ...own, index, leaf: leafHash(record(index)) }, proof.map(parseHash)));
      seen++;
    }
    for (const { size, proof } of tree.consistency) {
      assert.deepEqual(proveConsistency(size, tree.size, read).map(encodeBase64), proof);
      const older = { size, root: known.get(size) ?? treeOf(size).root };
      assert.ok(checkConsistency(older, own, proof.map(parseHash)));
      seen++;
    }
  }
  assert.ok(seen > 100);
});

test('a proof of any leaf holds, and no other leaf, place, root or proof does', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 600 }), fc.nat(), fc.nat(), (size, at, pick) => {
      const index = at % size;
      const inclusion = { ...treeOf(size), index, leaf: leafHash(record(index)) };
      const proof = proveInclusion(index, size, read);
      assert.ok(checkInclusion(inclusion, proof));
      assert.ok(!checkInclusion({ ...inclusion, leaf: leafHash(record(size)) }, proof));
      assert.ok(!checkInclusion({ ...inclusion, root: EMPTY_ROOT }, proof));
      assert.ok(!checkInclusion(inclusion, [...proof, EMPTY_ROOT]));
      if (size > 1) {
        const other = (index + 1 + (pick % (size - 1))) % size;
        assert.ok(!checkInclusion({ ...inclusion, index: other }, proof));
        const wrong = proof.map((hash, step) => (step === pick % proof.length ? leafHash(hash) : hash));
        assert.ok(!checkInclusion(inclusion, wrong));
        assert.ok(!checkInclusion(inclusion, proof.slice(1)));
      }
    }),
    { numRuns: 200 },
  );
});

test('a proof of growth holds, and none holds for a tree that was rewritten', () => {
  const forked = reader((index) => leafHash(record(index === 3 ? 999_999 : index)));
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 600 }), fc.nat(), fc.nat(), (size, at, pick) => {
      const older = treeOf(1 + (at % size));
      const newer = treeOf(size);
      const proof = proveConsistency(older.size, size, read);
      assert.ok(checkConsistency(older, newer, proof));
      assert.ok(!checkConsistency({ ...older, root: EMPTY_ROOT }, newer, proof));
      assert.ok(!checkConsistency(older, { ...newer, root: EMPTY_ROOT }, proof));
      assert.ok(!checkConsistency(older, newer, [...proof, EMPTY_ROOT]));
      if (proof.length > 0) {
        const wrong = proof.map((hash, step) => (step === pick % proof.length ? leafHash(hash) : hash));
        assert.ok(!checkConsistency(older, newer, wrong));
        assert.ok(!checkConsistency(older, newer, proof.slice(1)));
      }
      if (older.size > 3) {
        const rewritten = { size, root: hashOfRange({ from: 0, to: size }, forked) };
        assert.ok(!checkConsistency(older, rewritten, proveConsistency(older.size, size, forked)));
        assert.ok(!checkConsistency(older, rewritten, proof));
      }
    }),
    { numRuns: 200 },
  );
});

test('every tree begins with the empty one, and what can be no proof at all is refused', () => {
  assert.ok(checkConsistency(treeOf(0), treeOf(5), []));
  assert.ok(!checkConsistency({ size: 0, root: treeOf(1).root }, treeOf(5), []));
  assert.ok(!checkConsistency(treeOf(0), treeOf(5), [EMPTY_ROOT]));
  assert.throws(() => checkConsistency(treeOf(5), treeOf(4), []), broken());
  for (const index of [-1, 5, 0.5, Number.NaN, 2 ** 60])
    assert.throws(() => checkInclusion({ ...treeOf(5), index, leaf: EMPTY_ROOT }, []), broken());
  for (const size of [-1, 1.5, 2 ** 53, Number.POSITIVE_INFINITY])
    assert.throws(() => checkInclusion({ size, root: EMPTY_ROOT, index: 0, leaf: EMPTY_ROOT }, []), broken());
  assert.throws(() => nodesOfRange({ from: 3, to: 8 }), broken());
  for (const text of ['', 'AAAA', `${'A'.repeat(43)}B`, `${'A'.repeat(42)}==`, 'A'.repeat(4_000_000)])
    assert.throws(() => parseHash(text), FormatError);
});

test('the largest tree that a number can count is proved without end', () => {
  const size = Number.MAX_SAFE_INTEGER;
  const proof = proveInclusion(size - 1, size, () => EMPTY_ROOT);
  assert.equal(proof.length, 52);
  assert.ok(!checkInclusion({ size, root: EMPTY_ROOT, index: size - 1, leaf: EMPTY_ROOT }, proof));
  assert.ok(proveConsistency(size - 1, size, () => EMPTY_ROOT).length < 110);
  assert.equal(tileOfNode({ level: 0, index: size - 1 }, size).width, 255);
});

test('a checkpoint has one text, and another text is refused', () => {
  const text = 'go.sum database tree\n2\nnND/nri/U0xuHUrYSy0HtMeal2vzD9V4k/BO79C+QeI=\n';
  const head = parseCheckpoint(text, 'go.sum database tree');
  assert.equal(head.size, 2);
  assert.equal(serialiseCheckpoint(head), text);
  assert.equal(serialiseCheckpoint(parseCheckpoint(`${text}more\nand more\n`)), `${text}more\nand more\n`);
  const wrong = [
    '',
    text.slice(0, -1),
    text.replace('2', '02'),
    text.replace('2', '-2'),
    text.replace('2', '2 '),
    text.replace('2', '9'.repeat(16)),
    text.replace('2', '1e3'),
    text.replace('=', ''),
    text.replace('eI=', 'eJ='),
    `\n${text}`,
    `${text}${'x'.repeat(70_000)}\n`,
  ];
  for (const each of wrong)
    assert.throws(
      () => parseCheckpoint(each),
      (e) => e instanceof FormatError && e.format === 'checkpoint',
      each.slice(0, 80),
    );
  assert.throws(() => parseCheckpoint(text, 'example.com/log'), FormatError);
  fc.assert(
    fc.property(
      fc.maxSafeNat(),
      fc.uint8Array({ minLength: 32, maxLength: 32 }),
      fc.constantFrom('', 'a\n', 'a\nb\n'),
      (size, root, extension) => {
        const made = { origin: 'example.com/log', size, root, extension };
        const found = parseCheckpoint(serialiseCheckpoint(made), 'example.com/log');
        assert.deepEqual({ ...found, root: [...found.root] }, { ...made, root: [...root] });
      },
    ),
  );
});
