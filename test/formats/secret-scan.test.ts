import assert from 'node:assert/strict';
import { test } from 'node:test';
import { FormatError } from '../../src/formats/format-error.ts';
import { parseJson } from '../../src/formats/json/parse.ts';
import type { JsonValue } from '../../src/formats/json/value.ts';
import { readSecretScan, secretScanTime } from '../../src/formats/scan/secret-scan.ts';
import { encodeUtf8 } from '../../src/formats/utf8.ts';
import { LEAK, secretScan, trivyReport } from '../support/scan-reports.ts';

const json = (value: unknown): JsonValue =>
  parseJson(encodeUtf8(JSON.stringify(value)), { maxBytes: 2 ** 26, maxDepth: 64, maxValues: 2_000_000 });
const ruleOf = (read: () => unknown): string => {
  try {
    read();
  } catch (error) {
    assert.ok(error instanceof FormatError, String(error));
    return error.rule === '' ? `malformed ${error.at}` : error.rule;
  }
  return 'read';
};
test('searches for secrets are read in three forms, and no secret is kept', () => {
  const read = (predicate: object) => readSecretScan(json(predicate));
  assert.deepEqual(read(secretScan([])), { scanner: 'gitleaks 8.30.0', at: 1_775_822_400, found: 0, findings: [] });
  assert.equal(read(secretScan(null)).found, 0);
  const leaked = read(secretScan([LEAK, { ...LEAK, File: 'a' }]));
  assert.deepEqual(leaked.findings, [
    { rule: 'aws-access-token', path: 'a' },
    { rule: 'aws-access-token', path: 'etc/app.conf' },
  ]);
  assert.ok(!JSON.stringify(leaked).includes('AKIA'));
  const trivy = trivyReport([], {
    Results: [{ Target: '/app/key.pem', Class: 'secret', Secrets: [{ RuleID: 'private-key', Match: '-----BEGIN' }] }],
  });
  assert.deepEqual(read(secretScan(trivy, { format: 'trivy' })).findings, [
    { rule: 'private-key', path: '/app/key.pem' },
  ]);
  const sarif = (results: readonly object[]) => ({
    version: '2.1.0',
    runs: [{ tool: { driver: { name: 'x' } }, results }],
  });
  const place = { physicalLocation: { artifactLocation: { uri: 'etc/app.conf' } } };
  const log = sarif([{ ruleId: 'r', locations: [place] }, { ruleId: 'p', kind: 'pass' }, { message: { text: 'm' } }]);
  assert.deepEqual(read(secretScan(log, { format: 'sarif' })).findings, [
    { rule: 'unnamed', path: '' },
    { rule: 'r', path: 'etc/app.conf' },
  ]);
  assert.equal(read(secretScan(Array(500).fill(LEAK))).findings.length, 64);
  assert.equal(read(secretScan(Array(500).fill(LEAK))).found, 500);
});

test('a search for secrets that does not say that it looked is refused', () => {
  const rule = (predicate: object) => ruleOf(() => readSecretScan(json(predicate)));
  assert.equal(rule(secretScan([], { format: 'trufflehog' })), 'unknown');
  assert.equal(rule(secretScan({ version: '2.0.0', runs: [{ results: [] }] }, { format: 'sarif' })), 'unknown');
  for (const bad of [
    secretScan(undefined),
    secretScan({}),
    secretScan([{}]),
    secretScan([], { finishedOn: 'x' }),
    secretScan([], { scanner: {} }),
    secretScan([], { Result: [LEAK] }),
    secretScan({ version: '2.1.0', runs: [] }, { format: 'sarif' }),
    secretScan({ version: '2.1.0', runs: [{ tool: {} }] }, { format: 'sarif' }),
    secretScan([], { format: 'trivy' }),
  ])
    assert.match(rule(bad), /malformed|form/, JSON.stringify(bad));
  assert.equal(secretScanTime(json(secretScan({}))), 1_775_822_400);
  assert.equal(secretScanTime(json([])), undefined);
});
