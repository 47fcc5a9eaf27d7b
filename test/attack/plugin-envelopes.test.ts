// Plugins that make whole envelopes: what they make is taken only where it says what was asked for. Each lie differs from the good envelope in
// one field, and is signed by the plugin's own key.
import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { notationPlugins } from '../../src/adapters/plugin/plugin-signer.ts';
import { sha256Digest } from '../../src/formats/digest.ts';
import { parseNotaryEnvelope } from '../../src/formats/notary/envelope.ts';
import { parseNotaryPayload } from '../../src/formats/notary/payload.ts';
import { TwinsealError } from '../../src/records/twinseal-error.ts';
import { attachNotation } from '../../src/seal/attach/attach-notation.ts';
import { type NotationSigning, signDescriptor } from '../../src/seal/sign/notation/sign-descriptor.ts';
import { writePlugin } from '../support/notation-plugin.ts';
import { makeKeys } from '../support/sealed-hello.ts';

const root = mkdtempSync(join(tmpdir(), 'twinseal-plugin-envelopes-'));
after(() => rmSync(root, { recursive: true, force: true }));
const [keys, other] = [await makeKeys(join(root, 'keys')), await makeKeys(join(root, 'other'))];
const plugin = writePlugin(root, 'com.example.test', { key: keys.notationKey, chain: keys.notationChain });
const plugins = notationPlugins({ ...process.env, XDG_CONFIG_HOME: root });
const CAPABILITY = { capability: 'SIGNATURE_GENERATOR.ENVELOPE' };
const SUBJECT = {
  mediaType: 'application/vnd.oci.image.index.v1+json',
  digest: sha256Digest(new Uint8Array([1])),
  size: 1234,
};

async function sign(config: Readonly<Record<string, string>>, more: Partial<NotationSigning> = {}) {
  const call = { signal: new AbortController().signal, deadline: Date.now() + 60_000 };
  const named = { plugin: 'com.example.test', keyId: 'key-1', config: { ...CAPABILITY, ...config } };
  const signer = await plugins.signer(named, call);
  assert.ok('envelope' in signer);
  const signingTime = Math.floor(Date.now() / 1000);
  const signing = { signingTime, signingAgent: 'twinseal/test', userMetadata: { build: '4711' }, ...more };
  return await signDescriptor(SUBJECT, signer, signing, call);
}

for (const [envelope, mediaType] of [
  ['jws', 'application/jose+json'],
  ['cose', 'application/cose'],
] as const)
  test(`one that does nothing wrong makes ${envelope}, and is asked as notation asks`, async () => {
    const before = plugin.asked().length;
    const made = await sign({ slot: '1' }, { envelope });
    assert.equal(made.mediaType, mediaType);
    const parsed = parseNotaryEnvelope(mediaType, made.bytes);
    assert.deepEqual(JSON.parse(JSON.stringify(parseNotaryPayload(parsed.payload))), {
      ...SUBJECT,
      annotations: { build: '4711' },
    });
    assert.equal(made.thumbprints.length, parsed.chain.length);
    const asked = plugin.asked().slice(before);
    assert.deepEqual(
      asked.map(({ command }) => command),
      ['get-plugin-metadata', 'generate-envelope'],
    );
    const { payload, ...request } = asked[1]?.request ?? {};
    assert.deepEqual(request, {
      contractVersion: '1.0',
      keyId: 'key-1',
      pluginConfig: { ...CAPABILITY, slot: '1' },
      payloadType: 'application/vnd.cncf.notary.payload.v1+json',
      signatureEnvelopeType: mediaType,
    });
    assert.equal(parseNotaryPayload(Buffer.from(String(payload), 'base64')).digest, SUBJECT.digest);
  });

test('what a plugin may add: annotations without a meaning, an authority as scheme, attributes for its verifier, an end of its own', async () => {
  const added = parseNotaryEnvelope('application/jose+json', (await sign({ adds: 'com.example.profile' })).bytes);
  assert.equal(parseNotaryPayload(added.payload).annotations?.['com.example.profile'], 'plugin');
  await sign({ scheme: 'notary.x509.signingAuthority' });
  for (const envelope of ['jws', 'cose'] as const) await sign({ verifier: 'com.example.test' }, { envelope });
  await sign({ ends: '86400' });
  const expiry = Math.floor(Date.now() / 1000) + 3600;
  const { bytes } = await sign({}, { expiry });
  const ends = parseNotaryEnvelope('application/jose+json', bytes).header.expiry ?? 0;
  assert.ok(Math.abs(ends - expiry) < 60);
  const { annotations } = attachNotation(SUBJECT, await sign({ manifest: 'com.example.job' })).manifest.descriptor;
  assert.equal(annotations?.['com.example.job'], 'by the plugin');
});

const REFUSED = 'PLUGIN_REFUSED';
const LIES: readonly (readonly [Readonly<Record<string, string>>, RegExp, string?])[] = [
  [{ digest: `sha256:${'1'.repeat(64)}` }, /signs another digest/],
  [{ mediaType: 'application/vnd.oci.image.manifest.v1+json' }, /signs another mediaType/],
  [{ size: '1235' }, /signs another size/],
  [{ artifactType: 'application/x' }, /signs another artifactType/],
  [{ member: 'more' }, /more/],
  [{ payload: '{"targetArtifact":1}' }, /targetArtifact/],
  [{ payload: 'x' }, /is not used/],
  [{ drops: 'build' }, /changes the annotation "build"/],
  [{ adds: 'build' }, /changes the annotation "build"/],
  [{ adds: 'io.cncf.notary.more' }, /adds the annotation "io\.cncf\.notary\.more"/],
  [{ adds: 'dev.twinseal.name' }, /adds the annotation "dev\.twinseal\.name"/],
  [{ contentType: 'application/json' }, /says that it holds "application\/json"/],
  [{ envelopeType: 'application/cose' }, /is said to be "application\/cose"/],
  [{ signs: 'other' }, /does not verify with the key of its certificate/],
  [{ alg: 'ES384' }, /not what the key of its certificate takes/],
  [{ alg: 'HS256' }, /is none of/],
  [{ scheme: 'notary.other' }, /is none of the signing schemes/],
  [{ critical: 'io.cncf.notary.absent' }, /not understood or not there/],
  [{ late: '3600' }, /another time than now/],
  [{ late: '-3600' }, /another time than now/],
  [{ chain: other.notationChain }, /does not verify with the key of its certificate/],
  [{ chain: keys.notationRoot }, /does not verify with the key of its certificate/],
  [{ manifest: 'io.cncf.notary.x509chain.thumbprint#S256' }, /for its manifest/],
  [{ manifest: 'org.opencontainers.image.created' }, /for its manifest/],
  [{ manifest: 'dev.twinseal.name' }, /for its manifest/],
  [{ at: 'generate-envelope', do: 'junk' }, /answer is none of the protocol/],
  [{ at: 'generate-envelope', do: 'flood' }, /more than 1 MiB/],
  [{ at: 'generate-envelope', do: 'error:ACCESS_DENIED' }, /ACCESS_DENIED/],
  [{ at: 'generate-envelope', do: 'error:THROTTLED' }, /THROTTLED/, 'PLUGIN_FAILED'],
];

for (const [config, say, code = REFUSED] of LIES)
  test(`${JSON.stringify(config).replaceAll(root, '')} gives no signature`, async () => {
    await assert.rejects(
      sign(config),
      (error: unknown) => error instanceof TwinsealError && error.code === code && say.test(error.message),
    );
  });

test('an end that was asked for and is not there, or is another one, gives no signature; nor does a stamp on what is not ours', async () => {
  const expiry = Math.floor(Date.now() / 1000) + 3600;
  for (const [ends, say] of [
    ['never', /does not end/],
    ['90000', /ends at another time/],
  ] as const)
    await assert.rejects(sign({ ends }, { expiry }), (error: Error) => say.test(error.message));
  const timestamps = { url: 'http://127.0.0.1:1/', nonce: () => new Uint8Array(8), ask: async () => new Uint8Array() };
  await assert.rejects(sign({}, { timestamps }), { code: 'USAGE' });
});

test('a chain that notation would not take is refused', async () => {
  const chain = join(root, 'leaf.crt');
  const [leaf = ''] = readFileSync(keys.notationChain, 'utf8').split(/(?<=-----END CERTIFICATE-----\n)/);
  writeFileSync(chain, leaf);
  await assert.rejects(sign({ chain }), { code: 'CERTIFICATE_UNSUITABLE' });
});
