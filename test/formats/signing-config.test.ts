import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { FormatError } from '../../src/formats/format-error.ts';
import { parseSigningConfig, servicesAt } from '../../src/formats/sigstore/signing-config.ts';

const MEDIA_TYPE = 'application/vnd.dev.sigstore.signingconfig.v0.2+json';
const service = (url: string, more: object = {}) => ({
  url,
  majorApiVersion: 1,
  validFor: { start: '2025-01-01T00:00:00Z' },
  operator: 'sigstore.dev',
  ...more,
});
const CONFIG = {
  mediaType: MEDIA_TYPE,
  caUrls: [service('https://fulcio.example.com')],
  oidcUrls: [service('https://oauth2.example.com')],
  rekorTlogUrls: [service('https://rekor.example.com'), service('https://log.example.com', { majorApiVersion: 2 })],
  rekorTlogConfig: { selector: 'ANY' },
  tsaUrls: [service('https://tsa.example.com')],
  tsaConfig: { selector: 'EXACT', count: 1 },
};
const bytesOf = (value: unknown) => new TextEncoder().encode(typeof value === 'string' ? value : JSON.stringify(value));
const NOW = Date.UTC(2026, 0, 1) / 1000;
const urls = (services: readonly { readonly url: string }[] | undefined) => services?.map(({ url }) => url);

test('a configuration is read, and the highest version that is spoken is chosen', () => {
  const { authorities, logs, logChoice, timestamps, timestampChoice } = parseSigningConfig(bytesOf(CONFIG));
  assert.deepEqual(urls(authorities), ['https://fulcio.example.com']);
  assert.deepEqual(urls(servicesAt(logs, logChoice, NOW, [1, 2])), ['https://log.example.com']);
  assert.deepEqual(urls(servicesAt(logs, logChoice, NOW, [1])), ['https://rekor.example.com']);
  assert.equal(servicesAt(logs, logChoice, NOW, [3]), undefined);
  assert.deepEqual(urls(servicesAt(timestamps, timestampChoice, NOW, [1])), ['https://tsa.example.com']);
  assert.deepEqual(servicesAt(timestamps, undefined, NOW, [1]), []);
});

test('one service of each operator, the newest that counts now', () => {
  const end = (time: string) => ({ validFor: { start: '2024-01-01T00:00:00Z', end: time } });
  const { logs } = parseSigningConfig(
    bytesOf({
      ...CONFIG,
      rekorTlogUrls: [
        service('https://old.example.com', { validFor: { start: '2024-01-01T00:00:00Z' } }),
        service('https://new.example.com', { validFor: { start: '2025-06-01T00:00:00Z' } }),
        service('https://later.example.com', { validFor: { start: '2027-01-01T00:00:00Z' } }),
        service('https://gone.example.com', end('2025-12-31T23:59:59Z')),
        service('https://other.example.com', { operator: 'other.dev', ...end('2026-01-01T00:00:00Z') }),
      ],
    }),
  );
  assert.deepEqual(urls(servicesAt(logs, { selector: 'ANY' }, NOW, [1])), ['https://new.example.com']);
  const all = ['https://new.example.com', 'https://other.example.com'];
  assert.deepEqual(urls(servicesAt(logs, { selector: 'ALL' }, NOW, [1])), all);
  assert.deepEqual(urls(servicesAt(logs, { selector: 'EXACT', count: 2 }, NOW, [1])), all);
  assert.equal(servicesAt(logs, { selector: 'EXACT', count: 3 }, NOW, [1]), undefined);
  assert.equal(servicesAt([], { selector: 'ALL' }, NOW, [1]), undefined);
});

test('malformed configurations are refused', () => {
  for (const wrong of [
    '',
    '[]',
    `{"mediaType":"${MEDIA_TYPE}","mediaType":"x"}`,
    { ...CONFIG, mediaType: 'application/vnd.dev.sigstore.signingconfig.v0.1+json' },
    { ...CONFIG, caUrls: 'https://fulcio.example.com' },
    { ...CONFIG, caUrls: [service('', {})] },
    { ...CONFIG, caUrls: [service('https://x', { majorApiVersion: '1' })] },
    { ...CONFIG, caUrls: [service('https://x', { majorApiVersion: 0 })] },
    { ...CONFIG, caUrls: [service('https://x', { validFor: {} })] },
    { ...CONFIG, caUrls: [service('https://x', { validFor: { start: 'now' } })] },
    { ...CONFIG, caUrls: Array.from({ length: 33 }, () => service('https://x')) },
    { ...CONFIG, CaUrls: [] },
    { ...CONFIG, tsaConfig: { selector: 'SOME' } },
    { ...CONFIG, tsaConfig: { selector: 'EXACT' } },
    { ...CONFIG, tsaConfig: { selector: 'EXACT', count: 0 } },
    { ...CONFIG, tsaConfig: { selector: 'EXACT', count: 1e9 } },
    `${' '.repeat(300_000)}{}`,
  ])
    assert.throws(() => parseSigningConfig(bytesOf(wrong)), FormatError, JSON.stringify(wrong).slice(0, 200));
});

test('whatever comes is read or refused', () => {
  fc.assert(
    fc.property(fc.oneof(fc.json(), fc.string()), (text) => {
      try {
        parseSigningConfig(bytesOf(text));
      } catch (error) {
        assert.ok(error instanceof FormatError);
      }
    }),
  );
});
