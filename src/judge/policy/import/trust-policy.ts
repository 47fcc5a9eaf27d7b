import { Members } from '../../../formats/json/members.ts';
import type { JsonValue } from '../../../formats/json/value.ts';
import { parseTrustedIdentity, type TrustedIdentity } from '../../../formats/notary/trusted-identity.ts';
import { NOTATION_CHECKS, type NotationCheck } from '../../../records/notation-authorities.ts';
import type { RevocationMode } from '../../../records/revocation.ts';
import type { StoreType } from '../trust-store.ts';

const FORMAT = 'trust-policy';
const MAX_STATEMENTS = 32;
const MAX_SCOPES = 256;
const MAX_STORES = 16;
const MAX_IDENTITIES = 32;
const STORE = /^(ca|signingAuthority|tsa):([a-zA-Z0-9_.-]{1,64})$/;
// notation-go verifier/trustpolicy/oci.go, validateRegistryScopeFormat; the host is folded as references are.
const HOST = /^[a-zA-Z0-9](?:[a-zA-Z0-9.-]{0,253}[a-zA-Z0-9])?(?::[0-9]{1,5})?$/;
const NAME = /^[a-z0-9]+(?:(?:[._]|__|-+)[a-z0-9]+)*$/;
const CHECKS = ['authenticity', 'authenticTimestamp', 'expiry', 'revocation'] as const;

/** What every statement of a trust policy has. */
interface Scoped {
  readonly name: string;
  readonly at: string;
  /** Repositories; `*` alone: all others. */
  readonly scopes: readonly string[];
}

/** One statement of a trust policy that verifies something. */
export interface TrustStatement extends Scoped {
  /** Checks that are noted and not enforced. */
  readonly log: readonly NotationCheck[];
  readonly revocation: RevocationMode | 'skip';
  /** When a signature needs a timestamp, where a store of the type `tsa` is named. */
  readonly verifyTimestamp: 'always' | 'afterCertExpiry';
  /** Names of stores, by their type. */
  readonly stores: Readonly<Record<StoreType, readonly string[]>>;
  readonly identities: readonly string[];
}

/** One that says that nothing is verified. */
export interface SkippingStatement extends Scoped {
  readonly skips: true;
}

/** True for a statement that verifies something. @example readTrustPolicy(document).filter(verifiesSomething) */
export function verifiesSomething(statement: TrustStatement | SkippingStatement): statement is TrustStatement {
  return !('skips' in statement);
}

/**
 * The statement for a repository: the one that names it, else the one for `*`, whatever stands first.
 * @param repository - host and path, as references are folded
 * @returns undefined where there is none, and notation refuses the image
 * @example statementFor(readTrustPolicy(document), 'registry.example.com/app')?.name
 * @see Notary Project trust-store-trust-policy.md, "Selecting a trust policy to verify a signed OCI artifact"
 */
export function statementFor<T extends Scoped>(statements: readonly T[], repository: string): T | undefined {
  return (
    statements.find(({ scopes }) => scopes.includes(repository)) ??
    statements.find(({ scopes }) => scopes.includes('*'))
  );
}

/**
 * Reads notation's trust policy for OCI artifacts (`trustpolicy.json`), with the statements that skip verification.
 *
 * @throws FormatError with the JSON pointer
 * @example readTrustPolicy(document)[0]?.scopes // ['*']
 * @see Notary Project trust-store-trust-policy.md, "OCI Trust Policy" and "Trust Policy Constraints"
 */
export function readTrustPolicy(document: JsonValue): readonly (TrustStatement | SkippingStatement)[] {
  const members = new Members(FORMAT, document);
  members.only(['version', 'trustPolicies']);
  if (members.text('version') !== '1.0') members.fail('version', 'must be "1.0"');
  const list = members.array('trustPolicies', MAX_STATEMENTS);
  if (list.length === 0) members.fail('trustPolicies', 'has no statement');
  const names = new Set<string>();
  const scopes = new Set<string>();
  return list.map((value, index) => {
    const statement = new Members(FORMAT, value, `/trustPolicies/${index}`);
    const name = statement.text('name', 256);
    if (names.has(name)) statement.fail('name', `is ${JSON.stringify(name)}, as that of another statement`);
    names.add(name);
    const own = readScopes(statement);
    for (const scope of own) {
      if (scopes.has(scope)) statement.fail('registryScopes', `has ${scope}, as another statement has`);
      scopes.add(scope);
    }
    return readStatement(statement, { name, at: `/trustPolicies/${index}`, scopes: own });
  });
}

function readStatement(members: Members, scoped: Scoped): TrustStatement | SkippingStatement {
  members.only(['name', 'registryScopes', 'signatureVerification', 'trustStores', 'trustedIdentities']);
  const verification = readVerification(members.inside('signatureVerification'));
  if (verification === undefined) {
    for (const list of ['trustStores', 'trustedIdentities'])
      if (members.has(list) && members.array(list, MAX_STORES).length > 0)
        members.fail(list, 'must not be there beside the level skip');
    return { ...scoped, skips: true };
  }
  return { ...scoped, ...verification, stores: readStores(members), identities: readIdentities(members) };
}

function readScopes(members: Members): readonly string[] {
  // Only a policy for blobs has none; a verdict is about images.
  const list = members.array('registryScopes', MAX_SCOPES);
  if (list.length === 0) members.fail('registryScopes', 'is empty');
  return list.map((scope) => {
    if (scope === '*') return list.length === 1 ? scope : members.fail('registryScopes', 'has "*" beside others');
    if (typeof scope !== 'string' || scope.length > 256)
      return members.fail('registryScopes', 'must hold repositories');
    const slash = scope.indexOf('/');
    const [host, path] = [scope.slice(0, slash), scope.slice(slash + 1)];
    if (slash < 1 || !HOST.test(host) || !path.split('/').every((part) => NAME.test(part)))
      return members.fail('registryScopes', `has ${JSON.stringify(scope)}, which is no full name of a repository`);
    return `${host.toLowerCase()}/${path}`;
  });
}

/** What is enforced, logged or left out; undefined for a statement that skips all of it. */
function readVerification(
  members: Members,
): Pick<TrustStatement, 'log' | 'revocation' | 'verifyTimestamp'> | undefined {
  members.only(['level', 'override', 'verifyTimestamp']);
  const level = members.text('level', 16);
  if (!['strict', 'permissive', 'audit', 'skip'].includes(level))
    members.fail('level', `is ${JSON.stringify(level)}, which is not strict, permissive, audit or skip`);
  const timestamp = members.optionalString('verifyTimestamp') ?? '';
  if (!['', 'always', 'afterCertExpiry'].includes(timestamp))
    members.fail('verifyTimestamp', 'must be always or afterCertExpiry');
  const actions = new Map<string, string>(
    CHECKS.map((check) => [
      check,
      level === 'strict' || (level === 'permissive' && check === 'authenticity') ? 'enforce' : 'log',
    ]),
  );
  const override = members.has('override') ? members.textMap('override', 8) : {};
  if (level === 'skip') {
    if (Object.keys(override).length > 0) members.fail('override', 'must not be there beside the level skip');
    return undefined;
  }
  for (const [check, action] of Object.entries(override)) {
    const allowed = check === 'revocation' ? ['enforce', 'log', 'skip'] : ['enforce', 'log'];
    if (!actions.has(check) || !allowed.includes(action))
      members.fail('override', `has ${check}: ${action}, which notation does not take`);
    actions.set(check, action);
  }
  const revocation = actions.get('revocation');
  return {
    log: NOTATION_CHECKS.filter((check) => actions.get(check) === 'log'),
    revocation: revocation === 'enforce' || revocation === 'log' ? revocation : 'skip',
    verifyTimestamp: timestamp === 'afterCertExpiry' ? timestamp : 'always',
  };
}

function readStores(members: Members): TrustStatement['stores'] {
  const stores: Record<StoreType, Set<string>> = { ca: new Set(), signingAuthority: new Set(), tsa: new Set() };
  for (const value of members.array('trustStores', MAX_STORES)) {
    const [, type, name = ''] = (typeof value === 'string' ? STORE.exec(value) : null) ?? [];
    if (type === undefined || name === '.' || name === '..')
      return members.fail('trustStores', 'must hold names such as ca:NAME, signingAuthority:NAME or tsa:NAME');
    stores[type as StoreType].add(name);
  }
  if (stores.ca.size + stores.signingAuthority.size === 0)
    members.fail('trustStores', 'has no store of the type ca or signingAuthority, so nobody is trusted');
  return { ca: [...stores.ca], signingAuthority: [...stores.signingAuthority], tsa: [...stores.tsa] };
}

function readIdentities(members: Members): readonly string[] {
  const identities = members.array('trustedIdentities', MAX_IDENTITIES).map((value) => {
    if (typeof value !== 'string') return members.fail('trustedIdentities', 'must hold texts');
    parseTrustedIdentity(value);
    return value;
  });
  if (identities.length === 0) members.fail('trustedIdentities', 'is empty');
  const parsed = identities.map(parseTrustedIdentity);
  parsed.forEach((one, index) => {
    if (parsed.some((other, place) => place !== index && includes(one, other)))
      members.fail('trustedIdentities', `has ${JSON.stringify(identities[index])}, which overlaps with another`);
  });
  return identities;
}

/** notation-go verifier/trustpolicy/trustpolicy.go, validateOverlappingDNs: whoever is `other` is `one` too. */
function includes(one: TrustedIdentity, other: TrustedIdentity): boolean {
  if (one.any || other.any) return true;
  return one.attributes.every(({ type, value }) =>
    other.attributes.some((attribute) => attribute.type === type && attribute.value === value),
  );
}
