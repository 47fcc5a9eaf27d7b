import type { BuildInfo, BuildInfoModule } from '../../../formats/gobuild/build-info.ts';
import { type Comparison, cause, type RankedCause, STRENGTH } from '../comparison.ts';
import { quoted, shown, sides } from '../words.ts';
import { valuesOf } from './build-settings.ts';

/**
 * What the build info says of the source: the stamp of the version control, and the modules with their versions.
 * @example sourceCauses(comparison)[0]?.name // 'vcs-stamp'
 */
export function sourceCauses({ a, b }: Comparison): readonly RankedCause[] {
  if (a.info === undefined || b.info === undefined) return [];
  const stamps = stampDifferences(a.info, b.info);
  const [own, other] = [modulesOf(a.info), modulesOf(b.info)];
  const main = a.info.main?.path ?? '';
  const differing = [...new Set([...own.keys(), ...other.keys()])].filter((path) => own.get(path) !== other.get(path));
  const causes: RankedCause[] = [];
  if (stamps.length > 0) {
    // Since Go 1.24 the main module's version is made of the stamp, and "+dirty" of what it says of the tree.
    const version =
      own.get(main) === other.get(main) ? [] : [sides('version of the main module', own.get(main), other.get(main))];
    const dirty = [own.get(main), other.get(main)].some((each) => each?.endsWith('+dirty')) && version.length > 0;
    causes.push(
      cause('vcs-stamp', STRENGTH.stamp, false, {
        reason: `the version control stamp differs: ${stamps.map(({ key, x, y }) => `${key} (${shown(x)} on A, ${shown(y)} on B)`).join(', ')}`,
        fix: `build from the same clean commit, or without the stamp (-buildvcs=false)${dirty ? '; files that are not committed make a tree dirty' : ''}`,
        evidence: [...stamps.map(({ key, x, y }) => sides(`build info, ${key}`, x, y)), ...version],
      }),
    );
  }
  const modules = differing.filter((path) => path !== main || stamps.length === 0);
  if (modules.length > 0) {
    const [path = ''] = modules;
    const versions = `version ${shown(own.get(path))} on A and ${shown(other.get(path))} on B`;
    causes.push(
      cause('module-version', STRENGTH.module, true, {
        reason:
          modules.length === 1
            ? `the module ${quoted(path)} has ${versions}`
            : `${modules.length} modules have other versions, first of them ${quoted(path)}: ${versions}`,
        fix: 'build both from the same go.mod and vendor folder',
        evidence: modules.map((each) => sides(`build info, module ${quoted(each)}`, own.get(each), other.get(each))),
      }),
    );
  }
  if (a.info.path !== b.info.path)
    causes.push(
      cause('source-code', STRENGTH.platform - 1, true, {
        reason: `the two are different programs: A is ${shown(a.info.path)}, B is ${shown(b.info.path)}`,
        fix: 'compare two builds of one main package',
        evidence: [sides('build info, path', a.info.path, b.info.path)],
      }),
    );
  return causes;
}

function stampDifferences(
  a: BuildInfo,
  b: BuildInfo,
): readonly { readonly key: string; readonly x?: string | undefined; readonly y?: string | undefined }[] {
  const [left, right] = [valuesOf(a), valuesOf(b)];
  const keys = [...new Set([...left.keys(), ...right.keys()])].filter((key) => key === 'vcs' || key.startsWith('vcs.'));
  return keys
    .filter((key) => left.get(key) !== right.get(key))
    .map((key) => ({ key, x: left.get(key), y: right.get(key) }));
}

/** Versions by path, with what stands in for a module and, where both are known, its h1. */
function modulesOf(info: BuildInfo): ReadonlyMap<string, string> {
  const version = ({ version: own, replace }: BuildInfoModule): string =>
    replace === undefined ? own : `${own} => ${replace.path} ${replace.version}`.trimEnd();
  return new Map(
    [...(info.main === undefined ? [] : [info.main]), ...info.deps].map((each) => [each.path, version(each)]),
  );
}
