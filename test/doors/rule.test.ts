// What becomes of an image whose policies can't be told: nobody is let in or refused by a guess, and nothing is looked into.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type KubernetesService, ruleOn } from '../../src/doors/kubernetes/rule.ts';
import type { PolicyMode } from '../../src/records/policy.ts';
import { TwinsealError } from '../../src/records/twinseal-error.ts';

const PINNED = `registry.example.com/team/app@sha256:${'a'.repeat(64)}`;
const IMAGES = [PINNED, 'registry.example.com/team/app:v1', '-no reference-'];
const call = { signal: new AbortController().signal, deadline: Date.now() + 60_000 };

/** A service whose policies have this mode, or none that can be told; looking into an image fails with an error. */
function service(mode: PolicyMode | undefined, error: Error) {
  const looked: string[] = [];
  const look = async ({ image }: { readonly image: string }): Promise<never> => {
    looked.push(image);
    throw error;
  };
  const asked: KubernetesService = {
    decide: look,
    appraise: look,
    strictest() {
      if (mode === undefined) throw new TwinsealError('POLICY_UNUSABLE', 'the policy release cannot be used');
      return mode;
    },
    resolve: look,
    maxConcurrent: 1,
  };
  const reported: unknown[] = [];
  const rule = (image: string, kept: boolean) =>
    ruleOn(
      { image, caller: { name: 'cluster', by: 'api-key' }, door: 'admission', request: {} },
      kept,
      asked,
      { report: (one) => reported.push(one) },
      call,
    );
  return { rule, looked, reported };
}

test('where a policy can not be used, every image is unknown, kept or not, and is not looked into', async () => {
  const { rule, looked, reported } = service(undefined, new Error('never asked'));
  for (const image of IMAGES)
    for (const kept of [true, false])
      assert.deepEqual(await rule(image, kept), { image, effect: 'unknown', code: 'POLICY_UNUSABLE', warn: false });
  assert.deepEqual([looked, reported], [[], []]);
});

test('an error of the image refuses where policies enforce, a fault is unknown there, and both let in where none does', async () => {
  const missing = new TwinsealError('CONTENT_NOT_FOUND', 'it is not there');
  const fault = new TwinsealError('REGISTRY_FAILED', 'no');
  const rulings = async (error: Error) => {
    const all: unknown[] = [];
    for (const mode of ['enforce', 'warn', 'audit'] as const) {
      const { effect, code, warn } = await service(mode, error).rule(PINNED, true);
      all.push([effect, code, warn]);
    }
    return all;
  };
  for (const [error, effect] of [
    [missing, 'refuse'],
    [fault, 'unknown'],
  ] as const)
    assert.deepEqual(await rulings(error), [
      [effect, error.code, false],
      ['admit', error.code, true],
      ['admit', error.code, false],
    ]);
});

test('a defect of ours is reported, and unknown', async () => {
  const defect = new TypeError('x is not a function');
  const { rule, reported } = service('enforce', defect);
  const { effect, code } = await rule(PINNED, true);
  assert.deepEqual([effect, code, reported], ['unknown', 'INTERNAL', [defect]]);
});
