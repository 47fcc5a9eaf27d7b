import assert from 'node:assert/strict';
import { test } from 'node:test';
import { goElf } from '../support/go-elf.ts';
import {
  attachBundle,
  type ImageBend,
  makeImage,
  type TestImage,
  testKey,
  testPolicy,
  verdictOf,
} from '../support/sealed-image.ts';
import { imageSignature } from '../support/signing.ts';

// Each of these is an image with a program of Go that tries to be judged by the weaker case of "Go: twin; everything else: signature".
const POLICY = await testPolicy(
  {},
  {
    cases: [
      { if: { go: true }, require: { twinBuild: { by: ['release'] } } },
      { require: { signatures: [{ by: 'release' }] } },
    ],
  },
);
const signed = (bend: ImageBend): TestImage => {
  const image = makeImage({ binary: (machine) => goElf(machine), ...bend });
  for (const subject of [image.index, ...image.platforms.map(({ descriptor }) => descriptor)])
    attachBundle(image.store, subject, imageSignature(testKey('release'), subject.digest));
  return image;
};

test('a program whose headers are broken, so that nobody sees who built it, has no case', async () => {
  const broken = (machine: number): Uint8Array => {
    const bytes = goElf(machine).slice();
    // e_shoff, beyond the end of the file: a kernel runs it all the same.
    new DataView(bytes.buffer).setBigUint64(40, 2n ** 62n, true);
    return bytes;
  };
  assert.deepEqual(await verdictOf(signed({ binary: broken }), POLICY), ['deny', 'case fail CASE_UNDECIDED']);
});

test('a program of another format than is read has no case', async () => {
  const pe = () => new Uint8Array(Buffer.from(`MZ${'\0'.repeat(600)}`));
  assert.deepEqual(await verdictOf(signed({ binary: pe }), POLICY), ['deny', 'case fail CASE_UNDECIDED']);
});

test('an image for which runtimes would run different programs has no case', async () => {
  const layer = (binary: Uint8Array) => [
    { name: 'usr/local/bin/app', content: binary },
    { name: 'proc/app', content: 'x' },
  ];
  const bend = { layer, run: { Entrypoint: ['/proc/app'] } };
  assert.deepEqual(await verdictOf(signed(bend), POLICY), ['deny', 'case fail CASE_UNDECIDED']);
});

test('a layer that is not what its diff_id says does not choose the case', async () => {
  const config = { rootfs: { type: 'layers', diff_ids: [`sha256:${'0'.repeat(64)}`] } };
  const [outcome, ...checks] = await verdictOf(signed({ config, binary: () => Buffer.from('#!/bin/sh\n') }), POLICY);
  assert.equal(outcome, 'deny');
  assert.ok(checks.includes('layers fail IMAGE_LAYER_MALFORMED'), checks.join());
});

test('annotations and labels that say "not Go" say nothing', async () => {
  const labels = { 'org.opencontainers.image.base.name': 'python', language: 'python' };
  const bend = { run: { Labels: labels }, index: { annotations: labels } };
  assert.deepEqual(await verdictOf(signed(bend), POLICY), ['deny', 'twin-build fail TWIN_PROOF_MISSING']);
});
