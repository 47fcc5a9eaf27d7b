import type { Members } from '../json/members.ts';
import type { JsonValue } from '../json/value.ts';
import { parseTufMetadata, positive, TUF_ROLES, type TufRole, type UnverifiedTufMetadata } from './metadata.ts';

/** A key as a root names it; whether it can be used is for whoever verifies. */
export interface TufKey {
  readonly type: string;
  readonly scheme: string;
  /** SPKI PEM, or hexadecimal digits of the bare key. */
  readonly value: string;
}

/** How many of which keys speak for a role. */
export interface TufRoleKeys {
  readonly keyIds: readonly string[];
  readonly threshold: number;
}

/** Who speaks for a TUF repository. */
export interface TufRoot {
  readonly metadata: UnverifiedTufMetadata;
  readonly keys: ReadonlyMap<string, TufKey>;
  readonly roles: Readonly<Record<TufRole, TufRoleKeys>>;
  /** Whether files are found under names that begin with their version or digest. */
  readonly consistentSnapshot: boolean;
}

const MAX_KEYS = 64;

/**
 * Reads root.json.
 * @throws FormatError with the JSON pointer
 * @example parseTufRoot(bytes).roles.targets.threshold // 3
 * @see TUF specification 1.0.34 section 4.3
 */
export function parseTufRoot(bytes: Uint8Array): TufRoot {
  const metadata = parseTufMetadata(bytes, 'root');
  const { signed } = metadata;
  const all: Members = signed.inside('keys');
  const ids = Object.keys(all.object);
  if (ids.length > MAX_KEYS) signed.fail('keys', `has more than ${MAX_KEYS} keys`);
  const roles: Members = signed.inside('roles');
  const [root, timestamp, snapshot, targets] = TUF_ROLES.map((role) => roleKeys(roles.inside(role)));
  const consistent: JsonValue | undefined = signed.object.consistent_snapshot;
  if (typeof consistent !== 'boolean') return signed.fail('consistent_snapshot', 'must be true or false');
  if (root === undefined || timestamp === undefined || snapshot === undefined || targets === undefined)
    return signed.fail('roles', 'lacks a role');
  return {
    metadata,
    keys: new Map(ids.map((id) => [id, readKey(all.inside(id))])),
    roles: { root, timestamp, snapshot, targets },
    consistentSnapshot: consistent,
  };
}

function readKey(members: Members): TufKey {
  return {
    type: members.text('keytype', 64),
    scheme: members.text('scheme', 64),
    value: members.inside('keyval').text('public', 8192),
  };
}

function roleKeys(members: Members): TufRoleKeys {
  const keyIds = members
    .array('keyids', MAX_KEYS)
    .map((id, index) => (typeof id === 'string' ? id : members.fail(`keyids/${index}`, 'must be a string')));
  if (new Set(keyIds).size !== keyIds.length) members.fail('keyids', 'names a key twice');
  return { keyIds, threshold: positive(members, 'threshold') };
}
