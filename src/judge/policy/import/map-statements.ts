import { FormatError } from '../../../formats/format-error.ts';
import type { NotationAuthorities } from '../../../records/notation-authorities.ts';
import type { Policy, PolicyCase, SignatureRequirement, TrustedSigner } from '../../../records/policy.ts';
import { certificatesPem } from '../signers.ts';
import { requireAnchors, type StoreType } from '../trust-store.ts';
import { type ForeignFiles, Signers } from './foreign.ts';
import type { TrustStatement } from './trust-policy.ts';

/** What of a policy the statements become. */
export type MappedStatements = Pick<Policy, 'images' | 'trust' | 'require' | 'cases'>;

const CASE_NAME = 60;

/**
 * Signers and demands for the statements of a trust policy. Notation judges an image by the statement that names its
 * repository, else by the one for `*`, else refuses it: several statements are cases in that order.
 *
 * @throws FormatError for certificates that are none; errors of `files` pass through
 * @example (await mapStatements(statements, files)).require.signatures // [{ by: 'wabbit-networks-images' }]
 * @see Notary Project trust-store-trust-policy.md, "Selecting a trust policy to verify a signed OCI artifact"
 */
export async function mapStatements(
  statements: readonly TrustStatement[],
  files: ForeignFiles,
): Promise<MappedStatements> {
  const signers = new Signers();
  const named: { readonly statement: TrustStatement; readonly demand: SignatureRequirement }[] = [];
  for (const statement of statements) named.push({ statement, demand: await demandOf(statement, signers, files) });
  const isGlobal = ({ scopes }: TrustStatement) => scopes.includes('*');
  const ordered = named.toSorted((a, b) => Number(isGlobal(a.statement)) - Number(isGlobal(b.statement)));
  const [first, second] = ordered;
  if (first !== undefined && second === undefined)
    return {
      images: isGlobal(first.statement) ? ['**'] : first.statement.scopes,
      trust: signers.list,
      require: { signatures: [first.demand] },
    };
  return {
    images: ['**'],
    trust: signers.list,
    require: {},
    cases: ordered.map(
      ({ statement, demand }, index): PolicyCase => ({
        name: caseName(statement.name, index),
        ...(!isGlobal(statement) && { if: { images: statement.scopes } }),
        require: { signatures: [demand] },
      }),
    ),
  };
}

/** One signer, or one for each scheme: certificates of signing authorities count in their own scheme only. */
async function demandOf(
  statement: TrustStatement,
  signers: Signers,
  files: ForeignFiles,
): Promise<SignatureRequirement> {
  const { name: wanted, identities, log, revocation, stores, verifyTimestamp: when } = statement;
  const common = { identities, ...(log.length > 0 && { log }), ...(revocation !== 'skip' && { revocation }) };
  const add = (suffix: string, notation: NotationAuthorities): string => {
    const key = JSON.stringify({ ...notation, identities: identities.toSorted() });
    return signers.add(`${wanted}${suffix}`, key, (name): TrustedSigner => ({ name, notation }));
  };
  const of: string[] = [];
  if (stores.ca.length > 0) {
    const stamps = stores.tsa.length > 0 ? await certificatesOf(statement, 'tsa', files) : undefined;
    const timestamps = stamps === undefined ? {} : { timestamps: { certificates: stamps, when } };
    of.push(add('', { certificates: await certificatesOf(statement, 'ca', files), ...common, ...timestamps }));
  }
  // Where whoever signs lets an image in, one signer stands for both schemes.
  const needless = of.length > 0 && log.includes('authenticity');
  if (stores.signingAuthority.length > 0 && !needless) {
    const certificates = await certificatesOf(statement, 'signingAuthority', files);
    of.push(add(of.length > 0 ? '-authority' : '', { certificates, ...common, signingAuthority: true }));
  }
  const [first = '', second] = of;
  return second === undefined ? { by: first } : { of, atLeast: 1 };
}

async function certificatesOf({ stores, at }: TrustStatement, type: StoreType, files: ForeignFiles): Promise<string> {
  const all: string[] = [];
  for (const store of stores[type]) {
    const text = await files.store(type, store);
    try {
      const certificates = certificatesPem(text);
      requireAnchors(certificates, type);
      all.push(certificates);
    } catch (error) {
      if (!(error instanceof FormatError)) throw error;
      throw new FormatError(
        'trust-policy',
        `the store ${type}:${store} is no use: ${error.message}`,
        `${at}/trustStores`,
        {
          cause: error,
        },
      );
    }
  }
  return certificatesPem(all.join(''));
}

function caseName(text: string, index: number): string {
  const plain = text
    .replaceAll(/[^A-Za-z0-9 ._-]+/g, '-')
    .slice(0, CASE_NAME)
    .replaceAll(/^[ ._-]+|[ ._-]+$/g, '');
  return plain === '' ? `statement-${index + 1}` : plain;
}
