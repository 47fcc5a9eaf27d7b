import { FormatError } from '../../../formats/format-error.ts';
import { canonicalJson } from '../../../formats/json/canonical.ts';
import { parseJson } from '../../../formats/json/parse.ts';
import { isJsonObject, type JsonValue } from '../../../formats/json/value.ts';
import { parseTrustedRoot } from '../../../formats/sigstore/trusted-root.ts';
import type { Policy } from '../../../records/policy.ts';
import { TwinsealError } from '../../../records/twinseal-error.ts';
import { readPolicyDocument } from '../document.ts';
import { requireSound } from '../sound.ts';
import { readClusterImagePolicy } from './cluster-image-policy.ts';
import type { ForeignFiles } from './foreign.ts';
import { imagePatterns } from './image-globs.ts';
import { type Loss, Losses } from './losses.ts';
import { mapAuthorities } from './map-authorities.ts';
import { type MappedStatements, mapStatements } from './map-statements.ts';
import { readTrustPolicy, statementFor, verifiesSomething } from './trust-policy.ts';
import type { ForeignFormat } from './waivers.ts';

/** A policy of another tool. */
export interface ForeignPolicy {
  /** As the user named it; for messages. */
  readonly file: string;
  /** YAML or JSON, one document. */
  readonly bytes: Uint8Array;
  readonly files: ForeignFiles;
  /** Names of `WAIVERS`: what the user does without. */
  readonly waive: readonly string[];
  /** Of a trust policy: only the statement of this name. */
  readonly statement?: string;
}

/** A policy made from one of another tool. */
export interface ImportedPolicy {
  readonly policy: Policy;
  readonly format: ForeignFormat;
  /** What it was called there. */
  readonly origin: string;
  /** What it does not have of the original, waived by the user. */
  readonly losses: readonly Loss[];
  /** What is stricter here, and other things worth knowing. */
  readonly notes: readonly string[];
}

/** True of every import: each platform is judged. */
const EVERYWHERE =
  'Twinseal demands signatures and statements on the index and on every platform of it, not on the index alone';

/**
 * Makes a policy of a sigstore ClusterImagePolicy or of notation's trust policy. It is never weaker than the original but for
 * what was waived by name.
 *
 * @throws TwinsealError `INPUT_MALFORMED` for a document that breaks its format, `POLICY_UNMAPPED` for one that asks for what
 *   Twinseal does not do, `POLICY_INVALID` where the outcome would be no sound policy; errors of `files` pass through
 * @example (await importPolicy({ file: 'cip.yaml', bytes, files, waive: ['ctlog'] })).policy.require
 */
export async function importPolicy(foreign: ForeignPolicy): Promise<ImportedPolicy> {
  const losses = new Losses();
  losses.note(EVERYWHERE);
  const { made, format, origin } = await told(foreign.file, async () => {
    const document = readPolicyDocument(foreign.bytes);
    if (isTrustPolicy(document)) return await fromTrustPolicy(document, foreign, losses);
    if (foreign.statement !== undefined)
      throw new TwinsealError('USAGE', '--statement is for a trust policy of notation');
    if (!seemsClusterImagePolicy(document))
      throw new FormatError(
        'import',
        'it is neither a ClusterImagePolicy nor a trustpolicy.json: other policies are written by hand',
      );
    return await fromClusterImagePolicy(document, foreign, losses);
  });
  // What is lost is told first: a document without its keyless signers may have nothing left to demand.
  const settled = losses.settle(foreign.waive);
  const waived = settled.map(({ waiver }) => waiver);
  const policy: Policy = {
    apiVersion: 'twinseal.dev/v1',
    kind: 'Policy',
    name: 'imported',
    description: `Imported from the ${format} ${origin}.${waived.length === 0 ? '' : ` Waived: ${waived.join(', ')}.`}`,
    ...made,
  };
  if (policy.trust.length === 0)
    throw new TwinsealError(
      'POLICY_UNMAPPED',
      `nothing of ${foreign.file} is left to demand: every signer that it trusts was left out`,
    );
  try {
    requireSound(policy);
  } catch (error) {
    if (!(error instanceof FormatError)) throw error;
    const advice = format === 'trust policy' ? '; import the statements one by one with --statement NAME' : '';
    throw new TwinsealError('POLICY_INVALID', `${foreign.file} makes no sound policy: ${error.message}${advice}`, {
      cause: error,
    });
  }
  return { policy, format, origin, losses: settled, notes: losses.notes };
}

/**
 * The name of the statement by which notation judges the images of a repository.
 *
 * @param file - as the user named it; for messages
 * @param repository - host and path, as references are folded
 * @throws TwinsealError `INPUT_MALFORMED`; `TRUST_POLICY_SILENT` where no statement is for it, or the one that is skips verification
 * @example await statementOf('trustpolicy.json', bytes, 'registry.example.com/app') // 'wabbit-networks-images'
 */
export async function statementOf(file: string, bytes: Uint8Array, repository: string): Promise<string> {
  const statements = await told(file, async () => readTrustPolicy(readPolicyDocument(bytes)));
  const statement = statementFor(statements, repository);
  if (statement === undefined)
    throw new TwinsealError('TRUST_POLICY_SILENT', `${file} has no statement for ${repository}, nor one for *`);
  if (!verifiesSomething(statement))
    throw new TwinsealError(
      'TRUST_POLICY_SILENT',
      `the statement ${JSON.stringify(statement.name)} of ${file} skips verification of ${repository}: nothing was verified`,
    );
  return statement.name;
}

interface Made {
  readonly made: MappedStatements & Pick<Policy, 'mode'>;
  readonly format: ForeignFormat;
  readonly origin: string;
}

/** One of its group by another name is for its reader to tell. */
function seemsClusterImagePolicy(document: JsonValue): boolean {
  if (!isJsonObject(document)) return false;
  const { apiVersion, kind } = document;
  return (
    kind === 'ClusterImagePolicy' || (typeof apiVersion === 'string' && apiVersion.startsWith('policy.sigstore.dev/'))
  );
}

async function fromClusterImagePolicy(document: JsonValue, { files }: ForeignPolicy, losses: Losses): Promise<Made> {
  const root = await trustedRootOf(files);
  const read = readClusterImagePolicy(document, losses, root !== undefined);
  const images = [...new Set(read.globs.flatMap(({ glob, at }) => imagePatterns(glob, at, losses)))];
  const mapped = await mapAuthorities(read.authorities, files, losses, root);
  return { made: { mode: read.mode, images, ...mapped }, format: 'ClusterImagePolicy', origin: read.name };
}

/** As a policy has it. */
async function trustedRootOf(files: ForeignFiles): Promise<string | undefined> {
  const bytes = await files.trustedRoot?.();
  if (bytes === undefined) return undefined;
  try {
    parseTrustedRoot(bytes);
    return canonicalJson(parseJson(bytes));
  } catch (error) {
    if (!(error instanceof FormatError)) throw error;
    throw new TwinsealError('INPUT_MALFORMED', `the trusted root is refused: ${error.message}`, { cause: error });
  }
}

async function fromTrustPolicy(document: JsonValue, foreign: ForeignPolicy, losses: Losses): Promise<Made> {
  const { statement, file } = foreign;
  const asked = readTrustPolicy(document).filter(({ name }) => statement === undefined || name === statement);
  const chosen = asked.filter(verifiesSomething);
  for (const one of asked) if (!verifiesSomething(one)) losses.lose('skip', one.at);
  // Before a store is looked for: what is lost is known without.
  losses.settle(foreign.waive);
  if (chosen.length === 0)
    throw new TwinsealError(
      'POLICY_UNMAPPED',
      statement === undefined
        ? `${file} skips verification everywhere, so nothing is left to demand`
        : `${file} has no statement ${statement} that verifies something`,
    );
  if (statement !== undefined && chosen.some(({ scopes }) => scopes.includes('*')))
    losses.note('imported alone, the statement for * also judges the repositories that other statements name');
  const logging = chosen.filter(({ log }) => log.includes('authenticity'));
  if (logging.length > 0)
    losses.note(
      `whoever signed lets an image in by ${logging.map(({ name }) => name).join(', ')}, as there: authenticity is noted and not enforced, and the check is skipped, never passed`,
    );
  const mapped = await mapStatements(chosen, foreign.files);
  const origin = chosen.length === 1 ? (chosen[0]?.name ?? file) : file;
  return { made: { mode: 'enforce', ...mapped }, format: 'trust policy', origin };
}

function isTrustPolicy(document: JsonValue): boolean {
  return isJsonObject(document) && Object.hasOwn(document, 'trustPolicies');
}

async function told<T>(file: string, read: () => Promise<T>): Promise<T> {
  try {
    return await read();
  } catch (error) {
    if (!(error instanceof FormatError)) throw error;
    const place = error.at === '' ? '' : error.at.startsWith(':') ? `, line ${error.at.slice(1)}` : ` at ${error.at}`;
    // Policies of one file can match one image, and then all of them must allow it: here that takes a file each.
    const advice =
      error.rule === 'documents' ? '; put each policy into a file of its own, and import them one by one' : '';
    throw new TwinsealError('INPUT_MALFORMED', `${file} is refused${place}: ${error.message}${advice}`, {
      cause: error,
    });
  }
}
