import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { FormatError } from '../../src/formats/format-error.ts';
import {
  PLUGIN_KEYS,
  parsePluginError,
  parsePluginKey,
  parsePluginMetadata,
  parsePluginSignature,
  serialisePluginRequest,
} from '../../src/formats/notary/plugin-contract.ts';

const METADATA = {
  name: 'com.example.test',
  description: 'd',
  version: '1.0.0',
  url: 'https://example.com',
  supportedContractVersions: ['1.0'],
  capabilities: ['SIGNATURE_GENERATOR.RAW'],
};
const SIGNATURE = {
  keyId: 'k',
  signature: 'AQID',
  signingAlgorithm: 'ECDSA-SHA-256',
  certificateChain: ['MAA=', 'MAA='],
};
const READERS = [parsePluginMetadata, parsePluginKey, parsePluginSignature];

test('answers are read, and members that are not known are passed over', () => {
  const { name, capabilities, contractVersions } = parsePluginMetadata(JSON.stringify({ ...METADATA, later: 1 }));
  assert.deepEqual([name, capabilities, contractVersions], [METADATA.name, METADATA.capabilities, ['1.0']]);
  for (const keySpec of Object.keys(PLUGIN_KEYS))
    assert.deepEqual(parsePluginKey(JSON.stringify({ keyId: 'k', keySpec, later: {} })), { keyId: 'k', keySpec });
  const read = parsePluginSignature(JSON.stringify(SIGNATURE));
  assert.deepEqual([...read.signature, read.chain.length], [1, 2, 3, 2]);
  assert.deepEqual(parsePluginError('{"errorCode":"THROTTLED","errorMessage":"later"}'), {
    code: 'THROTTLED',
    message: 'later',
  });
});

test('a request is what the answer to it could be read from: bytes as base64, the version first', () => {
  const request = JSON.parse(serialisePluginRequest({ keyId: 'k', payload: new Uint8Array([1, 2, 3]) }));
  assert.deepEqual(request, { contractVersion: '1.0', keyId: 'k', payload: 'AQID' });
});

test('malformed answers are refused', () => {
  const large = 'x'.repeat(1024 * 1024);
  for (const [read, answer] of [
    [parsePluginMetadata, { ...METADATA, name: '' }],
    [parsePluginMetadata, { ...METADATA, capabilities: 'SIGNATURE_GENERATOR.RAW' }],
    [parsePluginMetadata, { ...METADATA, capabilities: [1] }],
    [parsePluginMetadata, { ...METADATA, capabilities: Array.from({ length: 40 }, () => 'x') }],
    [parsePluginMetadata, { ...METADATA, Name: 'other' }],
    [parsePluginMetadata, { ...METADATA, description: large }],
    [parsePluginKey, { keyId: 'k', keySpec: 'RSA-1024' }],
    [parsePluginKey, { keyId: 'k', keySpec: 'toString' }],
    [parsePluginKey, { keyId: 'k', KeyId: 'x', keySpec: 'EC-256' }],
    [parsePluginSignature, { ...SIGNATURE, certificateChain: [] }],
    [parsePluginSignature, { ...SIGNATURE, certificateChain: Array.from({ length: 17 }, () => 'MAA=') }],
    [parsePluginSignature, { ...SIGNATURE, certificateChain: [`${'A'.repeat(140_000)}`] }],
    [parsePluginSignature, { ...SIGNATURE, certificateChain: [7] }],
    [parsePluginSignature, { ...SIGNATURE, signature: 'AQI' }],
    [parsePluginSignature, { ...SIGNATURE, signature: 'AQID\n' }],
    [parsePluginSignature, { ...SIGNATURE, signature: 'A'.repeat(9000) }],
  ] as const)
    assert.throws(() => read(JSON.stringify(answer)), FormatError, JSON.stringify(answer).slice(0, 200));
  for (const text of ['', '[]', 'null', '{"name":1,"name":2}', `${'['.repeat(100)}${']'.repeat(100)}`])
    for (const read of READERS) assert.throws(() => read(text), FormatError, text);
  assert.equal(parsePluginError('panic: runtime error'), undefined);
});

test('whatever a plugin writes is read or refused', () => {
  fc.assert(
    fc.property(fc.oneof(fc.json(), fc.string()), (text) => {
      for (const read of READERS)
        try {
          read(text);
        } catch (error) {
          assert.ok(error instanceof FormatError);
        }
      parsePluginError(text);
    }),
  );
});
