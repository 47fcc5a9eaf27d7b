import { FormatError } from '../../../formats/format-error.ts';
import { Members } from '../../../formats/json/members.ts';
import type { JsonValue } from '../../../formats/json/value.ts';
import { predicateTypeOf } from '../../../records/predicate-types.ts';
import { impliedByType } from './implied-by-type.ts';
import { type ForeignIdentity, readKeyless } from './keyless-authority.ts';
import type { Losses } from './losses.ts';

const FORMAT = 'cluster-image-policy';
const VERSIONS = ['policy.sigstore.dev/v1alpha1', 'policy.sigstore.dev/v1beta1'];
const MAX_IMAGES = 256;
const MAX_AUTHORITIES = 64;
const MAX_ATTESTATIONS = 64;
const MAX_TEXT = 256 * 1024;
/** cosign's `custom`, which Twinseal has no short name for. */
const CUSTOM = 'https://cosign.sigstore.dev/attestation/v1';

/** Where an authority has its key: in the document, or elsewhere. */
export type AuthorityKey =
  | { readonly pem: string }
  | { readonly elsewhere: 'kms' | 'secret' }
  | { readonly identities: readonly ForeignIdentity[] };

/** One of the authorities that has a key, or identities in place of one; any one of them is enough. */
export interface Authority {
  readonly name: string;
  readonly at: string;
  readonly key: AuthorityKey;
  /** Predicate types that must all be attested; none: the image itself must be signed. */
  readonly attestations: readonly string[];
}

/** What is read of a ClusterImagePolicy. */
export interface ClusterImagePolicy {
  readonly version: string;
  readonly name: string;
  readonly mode: 'enforce' | 'warn';
  readonly globs: readonly { readonly glob: string; readonly at: string }[];
  /** Those that were left out, static and some keyless ones, are not among them. */
  readonly authorities: readonly Authority[];
}

/**
 * Reads a sigstore ClusterImagePolicy, and notes what of it Twinseal does not do.
 * @param keepKeyless - whether there is a trusted root to verify keyless signatures with
 * @throws FormatError with the JSON pointer
 * @example readClusterImagePolicy(document, losses).authorities.length
 * @see sigstore/policy-controller pkg/apis/policy/v1beta1/clusterimagepolicy_types.go, clusterimagepolicy_validation.go
 */
export function readClusterImagePolicy(document: JsonValue, losses: Losses, keepKeyless = false): ClusterImagePolicy {
  const members = new Members(FORMAT, document);
  members.only(['apiVersion', 'kind', 'metadata', 'spec', 'status']);
  const version = members.text('apiVersion');
  if (!VERSIONS.includes(version)) members.fail('apiVersion', `must be ${VERSIONS.join(' or ')}`);
  if (members.text('kind') !== 'ClusterImagePolicy') members.fail('kind', 'must be ClusterImagePolicy');
  const spec = members.inside('spec');
  spec.only(['images', 'authorities', 'policy', 'mode', 'match']);
  const globs = spec.array('images', MAX_IMAGES).map((value, index) => {
    const image = new Members(FORMAT, value, `/spec/images/${index}`);
    image.only(['glob']);
    return { glob: image.text('glob'), at: image.pointer('glob') };
  });
  if (globs.length === 0) spec.fail('images', 'covers no image');
  if (spec.has('policy')) losePolicy(spec.inside('policy'), '/spec/policy', losses);
  if (spec.has('match') && spec.array('match', 64).length > 0) losses.lose('match', '/spec/match');
  const mode = spec.optionalString('mode') ?? '';
  if (!['', 'enforce', 'warn'].includes(mode)) spec.fail('mode', 'must be enforce or warn');
  const authorities = spec
    .array('authorities', MAX_AUTHORITIES)
    .flatMap((value, index) => readAuthority(value, index, losses, keepKeyless));
  return {
    version: version.slice(version.indexOf('/') + 1),
    name: members.inside('metadata').text('name', 253),
    mode: mode === 'warn' ? 'warn' : 'enforce',
    globs,
    authorities,
  };
}

function readAuthority(value: JsonValue, index: number, losses: Losses, keepKeyless: boolean): readonly Authority[] {
  const at = `/spec/authorities/${index}`;
  const members = new Members(FORMAT, value, at);
  members.only([
    ...['name', 'key', 'keyless', 'static', 'source', 'ctlog', 'attestations'],
    ...['rfc3161timestamp', 'signatureFormat'],
  ]);
  const kinds = ['key', 'keyless', 'static'].filter((kind) => members.has(kind));
  const [kind, second] = kinds;
  if (kind === undefined || second !== undefined)
    throw new FormatError(FORMAT, 'an authority has exactly one of key, keyless and static', at);
  const name = members.optionalString('name', 253) || `authority-${index}`;
  if ((kind === 'keyless' && !keepKeyless) || kind === 'static') {
    const inside = members.inside(kind);
    if (kind === 'static' && !['pass', 'fail'].includes(inside.text('action')))
      inside.fail('action', 'must be pass or fail');
    losses.lose(kind, members.pointer(kind));
    return [];
  }
  const key: AuthorityKey =
    kind === 'keyless'
      ? { identities: readKeyless(members.inside('keyless'), losses) }
      : readKey(members.inside('key'), losses);
  // The logs of the trusted root are asked about each keyless signature.
  if (members.has('ctlog') && kind === 'key') losses.lose('ctlog', members.pointer('ctlog'));
  if (members.has('rfc3161timestamp')) losses.lose('timestamp', members.pointer('rfc3161timestamp'));
  if (members.has('source') && members.array('source', 16).length > 0) losses.lose('source', members.pointer('source'));
  const format = members.optionalString('signatureFormat') ?? '';
  if (!['', 'legacy', 'bundle'].includes(format)) members.fail('signatureFormat', 'must be legacy or bundle');
  // Either way the key is the same; what counts here is more forms of its signature.
  losses.note(
    kind === 'keyless'
      ? 'keyless signatures count as Sigstore bundles alone: an image that has them in the older form of cosign is denied'
      : format === 'bundle'
        ? "signatureFormat: bundle takes Sigstore bundles alone; here cosign's older form by the same key counts too"
        : "an authority without signatureFormat: bundle takes signatures in cosign's older form alone; here a Sigstore bundle by the same key counts too",
  );
  const attestations = members.has('attestations')
    ? members
        .array('attestations', MAX_ATTESTATIONS)
        .map((entry, place) => readAttestation(entry, `${at}/attestations/${place}`, losses))
    : [];
  return [{ name, at, key, attestations: [...new Set(attestations)] }];
}

function readKey(members: Members, losses: Losses): AuthorityKey {
  members.only(['data', 'kms', 'secretRef', 'hashAlgorithm']);
  // clusterimagepolicy_types.go, HashAlgorithm: SHA-256 unless given, which is what cosign signs with.
  const hash = members.optionalString('hashAlgorithm') ?? '';
  if (hash !== '' && hash.toLowerCase() !== 'sha256') losses.lose('hash-algorithm', members.pointer('hashAlgorithm'));
  const places = ['data', 'kms', 'secretRef'].filter((name) => members.has(name) && members.object[name] !== '');
  const [place, second] = places;
  if (place === undefined || second !== undefined)
    return members.fail('data', 'or one of kms and secretRef must be there, and no two');
  if (place === 'data') return { pem: members.text('data', MAX_TEXT) };
  if (place === 'kms') members.text('kms');
  else members.inside('secretRef');
  return { elsewhere: place === 'kms' ? 'kms' : 'secret' };
}

function readAttestation(value: JsonValue, at: string, losses: Losses): string {
  const members = new Members(FORMAT, value, at);
  members.only(['name', 'predicateType', 'policy']);
  members.text('name', 253);
  const written = members.text('predicateType', 512);
  const type = written === 'custom' ? CUSTOM : predicateTypeOf(written);
  if (!/^[A-Za-z][A-Za-z0-9+.-]*:\S+$/.test(type))
    members.fail('predicateType', `is ${JSON.stringify(written)}: neither a URI nor a short name of cosign`);
  if (members.has('policy')) {
    const policy = members.inside('policy');
    if (!impliedByType(policy.object, type)) losePolicy(policy, `${at}/policy`, losses);
  }
  return type;
}

function losePolicy(members: Members, at: string, losses: Losses): void {
  const type = members.text('type', 16);
  if (type !== 'cue' && type !== 'rego') members.fail('type', 'must be cue or rego');
  else losses.lose(type, at);
}
