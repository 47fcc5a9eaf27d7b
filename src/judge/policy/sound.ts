import { parsePem } from '../../formats/der/pem.ts';
import { parseCertificate } from '../../formats/der/x509.ts';
import { sha256Digest } from '../../formats/digest.ts';
import { FormatError } from '../../formats/format-error.ts';
import { identitiesOverlap, parseTrustedIdentity } from '../../formats/notary/trusted-identity.ts';
import type { Policy, TrustedSigner } from '../../records/policy.ts';
import { PREDICATE_TYPES, predicateTypeOf } from '../../records/predicate-types.ts';
import { signerNames } from './signer-names.ts';

/**
 * Refuses a policy that is well formed but means nothing good: it demands nothing, it names signers that it does not
 * trust, no image can meet it, or one key could fill two roles.
 *
 * @throws FormatError of format `policy`, with the JSON pointer
 * @example requireSound(policy)
 */
export function requireSound(policy: Policy): void {
  const { require, trust } = policy;
  demandsSomething(policy);
  const names = new Set<string>();
  trust.forEach(({ name }, index) => {
    if (names.has(name)) fail(`/trust/${index}/name`, `two signers are called ${JSON.stringify(name)}`);
    names.add(name);
  });
  unique(require.platforms ?? [], '/require/platforms');
  unique((require.signatures ?? []).flatMap(signerNames), '/require/signatures');
  (require.signatures ?? []).forEach((entry, index) => {
    for (const name of signerNames(entry)) known(trust, name, `/require/signatures/${index}/by`);
  });
  (require.statements ?? []).forEach((statement, index) => {
    canStateSomething(trust, statement.by, `/require/statements/${index}/by`);
  });
  unique(
    (require.statements ?? []).map(({ type, by }) => `${predicateTypeOf(type)} by ${[...by].sort().join(', ')}`),
    '/require/statements',
  );
  if (require.twinBuild !== undefined) canStateSomething(trust, require.twinBuild.by, '/require/twinBuild/by');
  rebuildersAreOthers(policy);
  oneKeyOneRole(trust);
}

function demandsSomething({ require, images }: Policy): void {
  const image = require.image;
  const demands =
    (require.platforms ?? []).length +
    (require.signatures ?? []).length +
    (require.statements ?? []).length +
    (require.twinBuild === undefined ? 0 : 1) +
    (image === undefined
      ? 0
      : Object.keys(image).length - (Object.keys(image.labels ?? { x: '' }).length === 0 ? 1 : 0));
  if (demands === 0) fail('/require', 'the policy demands nothing, so it would allow every image');
  if (images.length === 0) fail('/images', 'the policy covers no image; leave images out to cover all');
}

function known(trust: readonly TrustedSigner[], name: string, at: string): TrustedSigner {
  const signer = trust.find((one) => one.name === name);
  return signer ?? fail(at, `no signer of trust is called ${JSON.stringify(name)}`);
}

/** Statements are signed in bundles, by keys; a notation signature covers a descriptor and states nothing. */
function canStateSomething(trust: readonly TrustedSigner[], by: readonly string[], at: string): void {
  const signers = by.map((name) => known(trust, name, at));
  const notation = signers.find((signer) => 'notation' in signer);
  if (notation !== undefined)
    fail(
      at,
      `${JSON.stringify(notation.name)} signs with notation, whose signatures carry no statements, so no image can meet this`,
    );
}

/**
 * Two builds by one operator prove determinism, not honesty: whoever seals, signs or states is no rebuilder of the same image. And a
 * rebuild can have ended badly, which counting statements would not see.
 */
function rebuildersAreOthers({ require, trust }: Policy): void {
  const counted = (require.statements ?? []).findIndex(({ type }) => predicateTypeOf(type) === PREDICATE_TYPES.rebuild);
  if (counted >= 0)
    fail(
      `/require/statements/${counted}/type`,
      'a rebuild can have ended badly, so its statement alone shows nothing: demand twinBuild.rebuilders instead',
    );
  const rebuilders = require.twinBuild?.rebuilders;
  if (rebuilders === undefined) return;
  const at = '/require/twinBuild/rebuilders';
  canStateSomething(trust, rebuilders.of, `${at}/of`);
  if (rebuilders.atLeast > rebuilders.of.length)
    fail(`${at}/atLeast`, `${rebuilders.atLeast} of ${rebuilders.of.length} rebuilders can never be met`);
  const sealers = new Set([
    ...(require.twinBuild?.by ?? []),
    ...(require.signatures ?? []).flatMap(signerNames),
    ...(require.statements ?? []).flatMap(({ by }) => by),
  ]);
  const both = rebuilders.of.find((name) => sealers.has(name));
  if (both !== undefined)
    fail(`${at}/of`, `${JSON.stringify(both)} seals the image too, and one key must not fill two roles`);
}

/** Two names for one key would let one person stand for two. */
function oneKeyOneRole(trust: readonly TrustedSigner[]): void {
  const keys = new Map<string, string>();
  const claim = (spki: Uint8Array, name: string, index: number): void => {
    const digest = sha256Digest(spki);
    const other = keys.get(digest);
    if (other !== undefined && other !== name)
      fail(
        `/trust/${index}`,
        `${JSON.stringify(name)} has the key of ${JSON.stringify(other)}, and one key must not fill two roles`,
      );
    keys.set(digest, name);
  };
  trust.forEach((signer, index) => {
    if ('cosign' in signer) claim(pemBytes(signer.cosign.key)[0] ?? new Uint8Array(), signer.name, index);
  });
  const notation = trust.flatMap((signer, index) => ('notation' in signer ? [{ ...signer, index }] : []));
  for (const { name, notation: own, index } of notation) {
    for (const der of pemBytes(own.certificates)) {
      const digest = sha256Digest(parseCertificate(der).spki);
      const cosign = keys.get(digest);
      if (cosign !== undefined)
        fail(
          `/trust/${index}`,
          `${JSON.stringify(name)} trusts the key of ${JSON.stringify(cosign)}, and one key must not fill two roles`,
        );
    }
    const twin = notation.find(
      (other) =>
        other.index < index &&
        shareRoot(own.certificates, other.notation.certificates) &&
        overlap(own.identities, other.notation.identities),
    );
    if (twin !== undefined)
      fail(
        `/trust/${index}`,
        `one certificate could be both ${JSON.stringify(name)} and ${JSON.stringify(twin.name)}; give them identities that exclude one another`,
      );
  }
}

function shareRoot(a: string, b: string): boolean {
  const keys = new Set(pemBytes(a).map((der) => sha256Digest(parseCertificate(der).spki)));
  return pemBytes(b).some((der) => keys.has(sha256Digest(parseCertificate(der).spki)));
}

function overlap(a: readonly string[], b: readonly string[]): boolean {
  return a.some((one) => b.some((other) => identitiesOverlap(parseTrustedIdentity(one), parseTrustedIdentity(other))));
}

function pemBytes(text: string): readonly Uint8Array[] {
  return parsePem(text).map(({ bytes }) => bytes);
}

function unique(values: readonly string[], at: string): void {
  const twice = values.find((value, index) => values.indexOf(value) !== index);
  if (twice !== undefined) fail(at, `${twice} is demanded twice`);
}

function fail(at: string, message: string): never {
  throw new FormatError('policy', message, at);
}
