// Good bundles, and what two verifiers say of them: Twinseal and sigstore-js, with the same trust and the same wishes.
import { createHash, createPublicKey, generateKeyPairSync } from 'node:crypto';
import { bundleFromJSON } from '@sigstore/bundle';
import { TrustedRoot } from '@sigstore/protobuf-specs';
import { toSignedEntity, toTrustMaterial, Verifier } from '@sigstore/verify';
import { parseTrustedRoot } from '../../src/formats/sigstore/trusted-root.ts';
import { verifyBlobBundle } from '../../src/judge/verify/blob-bundle.ts';
import type { WantedSigner } from '../../src/judge/verify/bundle-signer.ts';
import { publicKeyOf } from '../../src/judge/verify/public-key.ts';
import { blobBundle, fileArtifact } from './blob-bundles.ts';
import { bundleOf, statementOf } from './signing.ts';
import { IDENTITY, ISSUER, makeInstance, SIGNED } from './sigstore-instance.ts';

/** What a verifier says. */
export interface Said {
  readonly accepted: boolean;
  /** Code, or the first words of the refusal. */
  readonly reason: string;
}

/** Evidence that every verifier takes, and how each is asked. */
export interface DifferentialBase {
  readonly name: string;
  readonly bytes: Uint8Array;
  readonly keyless: boolean;
  readonly ours: (bytes: Uint8Array) => Said;
  readonly sigstoreJs: (bytes: Uint8Array) => Said;
}

const FILE = Buffer.from('the artifact');
/** What the files of the bundles are about, and the type of their statements. */
export const DIFFERENTIAL = { file: FILE, predicateType: 'https://example.com/predicate/v1' } as const;
const STATEMENT = JSON.stringify(
  statementOf([`sha256:${createHash('sha256').update(FILE).digest('hex')}`], DIFFERENTIAL.predicateType, { a: 1 }),
);

/** The six kinds of bundles, with the key and the root that verify them. */
export function differentialBases() {
  const instance = makeInstance();
  const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const publicKey = createPublicKey(privateKey);
  const spki = publicKey.export({ type: 'spki', format: 'der' });
  const root = parseTrustedRoot(instance.rootBytes);
  const material = toTrustMaterial(TrustedRoot.fromJSON(instance.root), () => ({ publicKey, validFor: () => true }));
  const byKey = new Verifier(material, { tlogThreshold: 0, ctlogThreshold: 0, timestampThreshold: 0 });
  const byIdentity = new Verifier(material);
  const policy = {
    // sigstore-js takes a pattern.
    subjectAlternativeName: `^${IDENTITY.replaceAll('.', '[.]')}$`,
    extensions: { issuer: ISSUER },
  };

  const ours = (wanted: WantedSigner) => (bytes: Uint8Array) => {
    const more = wanted.kind === 'key' ? {} : { root };
    const one = { name: 'bundle', bytes, artifact: fileArtifact(FILE), wanted, now: SIGNED, ...more };
    const { outcome, checks } = verifyBlobBundle(one);
    const bad = checks.find(({ status }) => status === 'fail' || status === 'fault');
    return { accepted: outcome === 'verified', reason: bad === undefined ? '' : `${bad.code}: ${bad.reason}` };
  };
  const theirs =
    (verifier: Verifier, wish?: typeof policy) =>
    (bytes: Uint8Array): Said => {
      try {
        const bundle = bundleFromJSON(JSON.parse(Buffer.from(bytes).toString()));
        verifier.verify(toSignedEntity(bundle, FILE), wish);
        return { accepted: true, reason: '' };
      } catch (error) {
        return { accepted: false, reason: String(error).split('\n')[0] ?? '' };
      }
    };
  const keyed = { keyless: false, ours: ours({ kind: 'key', key: publicKeyOf(spki) }), sigstoreJs: theirs(byKey) };
  const keyless = {
    keyless: true,
    ours: ours({ kind: 'identity', identity: IDENTITY, issuer: ISSUER }),
    sigstoreJs: theirs(byIdentity, policy),
  };
  const bases: readonly DifferentialBase[] = [
    { name: 'file by key', bytes: blobBundle(privateKey, FILE), ...keyed },
    { name: 'statement by key', bytes: bundleOf(privateKey, STATEMENT), ...keyed },
    ...(['v1', 'v2'] as const).flatMap((log) => [
      { name: `keyless file, log ${log}`, bytes: instance.bundle({ file: FILE }, { log }), ...keyless },
      { name: `keyless statement, log ${log}`, bytes: instance.bundle({ statement: STATEMENT }, { log }), ...keyless },
    ]),
  ];
  return { bases, rootBytes: instance.rootBytes, keyPem: publicKey.export({ type: 'spki', format: 'pem' }).toString() };
}

/** The class of a disagreement: who, which way, and our words without what they quote. */
export function disagreement(peer: string, ours: Said, theirs: Said): string | undefined {
  if (ours.accepted === theirs.accepted) return undefined;
  const words = (ours.accepted ? theirs : ours).reason;
  const plain = words
    .replaceAll(/"[^"]*"/g, '"..."')
    .replaceAll(/(?:\/\w+){2,}|\b[0-9a-f]{32,}\b/g, '...')
    .replaceAll(/\d+/g, '#');
  return `${ours.accepted ? 'laxer' : 'stricter'} than ${peer}: ${plain}`;
}
