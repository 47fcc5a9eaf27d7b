import { decodeBase64 } from '../base64.ts';
import { parseDockerAuths } from '../docker-config.ts';
import { Members } from '../json/members.ts';
import { parseJson } from '../json/parse.ts';
import { isJsonArray, isJsonObject, type JsonValue } from '../json/value.ts';
import type { PullEntry } from '../pull-credentials.ts';

/** Bytes of an object that is read of the API server: 1 MiB of data of a secret as base64, with room for its metadata. */
export const MAX_CLUSTER_OBJECT = 2 * 1024 * 1024;
/** Secrets that one pod or service account may name. */
export const MAX_PULL_SECRETS = 16;

const LIMITS = { maxBytes: MAX_CLUSTER_OBJECT, maxDepth: 64, maxValues: 50_000 };
const NAME = /^[a-z0-9](?:[a-z0-9.-]{0,251}[a-z0-9])?$/;

/** Where each type of secret has its file, and whether that has the older form. @see kubernetes/api core/v1 types.go, SecretType */
const TYPES: Readonly<Record<string, readonly [file: string, legacy: boolean]>> = {
  'kubernetes.io/dockerconfigjson': ['.dockerconfigjson', false],
  'kubernetes.io/dockercfg': ['.dockercfg', true],
};

/**
 * Reads the registry credentials of a Secret, as the API server gives it. Of a secret of another type nothing is looked at.
 *
 * @throws FormatError; no message has a part of a credential
 * @example parsePullSecret(bytes)[0]?.key // 'registry.example.com'
 */
export function parsePullSecret(bytes: Uint8Array): readonly PullEntry[] {
  const secret = new Members('pull-secret', parseJson(bytes, LIMITS));
  if (secret.text('kind') !== 'Secret') secret.fail('kind', 'must be Secret');
  const type = secret.text('type');
  const [file, legacy] = (Object.hasOwn(TYPES, type) ? TYPES[type] : undefined) ?? [];
  if (file === undefined || legacy === undefined)
    return secret.fail('type', `must be one of ${Object.keys(TYPES).join(', ')}`);
  return parseDockerAuths(decodeBase64(secret.inside('data').text(file, MAX_CLUSTER_OBJECT)), legacy);
}

/**
 * The pull secrets that a ServiceAccount names, as the API server gives it.
 * @throws FormatError
 * @example parsePullAccount(bytes) // ['registry-credentials']
 */
export function parsePullAccount(bytes: Uint8Array): readonly string[] {
  const account = new Members('pull-secret', parseJson(bytes, LIMITS));
  if (account.text('kind') !== 'ServiceAccount') account.fail('kind', 'must be ServiceAccount');
  return secretNames(account.object.imagePullSecrets);
}

/**
 * The names in a list of `imagePullSecrets`. What is no name of an object is passed over, as there can be no such secret.
 * @example secretNames([{ name: 'registry-credentials' }, {}]) // ['registry-credentials']
 */
export function secretNames(list: JsonValue | undefined): readonly string[] {
  if (!isJsonArray(list)) return [];
  const names = list.flatMap((item) => (isJsonObject(item) && isObjectName(item.name) ? [item.name] : []));
  return [...new Set(names)];
}

/** Whether this can be the name of an object or namespace, and so of a step in a path. @example isObjectName('../x') // false */
export function isObjectName(value: JsonValue | undefined): value is string {
  // Two dots in a row are no name of DNS, and would be a step upwards.
  return typeof value === 'string' && NAME.test(value) && !value.includes('..');
}
