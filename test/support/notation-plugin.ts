// A plugin of the Notary Project's protocol as a Node script: it signs with a key file. What it was asked, and with which
// environment, it writes down; how it misbehaves, its configuration says.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** A plugin on disk. */
export interface TestPlugin {
  /** Path of the program. */
  readonly program: string;
  /** Commands so far, each with what it was asked and the names and values of its environment. */
  asked(): readonly {
    readonly command: string;
    readonly request: Record<string, unknown>;
    readonly env: Record<string, string>;
  }[];
}

const SOURCE = String.raw`
const { createPrivateKey, createPublicKey, sign, constants, X509Certificate } = require('node:crypto');
const { appendFileSync, readFileSync } = require('node:fs');
const [, , command] = process.argv;
const request = JSON.parse(readFileSync(0, 'utf8'));
appendFileSync(LOG, JSON.stringify({ command, request, env: process.env }) + '\n');
const config = request.pluginConfig ?? {};
const say = (answer) => process.stdout.write(typeof answer === 'string' ? answer : JSON.stringify(answer));
const fail = (errorCode, errorMessage) => {
  process.stderr.write(JSON.stringify({ errorCode, errorMessage }));
  process.exitCode = 1;
};
const key = createPrivateKey(readFileSync(KEY));
const details = key.asymmetricKeyDetails;
const bits = details.modulusLength;
const curve = { prime256v1: 256, secp384r1: 384, secp521r1: 521 }[details.namedCurve];
const keySpec = config.spec ?? (bits === undefined ? 'EC-' + curve : 'RSA-' + bits);
const hash = { 256: 256, 384: 384, 521: 512, 2048: 256, 3072: 384, 4096: 512 }[bits ?? curve];
if (config.at === command && config.do === 'flood') {
  const chunk = 'x'.repeat(65536);
  for (let i = 0; i < 64; i++) process.stdout.write(chunk);
} else if (config.at === command && config.do === 'hang') setInterval(() => {}, 1000);
else if (config.at === command && config.do === 'crash') process.exitCode = 7;
else if (config.at === command && config.do === 'junk') say('no JSON');
else if (config.at === command && config.do?.startsWith('error:')) fail(config.do.slice(6), 'as it was told');
else if (command === 'get-plugin-metadata')
  say({ name: config.name ?? NAME, description: 'test', version: '1.2.3', url: 'https://example.com/',
    supportedContractVersions: [config.contract ?? '1.0'], capabilities: [config.capability ?? 'SIGNATURE_GENERATOR.RAW'] });
else if (command === 'describe-key') {
  if (request.keyId === 'unknown') fail('VALIDATION_ERROR', 'there is no such key');
  else say({ keyId: config.describes ?? request.keyId, keySpec });
} else if (command === 'generate-signature') {
  const message = Buffer.from(request.payload, 'base64');
  const options = bits === undefined ? { key, dsaEncoding: 'ieee-p1363' }
    : { key, padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: constants.RSA_PSS_SALTLEN_DIGEST };
  const other = config.signs === 'other' ? Buffer.concat([message, Buffer.from('x')]) : message;
  const signature = sign('sha' + hash, other, options);
  const pem = readFileSync(config.chain ?? CHAIN, 'utf8').match(/-----BEGIN CERTIFICATE-----[\s\S]*?-----END CERTIFICATE-----/g);
  say({ keyId: config.signsWith ?? request.keyId, signature: signature.toString('base64'),
    signingAlgorithm: config.algorithm ?? (bits === undefined ? 'ECDSA' : 'RSASSA-PSS') + '-SHA-' + hash,
    certificateChain: pem.map((one) => new X509Certificate(one).raw.toString('base64')) });
} else if (command === 'generate-envelope') {
  const { jwsSigningInput } = require(FORMATS + '/notary/jws.ts');
  const { coseSigningInput } = require(FORMATS + '/notary/cose.ts');
  const { serialiseCbor } = require(FORMATS + '/cbor/writer.ts');
  const artifact = JSON.parse(Buffer.from(request.payload, 'base64'));
  const { targetArtifact: target } = artifact;
  if (config.digest !== undefined) target.digest = config.digest;
  if (config.size !== undefined) target.size = Number(config.size);
  if (config.mediaType !== undefined) target.mediaType = config.mediaType;
  if (config.artifactType !== undefined) target.artifactType = config.artifactType;
  if (config.member !== undefined) artifact[config.member] = 1;
  if (config.adds !== undefined) target.annotations = { ...target.annotations, [config.adds]: 'plugin' };
  if (config.drops !== undefined) delete target.annotations[config.drops];
  const payload = config.payload === undefined ? Buffer.from(JSON.stringify(artifact)) : Buffer.from(config.payload);
  const now = Math.floor(Date.now() / 1000) + Number(config.late ?? 0);
  const asked = config.ends ?? request.expiryDurationInSeconds;
  const ends = asked === undefined || config.ends === 'never' ? undefined : now + Number(asked);
  const scheme = config.scheme ?? 'notary.x509';
  const timeName = 'io.cncf.notary.' + (scheme === 'notary.x509' ? 'signingTime' : 'authenticSigningTime');
  const isCose = request.signatureEnvelopeType === 'application/cose';
  const alg = config.alg ?? (bits === undefined ? 'ES' : 'PS') + hash;
  const time = (seconds) => isCose ? { tag: 1, value: seconds } : new Date(seconds * 1000).toISOString().replace('.000', '');
  const signed = {
    'io.cncf.notary.signingScheme': scheme,
    [timeName]: time(now),
    ...(ends !== undefined && { 'io.cncf.notary.expiry': time(ends) }),
    ...(config.verifier !== undefined && { 'io.cncf.notary.verificationPlugin': config.verifier }),
  };
  const crit = Object.keys(signed).filter((name) => name !== 'io.cncf.notary.signingTime').concat(config.critical ?? []);
  const type = config.contentType ?? request.payloadType;
  const header = isCose
    ? serialiseCbor(new Map([[1, { ES256: -7, ES384: -35, PS256: -37 }[alg]], [2, crit], [3, type], ...Object.entries(signed)]))
    : Buffer.from(JSON.stringify({ alg, cty: type, crit, ...signed }));
  const options = bits === undefined ? { key, dsaEncoding: 'ieee-p1363' }
    : { key, padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: constants.RSA_PSS_SALTLEN_DIGEST };
  const input = isCose ? coseSigningInput(header, payload) : jwsSigningInput(header, payload);
  const signature = sign('sha' + hash, config.signs === 'other' ? Buffer.concat([input, Buffer.from('x')]) : input, options);
  const pem = readFileSync(config.chain ?? CHAIN, 'utf8').match(/-----BEGIN CERTIFICATE-----[\s\S]*?-----END CERTIFICATE-----/g);
  const chain = pem.map((one) => new X509Certificate(one).raw);
  const url = (bytes) => Buffer.from(bytes).toString('base64url');
  const envelope = isCose
    ? serialiseCbor({ tag: 18, value: [header, new Map([[33, chain]]), payload, signature] })
    : Buffer.from(JSON.stringify({ payload: url(payload), protected: url(header),
        header: { x5c: chain.map((der) => der.toString('base64')) }, signature: url(signature) }));
  say({ signatureEnvelope: Buffer.from(envelope).toString('base64'),
    signatureEnvelopeType: config.envelopeType ?? request.signatureEnvelopeType,
    ...(config.manifest !== undefined && { annotations: { [config.manifest]: 'by the plugin' } }) });
} else fail('VALIDATION_ERROR', 'unknown command');
`;

/** Writes a plugin to where notation has its plugins: `folder/notation/plugins/NAME/notation-NAME`. */
export function writePlugin(
  folder: string,
  name: string,
  files: { readonly key: string; readonly chain: string },
): TestPlugin {
  const home = join(folder, 'notation', 'plugins', name);
  mkdirSync(home, { recursive: true });
  const program = join(home, `notation-${name}`);
  const log = join(home, 'asked');
  const formats = join(import.meta.dirname, '..', '..', 'src', 'formats');
  const head = `const [LOG, KEY, CHAIN, NAME, FORMATS] = ${JSON.stringify([log, files.key, files.chain, name, formats])};`;
  writeFileSync(log, '');
  writeFileSync(program, `#!${process.execPath}\n${head}\n${SOURCE}`, { mode: 0o755 });
  return {
    program,
    asked: () =>
      readFileSync(log, 'utf8')
        .split('\n')
        .filter((line) => line !== '')
        .map((line) => JSON.parse(line)),
  };
}
