import assert from 'node:assert/strict';
import { test } from 'node:test';
import { asTwinsealError, reportError } from '../../src/doors/cli/report-error.ts';
import { FormatError } from '../../src/formats/format-error.ts';
import { ERROR_CATALOGUE, type ErrorCode } from '../../src/records/error-catalogue.ts';
import { TwinsealError } from '../../src/records/twinseal-error.ts';

function reported(error: unknown) {
  let text = '';
  const status = reportError(error, { err: (part) => (text += part) });
  return { status, text };
}

test('each code of the catalogue is told, and ends the command line with its own status', () => {
  for (const [code, kind] of Object.entries(ERROR_CATALOGUE))
    assert.deepEqual(reported(new TwinsealError(code as ErrorCode, 'why')), {
      status: kind.exit,
      text: `twinseal: why (${code})\n`,
    });
});

test('details are indented, bounded in number and length, and harmless', () => {
  const details = Array.from({ length: 200 }, () => `\u001b[2J${'x'.repeat(100_000)}`);
  const { text } = reported(new TwinsealError('BUILD_FAILED', 'a\nb', { details }));
  const lines = text.trimEnd().split('\n');
  assert.equal(lines[0], 'twinseal: a\\u{a}b (BUILD_FAILED)');
  assert.equal(lines.length, 62);
  assert.equal(lines.at(-1), '  ... and 140 more lines');
  assert.ok(text.length < 300_000);
  assert.doesNotMatch(text, /\u001b/);
});

test('errors that are none of ours find their place', () => {
  const system = (code: string) => Object.assign(new Error(code), { code });
  assert.equal(asTwinsealError(new FormatError('json', 'the document is empty', '/a')).code, 'INPUT_MALFORMED');
  assert.equal(asTwinsealError(new DOMException('', 'TimeoutError')).code, 'TIMEOUT');
  assert.equal(asTwinsealError(new DOMException('', 'AbortError')).code, 'ABORTED');
  assert.equal(asTwinsealError(system('ENOSPC')).code, 'DISK_FULL');
  const late = new TwinsealError('ABORTED', 'reading x was cancelled', { cause: new DOMException('', 'TimeoutError') });
  assert.equal(asTwinsealError(late).code, 'TIMEOUT');
  assert.equal(asTwinsealError(new TwinsealError('ABORTED', 'stopped')).code, 'ABORTED');
  for (const odd of [new Error('boom'), 'boom', undefined, null]) {
    const { status, text } = reported(odd);
    assert.equal(status, 3);
    assert.match(text, /^twinseal: this is a defect of Twinseal; please report it/);
  }
});
