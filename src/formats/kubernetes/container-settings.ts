import { FormatError } from '../format-error.ts';
import { isJsonArray, isJsonObject, type JsonObject, type JsonValue } from '../json/value.ts';
import { type ContainerOverrides, containerOverrides } from './container-overrides.ts';

/** What a container may do on its node and what it runs, with what its pod says for all of them. What is absent is not set. */
export interface ContainerSettings extends ContainerOverrides {
  readonly runAsNonRoot?: boolean;
  readonly runAsUser?: number;
  /** Also a host process of Windows. */
  readonly privileged?: true;
  readonly allowPrivilegeEscalation?: boolean;
  /** Not `Default`. */
  readonly procMount?: string;
  /** Names without `CAP_`, sorted. */
  readonly addedCapabilities?: readonly string[];
  readonly droppedCapabilities?: readonly string[];
  readonly readOnlyRoot?: true;
  /** Type of the profile: `RuntimeDefault`, `Localhost`, `Unconfined`. */
  readonly seccomp?: string;
  /** Namespaces of the node that the pod shares: `network`, `pid`, `ipc`. */
  readonly hostNamespaces?: readonly string[];
  /** Folders of the node that the pod mounts. */
  readonly hostPaths?: readonly string[];
}

/** The settings of one container, with the place where it stands: `containers/app`. */
export interface PlacedContainer extends ContainerSettings {
  readonly place: string;
}

const MAX_LIST = 256;
const MAX_TEXT = 1024;
const HOST = [
  ['hostNetwork', 'network'],
  ['hostPID', 'pid'],
  ['hostIPC', 'ipc'],
] as const;

/**
 * The settings of a container in effect: its own security context, then that of its pod.
 *
 * @param pod - pod spec
 * @param container - of any of its lists
 * @param at - JSON pointer of the pod spec, for errors
 * @throws FormatError (`kubernetes`) for a member of another type than the API gives it
 * @example containerSettings({ hostPID: true }, { name: 'app' }, '/spec').hostNamespaces // ['pid']
 * @see kubernetes/api core/v1 types.go, PodSecurityContext and SecurityContext
 */
export function containerSettings(pod: JsonObject, container: JsonObject, at: string): ContainerSettings {
  const own = objectIn(container, 'securityContext', at);
  const shared = objectIn(pod, 'securityContext', at);
  const where = `${at}/securityContext`;
  const nonRoot = own.runAsNonRoot ?? shared.runAsNonRoot;
  const user = own.runAsUser ?? shared.runAsUser;
  const seccomp = textIn(objectIn(pickSet(own, shared, 'seccompProfile'), 'seccompProfile', where), 'type', where);
  const windows = [own, shared].map((one) => objectIn(one, 'windowsOptions', where).hostProcess);
  const privileged = flagOf(own.privileged, where) === true || windows.some((one) => flagOf(one, where) === true);
  const escalation = flagOf(own.allowPrivilegeEscalation, where);
  const procMount = textIn(own, 'procMount', where);
  const capabilities = objectIn(own, 'capabilities', where);
  const added = capabilitiesOf(capabilities.add, where);
  const dropped = capabilitiesOf(capabilities.drop, where);
  const namespaces = HOST.flatMap(([member, name]) => (flagOf(pod[member], at) === true ? [name] : []));
  const paths = hostPathsOf(pod, at);
  const runAsNonRoot = flagOf(nonRoot, where);
  const runAsUser = numberOf(user, where);
  return {
    ...(runAsNonRoot !== undefined && { runAsNonRoot }),
    ...(runAsUser !== undefined && { runAsUser }),
    ...(privileged && { privileged }),
    ...(escalation !== undefined && { allowPrivilegeEscalation: escalation }),
    ...(procMount !== undefined && procMount !== 'Default' && { procMount }),
    ...(added.length > 0 && { addedCapabilities: added }),
    ...(dropped.length > 0 && { droppedCapabilities: dropped }),
    ...(flagOf(own.readOnlyRootFilesystem, where) === true && { readOnlyRoot: true }),
    ...(seccomp !== undefined && { seccomp }),
    ...(namespaces.length > 0 && { hostNamespaces: namespaces }),
    ...(paths.length > 0 && { hostPaths: paths }),
    ...containerOverrides(container, at),
  };
}

/** The security context that sets a member: the container's wins whole. */
function pickSet(own: JsonObject, shared: JsonObject, name: string): JsonObject {
  return own[name] === undefined || own[name] === null ? shared : own;
}

function hostPathsOf(pod: JsonObject, at: string): readonly string[] {
  const paths = listOf(pod.volumes, `${at}/volumes`).flatMap((volume, index) => {
    const here = `${at}/volumes/${index}`;
    if (!isJsonObject(volume)) return fail('must be an object', here);
    if (volume.hostPath === undefined || volume.hostPath === null) return [];
    return [textIn(objectIn(volume, 'hostPath', here), 'path', here) ?? ''];
  });
  return sorted(paths);
}

function capabilitiesOf(value: JsonValue | undefined, at: string): readonly string[] {
  const names = listOf(value, `${at}/capabilities`).map((name) =>
    typeof name === 'string' && name.length <= MAX_TEXT
      ? name.toUpperCase().replace(/^CAP_/, '')
      : fail('a capability must be text', `${at}/capabilities`),
  );
  return sorted(names);
}

function sorted(texts: readonly string[]): readonly string[] {
  return [...new Set(texts)].sort();
}

function listOf(value: JsonValue | undefined, at: string): readonly JsonValue[] {
  if (value === undefined || value === null) return [];
  if (!isJsonArray(value)) return fail('must be a list', at);
  return value.length > MAX_LIST ? fail(`has more than ${MAX_LIST} entries`, at) : value;
}

function objectIn(object: JsonObject, name: string, at: string): JsonObject {
  const value = object[name];
  if (value === undefined || value === null) return {};
  return isJsonObject(value) ? value : fail('must be an object', `${at}/${name}`);
}

function textIn(object: JsonObject, name: string, at: string): string | undefined {
  const value = object[name];
  if (value === undefined || value === null || value === '') return undefined;
  return typeof value === 'string' && value.length <= MAX_TEXT ? value : fail('must be a short text', `${at}/${name}`);
}

function flagOf(value: JsonValue | undefined, at: string): boolean | undefined {
  if (value === undefined || value === null) return undefined;
  return typeof value === 'boolean' ? value : fail('a switch must be true or false', at);
}

function numberOf(value: JsonValue | undefined, at: string): number | undefined {
  if (value === undefined || value === null) return undefined;
  return typeof value === 'number' && Number.isSafeInteger(value) ? value : fail('must be a whole number', at);
}

function fail(problem: string, at: string): never {
  throw new FormatError('kubernetes', problem, at);
}
