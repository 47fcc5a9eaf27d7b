import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { escapeGithubData, escapeGithubProperty } from '../../src/doors/escape/github.ts';
import { escapeSarifText, sarifUri } from '../../src/doors/escape/sarif.ts';
import { escapeTerminal } from '../../src/doors/escape/terminal.ts';
import { escapeXml } from '../../src/doors/escape/xml.ts';

const text = fc.string({
  unit: fc.oneof(
    fc.constantFrom(...'\u001b\n\r\t:,%#[{}]<&"\'\u202e\u0085\u009b\ud800'),
    fc.constantFrom('##[', '::'),
    fc.string({ unit: 'binary', maxLength: 2 }),
  ),
});

test('plain text passes every sink unchanged', () => {
  for (const sink of [escapeTerminal, escapeGithubData, escapeXml, escapeSarifText])
    assert.equal(
      sink('linux/arm64: gr\u00fc\u00df dich, \u65e5\u672c (v1.2)'),
      'linux/arm64: gr\u00fc\u00df dich, \u65e5\u672c (v1.2)',
    );
});

test('no control character, line break, reordering mark or runner command reaches a terminal', () => {
  fc.assert(
    fc.property(
      text,
      (value) => !/[\u0000-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]|##\[|\p{Cs}/u.test(escapeTerminal(value)),
    ),
  );
});

test('a workflow command stays one line, and decodes to what was meant', () => {
  const decode = (value: string) =>
    value
      .replaceAll('%0D', '\r')
      .replaceAll('%0A', '\n')
      .replaceAll('%3A', ':')
      .replaceAll('%2C', ',')
      .replaceAll('%25', '%');
  assert.equal(decode(escapeGithubProperty('100%: a, b\nc')), '100%: a, b\nc');
  fc.assert(
    fc.property(
      text,
      (value) =>
        !/[\r\n]/.test(escapeGithubData(value)) && !/[\r\n:,]/.test(escapeGithubProperty(value).replaceAll('\\u{', '')),
    ),
  );
});

test('XML text holds nothing that ends an attribute or that XML cannot hold', () => {
  fc.assert(
    fc.property(
      text,
      (value) => !/[<>"'\n\r\t\u0000-\u0008]|&(?!(?:amp|lt|gt|quot|apos|#\d+);)/.test(escapeXml(value)),
    ),
  );
  assert.equal(escapeXml('\u0000\ud800\ufffe'), '\ufffd\ufffd\ufffd');
});

test('SARIF text starts no link and no placeholder', () => {
  fc.assert(
    fc.property(
      text,
      (value) => !/(?<!\\)(?:\\\\)*[[\]]|(?<!\{)\{(?!\{)/.test(escapeSarifText(value).replaceAll('{{', '')),
    ),
  );
});

test('a location is a relative reference without scheme or authority', () => {
  fc.assert(
    fc.property(text, (value) => {
      const uri = sarifUri(value);
      return uri.length > 0 && new URL(uri, 'http://base.example/').host === 'base.example';
    }),
  );
  assert.equal(sarifUri('https://evil/x'), 'https%3A/evil/x');
  assert.equal(sarifUri(''), 'image');
});
