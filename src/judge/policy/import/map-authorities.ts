import { parsePem, serialisePem } from '../../../formats/der/pem.ts';
import { FormatError } from '../../../formats/format-error.ts';
import { canonicalJson } from '../../../formats/json/canonical.ts';
import type {
  Requirements,
  SignatureRequirement,
  StatementRequirement,
  TrustedSigner,
} from '../../../records/policy.ts';
import { publicKeyPem } from '../signers.ts';
import type { Authority } from './cluster-image-policy.ts';
import { type ForeignFiles, Signers } from './foreign.ts';
import type { Losses } from './losses.ts';

const MAX_KEYS = 16;

/** An authority with names of signers for its keys. */
interface Known {
  readonly names: readonly string[];
  readonly attestations: readonly string[];
}

/**
 * Signers and demands for the authorities of a ClusterImagePolicy, of which one is enough. That is a choice of signers when
 * all want a signature, or all one and the same attestation; a choice between different things Twinseal has not, so all of
 * them are demanded where that is waived.
 *
 * @param trustedRoot - canonical JSON, for authorities that trust identities; needed when there are any
 * @throws FormatError for a malformed key, and when nothing is left to demand
 * @example (await mapAuthorities(policy.authorities, files, losses)).require.signatures // [{ by: 'release' }]
 * @see sigstore/policy-controller pkg/webhook/validator.go, ValidatePolicy
 */
export async function mapAuthorities(
  authorities: readonly Authority[],
  files: ForeignFiles,
  losses: Losses,
  trustedRoot?: string,
): Promise<{ readonly trust: readonly TrustedSigner[]; readonly require: Requirements }> {
  const signers = new Signers();
  const known: Known[] = [];
  for (const authority of authorities) {
    if ('identities' in authority.key) {
      const names = authority.key.identities.map((identity) =>
        signers.add(authority.name, canonicalJson({ ...identity }), (name) => ({
          name,
          keyless: { ...identity, trustedRoot: trustedRoot ?? '' },
        })),
      );
      if (names.length > 0) known.push({ names: [...new Set(names)].sort(), attestations: authority.attestations });
      continue;
    }
    const pem = 'pem' in authority.key ? authority.key.pem : await files.key(authority.name);
    if (pem === undefined) {
      if ('elsewhere' in authority.key) losses.lose(authority.key.elsewhere, `${authority.at}/key`);
      continue;
    }
    const names = keysOf(pem, authority.at).map((key) =>
      signers.add(authority.name, key, (name) => ({ name, cosign: { key } })),
    );
    known.push({ names: [...new Set(names)].sort(), attestations: authority.attestations });
  }
  return { trust: signers.list, require: demandsOf(known, losses) };
}

/** Any key of several is taken, as policy-controller does. */
function keysOf(pem: string, at: string): readonly string[] {
  try {
    return parsePem(pem, { maxBlocks: MAX_KEYS }).map(({ label, bytes }) => publicKeyPem(serialisePem(label, bytes)));
  } catch (error) {
    if (!(error instanceof FormatError)) throw error;
    throw new FormatError('cluster-image-policy', `the key is no public key in PEM: ${error.message}`, `${at}/key`, {
      cause: error,
    });
  }
}

function demandsOf(known: readonly Known[], losses: Losses): Requirements {
  const signing = known.filter(({ attestations }) => attestations.length === 0);
  const attesting = known.filter(({ attestations }) => attestations.length > 0);
  const types = new Set(attesting.flatMap(({ attestations }) => attestations));
  const everyone = [...new Set(known.flatMap(({ names }) => names))];
  if (attesting.length === 0) return signing.length === 0 ? {} : { signatures: [anyOf(everyone)] };
  if (signing.length === 0 && (attesting.length === 1 || types.size === 1))
    return { statements: [...types].map((type) => ({ type, by: everyone })) };
  losses.lose('any-authority', '/spec/authorities');
  return everything(signing, attesting);
}

function everything(signing: readonly Known[], attesting: readonly Known[]): Requirements {
  const alone = new Set(signing.filter(({ names }) => names.length === 1).flatMap(({ names }) => names));
  // Whoever is demanded alone fills each choice that he is in.
  const choices = signing.filter(({ names }) => names.length > 1 && !names.some((name) => alone.has(name)));
  const wanted = new Map(
    [...[...alone].map((name) => [name]), ...choices.map(({ names }) => names)].map((names) => [names.join(), names]),
  );
  const signatures = [...wanted.values()].map(anyOf);
  const statements = new Map<string, StatementRequirement>();
  for (const { names, attestations } of attesting)
    for (const type of attestations) statements.set(JSON.stringify([type, names]), { type, by: names });
  return { ...(signatures.length > 0 && { signatures }), statements: [...statements.values()] };
}

function anyOf(names: readonly string[]): SignatureRequirement {
  const [only, second] = names;
  return only !== undefined && second === undefined ? { by: only } : { of: names, atLeast: 1 };
}
