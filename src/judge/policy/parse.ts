import { FormatError } from '../../formats/format-error.ts';
import { Members } from '../../formats/json/members.ts';
import type { PolicySource } from '../../ports/policies.ts';
import type { Policy, TrustedSigner } from '../../records/policy.ts';
import { TwinsealError } from '../../records/twinseal-error.ts';
import { readPolicyDocument } from './document.ts';
import { readRequirements } from './requirements.ts';
import { readSigner } from './signers.ts';
import { requireSound } from './sound.ts';

const MAX_SIGNERS = 64;
const MAX_IMAGES = 256;
// A repository with `*` (within one part) and `**` (any number of parts): no other pattern language, so nothing to hang on.
const GLOB = /^[A-Za-z0-9*][A-Za-z0-9._:*-]*(?:\/[A-Za-z0-9._*-]+)*$/;

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
    const policy = await readPolicy(source);
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

async function readPolicy(source: PolicySource): Promise<Policy> {
  const members = new Members('policy', readPolicyDocument(source.bytes));
  members.only(['apiVersion', 'kind', 'description', 'images', 'trust', 'require']);
  if (members.text('apiVersion') !== 'twinseal.dev/v1') members.fail('apiVersion', 'must be twinseal.dev/v1');
  if (members.text('kind') !== 'Policy') members.fail('kind', 'must be Policy');
  const description = members.optionalString('description');
  const images = members.has('images') ? members.array('images', MAX_IMAGES).map(globText(members)) : ['**'];
  const trust: TrustedSigner[] = [];
  if (members.has('trust')) {
    for (const [index, entry] of members.array('trust', MAX_SIGNERS).entries())
      trust.push(await readSigner(entry, `/trust/${index}`, source.readFile));
  }
  return {
    apiVersion: 'twinseal.dev/v1',
    kind: 'Policy',
    name: source.name,
    mode: 'enforce',
    ...(description !== undefined && { description }),
    images,
    trust,
    require: readRequirements(members.object.require, '/require'),
  };
}

function globText(members: Members): (value: unknown) => string {
  return (value) => {
    if (typeof value !== 'string' || value.length > 256 || !GLOB.test(value))
      return members.fail('images', 'must hold repositories such as registry.example.com/team/**');
    return value;
  };
}
