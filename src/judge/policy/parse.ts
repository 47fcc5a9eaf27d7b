import { FormatError } from '../../formats/format-error.ts';
import { Members } from '../../formats/json/members.ts';
import type { PolicySource } from '../../ports/policies.ts';
import type { Policy, PolicyMode, RevokedKey, TrustedSigner } from '../../records/policy.ts';
import { TwinsealError } from '../../records/twinseal-error.ts';
import { readCases } from './cases.ts';
import { readDenied } from './deny.ts';
import { readPolicyDocument } from './document.ts';
import { readExceptions } from './exceptions.ts';
import { repositoryGlobs } from './globs.ts';
import { readMatch } from './match.ts';
import { readMirrors } from './mirrors.ts';
import { readRequirements } from './requirements.ts';
import { readRevoked } from './revoked.ts';
import { readSigner } from './signers.ts';
import { requireSound } from './sound.ts';

const MAX_SIGNERS = 64;
const MAX_REVOKED = 1024;
const MODES: readonly PolicyMode[] = ['enforce', 'warn', 'audit'];

/**
 * Reads a policy (schemas/policy.schema.json), with the keys and certificates of the files that it names.
 *
 * @param source - the bytes, the policy's name, and how to read a file relative to it
 * @returns the policy, checked to demand something that an image can meet
 * @throws TwinsealError `POLICY_INVALID`, naming the place; errors of `readFile` pass through
 * @example await parsePolicy(await policyFiles.load('policies/release.yaml', call))
 */
export async function parsePolicy(source: PolicySource): Promise<Policy> {
  try {
    const policy = await readPolicy({ ...source, readFile: (path) => named(source, path) });
    requireSound(policy);
    return policy;
  } catch (error) {
    if (!(error instanceof FormatError)) throw error;
    const place = error.at === '' ? '' : error.at.startsWith(':') ? `, line ${error.at.slice(1)}` : ` at ${error.at}`;
    throw new TwinsealError('POLICY_INVALID', `the policy ${source.name} is refused${place}: ${error.message}`, {
      cause: error,
    });
  }
}

/** A file of a policy that can't be read is told with the policy: of many, only one names it. */
async function named(source: PolicySource, path: string): Promise<Uint8Array> {
  try {
    return await source.readFile(path);
  } catch (error) {
    if (!(error instanceof TwinsealError)) throw error;
    const { code, message, details } = error;
    throw new TwinsealError(code, `a file of the policy ${source.name}: ${message}`, { cause: error, details });
  }
}

async function readPolicy(source: PolicySource): Promise<Policy> {
  const members = new Members('policy', readPolicyDocument(source.bytes));
  members.only([
    'apiVersion',
    'kind',
    'description',
    'mode',
    'shadowOf',
    'images',
    'match',
    'trust',
    'revoked',
    'mirrors',
    'deny',
    'require',
    'cases',
    'exceptions',
  ]);
  if (members.text('apiVersion') !== 'twinseal.dev/v1') members.fail('apiVersion', 'must be twinseal.dev/v1');
  if (members.text('kind') !== 'Policy') members.fail('kind', 'must be Policy');
  const description = members.optionalString('description');
  const images = members.has('images') ? repositoryGlobs(members, 'images') : ['**'];
  const mode = readMode(members);
  const shadowOf = members.has('shadowOf') ? members.text('shadowOf', 256) : undefined;
  if (shadowOf === source.name) members.fail('shadowOf', 'names this policy itself; it must be another one');
  const match = members.has('match') ? readMatch(members.inside('match')) : undefined;
  const cases = members.has('cases') ? readCases(members.object.cases ?? null, '/cases') : undefined;
  const exceptions = members.has('exceptions')
    ? readExceptions(members.object.exceptions ?? null, '/exceptions')
    : undefined;
  const trust: TrustedSigner[] = [];
  if (members.has('trust')) {
    for (const [index, entry] of members.array('trust', MAX_SIGNERS).entries())
      trust.push(await readSigner(entry, `/trust/${index}`, source));
  }
  const revoked: RevokedKey[] = [];
  if (members.has('revoked')) {
    for (const [index, entry] of members.array('revoked', MAX_REVOKED).entries())
      revoked.push(await readRevoked(entry, `/revoked/${index}`, source.readFile));
  }
  return {
    apiVersion: 'twinseal.dev/v1',
    kind: 'Policy',
    name: source.name,
    mode,
    ...(description !== undefined && { description }),
    ...(shadowOf !== undefined && { shadowOf }),
    images,
    ...(match !== undefined && { match }),
    trust,
    ...(revoked.length > 0 && { revoked }),
    ...(members.has('deny') && { deny: readDenied(members.object.deny ?? null, '/deny') }),
    ...(members.has('mirrors') && { mirrors: readMirrors(members.object.mirrors ?? null, '/mirrors') }),
    require: members.has('require') || cases === undefined ? readRequirements(members.object.require, '/require') : {},
    ...(cases !== undefined && { cases }),
    ...(exceptions !== undefined && { exceptions }),
  };
}

function readMode(members: Members): PolicyMode {
  if (!members.has('mode')) return 'enforce';
  const mode = MODES.find((one) => one === members.object.mode);
  return mode ?? members.fail('mode', `must be one of ${MODES.join(', ')}`);
}
