import { isDigest } from '../digest.ts';
import { Members } from '../json/members.ts';
import type { JsonValue } from '../json/value.ts';
import { MAX_MOUNTS } from './container-overrides.ts';
import type { ContainerSettings, PlacedContainer } from './container-settings.ts';

/** A container as a request describes it, with the image that it runs. */
export interface DescribedContainer extends PlacedContainer {
  readonly image: string;
}

const MAX_TEXT = 1024;
const MAX_LIST = 64;
const SWITCHES = ['runAsNonRoot', 'allowPrivilegeEscalation'] as const;
const ONLY_TRUE = ['privileged', 'readOnlyRoot'] as const;
const TEXTS = ['procMount', 'seccomp', 'command', 'args', 'workingDir'] as const;
const LISTS = [
  ...['addedCapabilities', 'droppedCapabilities', 'hostNamespaces', 'hostPaths'],
  ...['variables', 'execs', 'mounts'],
] as const;
const NAMESPACES = ['network', 'pid', 'ipc'];

/**
 * Reads a container of a request. Nothing is taken that {@link containerSettings} would not give: a misspelt member would read like a
 * setting that is kept.
 *
 * @param at - JSON pointer of the value
 * @throws FormatError (`request`)
 * @example parseDescribedContainer({ image: 'registry.example.com/app:v1', place: 'spec/containers/app' }, '/containers/0').place
 */
export function parseDescribedContainer(value: JsonValue, at: string): DescribedContainer {
  const members = new Members('request', value, at);
  members.only(['image', 'place', 'runAsUser', 'overrides', ...SWITCHES, ...ONLY_TRUE, ...TEXTS, ...LISTS]);
  return { image: text(members, 'image'), place: text(members, 'place'), ...settingsOf(members) };
}

function settingsOf(members: Members): ContainerSettings {
  const { object } = members;
  const found: [string, unknown][] = [];
  for (const name of SWITCHES)
    if (members.has(name)) {
      if (typeof object[name] !== 'boolean') members.fail(name, 'must be true or false');
      found.push([name, object[name]]);
    }
  for (const name of ONLY_TRUE)
    if (members.has(name)) {
      if (object[name] !== true) members.fail(name, 'can only be true, or be left out');
      found.push([name, true]);
    }
  for (const name of TEXTS) if (members.has(name)) found.push([name, text(members, name)]);
  for (const name of LISTS) if (members.has(name)) found.push([name, list(members, name)]);
  if (members.has('runAsUser')) {
    if (!Number.isSafeInteger(object.runAsUser)) members.fail('runAsUser', 'must be a whole number');
    found.push(['runAsUser', object.runAsUser]);
  }
  if (members.has('overrides')) {
    if (!isDigest(object.overrides)) members.fail('overrides', 'must be a digest');
    found.push(['overrides', object.overrides]);
  }
  // Each member was read by its type just now.
  return Object.fromEntries(found) as ContainerSettings;
}

function text(members: Members, name: string): string {
  const value = members.text(name, MAX_TEXT);
  return /[\u0000-\u001f\u007f-\u009f\u2028\u2029]/.test(value)
    ? members.fail(name, 'must not hold control characters')
    : value;
}

function list(members: Members, name: string): readonly string[] {
  const found = members.array(name, name === 'mounts' ? MAX_MOUNTS : MAX_LIST).map((one) => {
    if (typeof one !== 'string' || one === '' || one.length > MAX_TEXT) return members.fail(name, 'must hold texts');
    return one;
  });
  const odd = name === 'hostNamespaces' ? found.find((one) => !NAMESPACES.includes(one)) : undefined;
  if (odd !== undefined) members.fail(name, `must hold ${NAMESPACES.join(', ')}`);
  return found;
}
