import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { test } from 'node:test';
import { readVerdict } from '../../src/adapters/server/verdict-reader.ts';
import { replayedReport } from '../../src/doors/cli/output/audit-report.ts';
import { githubReport } from '../../src/doors/cli/output/github.ts';
import { junitReport } from '../../src/doors/cli/output/junit.ts';
import { findingsReport, verdictReport } from '../../src/doors/cli/output/report.ts';
import { sarifReport } from '../../src/doors/cli/output/sarif.ts';
import { textReport } from '../../src/doors/cli/output/text.ts';
import { sha256Digest } from '../../src/formats/digest.ts';
import { encodeUtf8 } from '../../src/formats/utf8.ts';
import type { ReplayResult } from '../../src/records/audit-report.ts';
import type { Check } from '../../src/records/check.ts';
import type { Finding } from '../../src/records/finding.ts';
import type { Outcome, Verdict } from '../../src/records/verdict.ts';
import type { ToldFinding, ValidationReport } from '../../src/roads/validate.ts';

const digest = sha256Digest(encodeUtf8('x'));
const EVIL = 'a\u001b[31m\n::error::pwned\r##[add-mask]x <b>&"\' \u202e [l](http://e) {0} %0A';

const check = (status: Check['status'], reason = 'because', id = 'twin-build'): Check => ({
  id,
  subject: digest,
  platform: 'linux/arm64',
  status,
  code: status === 'fail' ? 'TWIN_DIFFERENT' : status === 'fault' ? 'EVIDENCE_UNREACHABLE' : 'OK',
  reason,
  evidence: [],
});
const verdict = (outcome: Outcome, checks: readonly Check[]): Verdict => ({
  apiVersion: 'twinseal.dev/v1',
  outcome,
  subject: { name: 'registry.example.com/app', digest },
  policy: { name: 'release', digest },
  checks,
});
const report = (outcome: Outcome, checks: readonly Check[]) =>
  verdictReport('app:v1', verdict(outcome, checks), 'policies/release.yaml');
const plain = { colours: false, quiet: false };

const ALLOW = report('allow', [check('pass'), check('skip', 'not asked for', 'config')]);
const DENY = report('deny', [check('pass', 'fine', 'image'), check('fail', 'they differ'), check('fail', 'second')]);
const UNKNOWN = report('indeterminate', [check('pass'), check('fault', 'no answer')]);
const HOSTILE = report('deny', [check('fail', EVIL, `sig${EVIL}`)]);

test('a check that an exception excuses is a warning with its owner and end, in each format, and no denial', () => {
  const exception = { id: 'T-1', owner: 'ops', until: '2026-12-01T00:00:00Z' };
  const excused = report('allow', [check('pass'), { ...check('fail', 'they differ'), exception }]);
  const told = 'they differ (excused by the exception T-1 of ops until 2026-12-01T00:00:00Z)';
  assert.equal(excused.exit, 0);
  assert.match(excused.reason, /: 1 check passed, 1 excused$/);
  assert.ok(textReport(excused, plain).includes(`WARNING  twin-build  linux/arm64 ${digest.slice(0, 19)}  ${told}\n`));
  assert.match(githubReport(excused), /^::warning title=twinseal verify%3A twin-build::/);
  assert.match(junitReport(excused), /failures="0" errors="0"/);
  assert.equal(JSON.parse(sarifReport(excused, '1')).runs[0].results[0].level, 'warning');
  // Beside a real failure it is not the reason.
  const denied = report('deny', [{ ...check('fail', 'excused'), exception }, check('fail', 'real')]);
  assert.match(denied.reason, /: real \(TWIN_DIFFERENT\)$/);
});

test('a denial by a policy that does not enforce is a warning with status 0', () => {
  const bad = verdict('deny', [check('pass'), check('fail', 'they differ')]);
  for (const [effect, exit] of [
    ['admit', 0],
    ['refuse', 1],
  ] as const)
    assert.equal(verdictReport('app:v1', bad, 'p.yaml', { effect }).exit, exit);
  const mild = verdictReport('app:v1', bad, 'p.yaml', { effect: 'admit' });
  assert.match(
    textReport(mild, plain),
    /^WARNING {2}twin-build .*they differ\nwould deny: .*they differ \(TWIN_DIFFERENT\); it is let in, since policy release does not enforce\n$/ms,
  );
  assert.match(githubReport(mild), /^::warning .*\n::notice /);
  const dark = verdictReport('app:v1', verdict('indeterminate', [check('fault', 'no answer')]), 'p.yaml', {
    effect: 'admit',
  });
  assert.deepEqual([dark.exit, dark.conclusion], [0, 'could not tell']);
});

test('a verdict of a server may allow what an exception excuses, and nothing else that failed', () => {
  const exception = { id: 'T-1', owner: 'ops', until: '2026-12-01T00:00:00Z' };
  const read = (one: object) =>
    readVerdict(JSON.parse(JSON.stringify(verdict('allow', [{ ...check('fail'), ...one }]))));
  assert.deepEqual(read({ exception }).checks[0]?.exception, exception);
  assert.throws(() => read({}), /allow although a check failed/);
  assert.throws(() => read({ exception: null }), /must be an object/);
  assert.throws(() => read({ exception: { id: 'T-1' } }), /is missing/);
});

test('text has one line a check, the status word first, and the outcome with its reason last', () => {
  assert.equal(
    textReport(DENY, plain),
    `PASS  image       linux/arm64 ${digest.slice(0, 19)}  fine
FAIL  twin-build  linux/arm64 ${digest.slice(0, 19)}  they differ
FAIL  twin-build  linux/arm64 ${digest.slice(0, 19)}  second
deny: twin-build on linux/arm64 ${digest.slice(0, 19)}: they differ (TWIN_DIFFERENT) (and 1 more)
`,
  );
  assert.match(
    textReport(ALLOW, plain),
    /^PASS .*\nSKIP .*\nallow: registry\.example\.com\/app \(sha256:\w+\) meets policy release: 1 check passed\n$/,
  );
  assert.match(
    textReport(UNKNOWN, plain),
    /\nCANNOT TELL {2}twin-build .*no answer\ncould not tell: twin-build on .*no answer \(EVIDENCE_UNREACHABLE\)\n$/,
  );
});

test('the exit status follows the outcome', () => {
  assert.deepEqual([ALLOW.exit, DENY.exit, UNKNOWN.exit], [0, 1, 3]);
});

test('quiet shows what failed and nothing for an allow', () => {
  const quiet = { colours: false, quiet: true };
  assert.equal(textReport(ALLOW, quiet), '');
  assert.equal(textReport(DENY, quiet).split('\n').length, 4);
  assert.match(textReport(UNKNOWN, quiet), /^CANNOT TELL .*\ncould not tell: /);
});

test('colours appear only when asked for', () => {
  assert.doesNotMatch(textReport(DENY, plain), /\u001b/);
  assert.match(textReport(DENY, { colours: true, quiet: false }), /\u001b\[31mFAIL\u001b\[0m/);
});

test('text from outside cannot break a line, move a cursor, or command a runner', () => {
  const text = textReport(HOSTILE, plain);
  assert.equal(text.split('\n').length, 3);
  assert.doesNotMatch(text, /[\u0000-\u0009\u000b-\u001f\u202e]|##\[|^::/m);
  assert.match(text, /\\u\{1b\}\[31m\\u\{a\}::error::pwned/);
});

test('github annotations hold one command a line, whatever the text', () => {
  const lines = githubReport(HOSTILE).trimEnd().split('\n');
  assert.equal(lines.length, 2);
  for (const line of lines) assert.match(line, /^::error title=[^:,\n\r]*::[^\n\r]*$/);
  assert.doesNotMatch(githubReport(HOSTILE), /##\[|\u001b/);
  assert.match(
    githubReport(DENY),
    /^::error title=twinseal verify%3A twin-build::linux\/arm64 .*they differ \(TWIN_DIFFERENT\)$/m,
  );
  assert.match(githubReport(UNKNOWN), /^::warning /m);
  assert.equal(githubReport(ALLOW).trimEnd().split('\n').length, 1);
  assert.match(githubReport(ALLOW), /^::notice /);
});

test('JUnit tells failures, errors and skips apart, and is XML whatever the text', () => {
  assert.match(junitReport(DENY), /tests="3" failures="2" errors="0" skipped="0"/);
  assert.match(junitReport(UNKNOWN), /tests="2" failures="0" errors="1" skipped="0"/);
  assert.match(junitReport(ALLOW), /tests="2" failures="0" errors="0" skipped="1"/);
  assert.match(
    junitReport(report('allow', [])),
    /tests="1" failures="0"[\s\S]*<testcase classname="twinseal.verify" name="allow"\/>/,
  );
  for (const one of [ALLOW, DENY, UNKNOWN, HOSTILE]) {
    const parsed = spawnSync(
      'python3',
      [
        '-c',
        'import sys, xml.dom.minidom as m; d = m.parse(sys.stdin.buffer); print(len(d.getElementsByTagName("testcase")))',
      ],
      {
        input: junitReport(one),
        encoding: 'utf8',
      },
    );
    assert.equal(parsed.status, 0, parsed.stderr);
    assert.equal(Number(parsed.stdout), one.lines.length);
  }
});

test('SARIF has a result, a rule and a relative location for each failure, and none for an allow', () => {
  const run = (sarif: string) =>
    JSON.parse(sarif).runs[0] as {
      tool: { driver: { rules: { id: string }[] } };
      invocations: { executionSuccessful: boolean }[];
      results: {
        ruleId: string;
        ruleIndex: number;
        level: string;
        message: { text: string };
        locations: { physicalLocation: { artifactLocation: { uri: string } } }[];
      }[];
    };
  const denied = run(sarifReport(DENY, '0.1.0'));
  assert.equal(denied.results.length, 2);
  for (const result of denied.results) {
    assert.equal(denied.tool.driver.rules[result.ruleIndex]?.id, result.ruleId);
    assert.equal(result.locations[0]?.physicalLocation.artifactLocation.uri, 'policies/release.yaml');
    assert.equal(result.level, 'error');
  }
  assert.equal(run(sarifReport(ALLOW, '0.1.0')).results.length, 0);
  const unknown = run(sarifReport(UNKNOWN, '0.1.0'));
  assert.equal(unknown.results[0]?.level, 'warning');
  assert.equal(unknown.invocations[0]?.executionSuccessful, false);
  const text = run(sarifReport(HOSTILE, '0.1.0')).results[0]?.message.text ?? '';
  assert.match(text, /\\\[l\\\]\(http/);
  assert.match(text, /\{\{0\}\}/);
  assert.doesNotMatch(text, /[\u001b\n\u202e]/);
  const outside = verdictReport('x', verdict('deny', [check('fail')]), '//evil.example.com/../a b');
  assert.equal(
    run(sarifReport(outside, '1')).results[0]?.locations[0]?.physicalLocation.artifactLocation.uri,
    'evil.example.com/../a%20b',
  );
});

test('one verdict that is another now is told in the singular, and two in the plural', () => {
  const result = (index: number) => ({ index, id: `d${index}`, state: 'different' as const, reason: 'why' });
  const reasonOf = (...results: readonly ReplayResult[]) =>
    replayedReport('audit.tar', { apiVersion: 'twinseal.dev/audit-replay/v1', results }).reason;
  assert.equal(reasonOf(result(0)), '1 verdict is another now; 0 of 1 verdict is the same, byte for byte');
  assert.equal(
    reasonOf(result(0), result(1)),
    '2 verdicts are others now; 0 of 2 verdicts are the same, byte for byte',
  );
});

test('findings of validate are rendered by the same formats', () => {
  const finding = (severity: Finding['severity']): ToldFinding => ({
    severity,
    code: 'BLOB_MISSING',
    reason: 'it is not there',
    blob: digest,
    source: 'image-spec v1.1.1',
    remedy: 'Copy it.',
  });
  const report = (...findings: readonly ToldFinding[]): ValidationReport => ({
    apiVersion: 'twinseal.dev/validation/v1',
    target: 'app.oci',
    findings,
    counts: { error: 0, warning: 0, hint: 0 },
    valid: true,
  });
  const invalid = findingsReport('app.oci', report(finding('error'), finding('warning'), finding('hint')));
  assert.equal(invalid.exit, 1);
  assert.match(
    textReport(invalid, plain),
    /^FAIL .*\n +Copy it\.\nWARNING .*\n.*\nHINT .*\n.*\ninvalid: BLOB_MISSING on sha256:\w{12}: it is not there/,
  );
  assert.equal(findingsReport('app.oci', report(finding('warning'))).exit, 0);
  assert.equal(textReport(findingsReport('app.oci', report()), plain), 'valid: app.oci, 0 remarks\n');
  const sarif = sarifReport(invalid, '1');
  assert.match(sarif, /"uri": "app.oci\/blobs\/sha256\//);
  assert.match(sarif, /"help": \{\n +"text": "Copy the image anew/);
  const picks = [{ runtime: 'containerd', digest, platform: 'linux/amd64' }, { runtime: 'podman' }] as const;
  const selected = { ...report(), selections: [{ index: digest, machine: 'linux/amd64/v3', picks }] };
  assert.match(
    textReport(findingsReport('app.oci', selected), plain),
    /^PASS {2}containerd .*runs linux\/amd64 sha256:\w{12}\nSKIP {2}podman .*finds nothing to run\nvalid: app.oci, 0 remarks\n$/,
  );
});
