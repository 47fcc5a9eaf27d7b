import assert from 'node:assert/strict';
import { test } from 'node:test';
import { canonicalJson } from '../../src/formats/json/canonical.ts';
import { recordJson } from '../../src/formats/json/record.ts';
import { decide } from '../../src/judge/decide/decide.ts';
import { cosignVuln, LEAK, secretScan, trivyReport } from '../support/scan-reports.ts';
import { judge, makeImage, NOW, testPolicy, verdictOf } from '../support/sealed-image.ts';
import { statedImage } from '../support/stated-image.ts';

const TYPE = 'https://twinseal.dev/secret-scan/v1';
const DONE = 1_775_822_400;
const policyOf = (secrets: object = {}) => testPolicy({ secrets: { by: ['release'], ...secrets } });
const refused = (code: string) => ['deny', `secrets fail ${code}`];

test('a search that found nothing lets the image in, any finding denies', async () => {
  const policy = await policyOf();
  const of = (result: unknown, more: object = {}) => verdictOf(statedImage([TYPE, secretScan(result, more)]), policy);
  assert.deepEqual(await of([]), ['allow']);
  assert.deepEqual(await of([LEAK]), refused('SECRETS_FOUND'));
  assert.deepEqual(await of(trivyReport([]), { format: 'trivy' }), ['allow']);
  assert.deepEqual(
    await of({ version: '2.1.0', runs: [{ results: [{ ruleId: 'r' }] }] }, { format: 'sarif' }),
    refused('SECRETS_FOUND'),
  );
  assert.deepEqual(await of([], { format: 'other' }), refused('STATEMENT_UNREADABLE'));
  assert.deepEqual(await of('none'), refused('STATEMENT_MALFORMED'));
  assert.deepEqual(await verdictOf(makeImage(), policy), refused('STATEMENT_MISSING'));
});

test('a vulnerability scan is no search for secrets, since it does not say that it looked for any', async () => {
  const image = statedImage(['https://cosign.sigstore.dev/attestation/vuln/v1', cosignVuln(trivyReport([]))]);
  assert.deepEqual(await verdictOf(image, await policyOf()), refused('STATEMENT_MISSING'));
});

test('the age of the newest search bounds the verdict', async () => {
  const image = statedImage([TYPE, secretScan([])]);
  const policy = await policyOf({ maxAge: 3600 });
  assert.deepEqual(await verdictOf(image, policy, DONE + 3600), ['allow']);
  assert.deepEqual(await verdictOf(image, policy, DONE + 3601), refused('STATEMENT_STALE'));
  assert.equal((await judge(image, policy, DONE + 1)).verdict.validUntil, '2026-04-10T13:00:00Z');
});

test('where a secret is is told, and the secret itself stands in no fact and no verdict', async () => {
  const policy = await policyOf();
  const { facts } = await judge(statedImage([TYPE, secretScan([LEAK])]), policy);
  const verdict = decide(facts, policy.policy, policy.digest, NOW * 1000);
  assert.match(verdict.checks.find(({ id }) => id === 'secrets')?.reason ?? '', /aws-access-token in etc\/app\.conf/);
  assert.ok(!canonicalJson(recordJson([facts, verdict])).includes(LEAK.Secret));
});

test('a demand on secrets that makes no sense is refused with its place', async () => {
  await assert.rejects(policyOf({ by: ['nobody'] }), /\/require\/secrets\/by/);
  await assert.rejects(policyOf({ by: ['notary'] }), /carry no statements/);
  await assert.rejects(policyOf({ maxAge: '1h' }), /\/require\/secrets\/maxAge/);
  await assert.rejects(policyOf({ ceiling: 'none' }), /not a member/);
});
