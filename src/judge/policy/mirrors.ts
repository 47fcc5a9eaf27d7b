import { Members } from '../../formats/json/members.ts';
import type { JsonValue } from '../../formats/json/value.ts';
import type { Mirror } from '../../records/mirror.ts';
import { refuse } from './demands/demand.ts';
import { readList } from './demands/member-values.ts';

const MAX_MIRRORS = 256;
// A registry, or a repository or a part of its path below it: no patterns, so that one name stands for one name.
const PREFIX = /^[a-z0-9][a-z0-9.:-]*(?:\/[a-z0-9][a-z0-9._-]*)*$/;

/**
 * Reads `mirrors`: repositories that hold what was signed for others.
 * @param at - JSON pointer of `mirrors`
 * @throws FormatError with the JSON pointer
 * @example readMirrors([{ of: 'docker.io/library', at: 'mirror.example.com/hub/library' }], '/mirrors')
 */
export function readMirrors(value: JsonValue, at: string): readonly Mirror[] {
  const mirrors = readList(value, at, readMirror, MAX_MIRRORS);
  if (mirrors.length === 0) refuse(at, 'there is none: leave mirrors out');
  return mirrors;
}

function readMirror(value: JsonValue, at: string): Mirror {
  const members = new Members('policy', value, at);
  members.only(['of', 'at']);
  const prefix = (name: 'of' | 'at'): string => {
    const text = members.text(name, 256);
    return PREFIX.test(text)
      ? text
      : members.fail(
          name,
          `is ${JSON.stringify(text)}: it takes a registry or repositories of one, such as registry.example.com/team, without *`,
        );
  };
  const mirror = { of: prefix('of'), at: prefix('at') };
  if (mirror.of === mirror.at) members.fail('at', 'is the same as "of"');
  return mirror;
}
