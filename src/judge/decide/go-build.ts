import { compareGoVersions, versionOfToolchain } from '../../formats/gobuild/go-version.ts';
import { matchesPath } from '../../formats/path-glob.ts';
import type { FactSubject } from '../../records/facts.ts';
import type { GoBuildFacts, GoPrograms } from '../../records/go-programs.ts';
import type { GoBuildRequirement } from '../../records/policy.ts';
import { type Answer, type Context, checkOf, fail, failUnless, imageFaults, pass, type TimedCheck } from './context.ts';
import { either, type RulesOf } from './rule.ts';

/**
 * The build info of the program that each platform image runs, or of every Go program in it, keeps the policy's rules. Build info is what the linker
 * wrote into the program: whoever made the image could have written anything, so it says how an honest build was done, and a twin build or a
 * signature says who answers for it.
 * @returns one check for each platform; none when the policy has no such rules
 * @example checkGoBuild(context)[0]?.check.code // 'GO_BUILD_REFUSED'
 * @see Go, runtime/debug.BuildInfo
 */
export function checkGoBuild(context: Context): readonly TimedCheck[] {
  const { goBuild } = context.require;
  if (goBuild === undefined) return [];
  return context.platforms.map((subject) =>
    checkOf('go-build', subject.digest, subject.platform, answer(context, goBuild, subject)),
  );
}

/** The rule of {@link checkGoBuild}. @example goBuildRules(require, policy)[0]?.at // '/require/goBuild' */
export const goBuildRules: RulesOf = ({ goBuild }) => {
  if (goBuild === undefined) return [];
  const { programs, minVersion, trimpath, cgo, modified, modules } = goBuild;
  const demands = [
    `${programs === 'all' ? 'every Go program in it is' : 'runs a program'} of Go${minVersion === undefined ? '' : ` ${minVersion} or later`}`,
    ...(trimpath === true ? ['with -trimpath'] : []),
    ...(cgo === undefined ? [] : [cgo ? 'with cgo' : 'without cgo']),
    ...(modified === false ? ['from a clean checkout'] : []),
    ...(modules === undefined ? [] : [`of the module ${either(modules)}`]),
  ];
  return [{ check: 'go-build', at: '/require/goBuild', demand: demands.join(', ') }];
};

function answer(context: Context, rules: GoBuildRequirement, subject: FactSubject): Answer {
  const report = context.facts.images.find((one) => one.subject === subject.digest);
  const program = report?.entrypoint;
  if (program === undefined || program.outcome === 'unread')
    return failUnless(
      imageFaults(context, subject.digest),
      refuse(program?.why ?? 'the program of the image is not known'),
    );
  if (rules.programs === 'all') return answerForAll(rules, report?.goPrograms);
  if (program.outcome !== 'resolved') return refuse(`the program cannot be told: ${program.why ?? program.outcome}`);
  if (program.go === undefined)
    return refuse(`${program.path ?? 'the program'} has no Go build info: ${program.why ?? 'Go did not build it'}`);
  const wrong = problem(rules, program.go);
  return wrong === undefined
    ? pass(`built by ${program.go.goVersion} from ${program.go.mainModule.path || 'no module'}`)
    : refuse(wrong);
}

function answerForAll(rules: GoBuildRequirement, found: GoPrograms | undefined): Answer {
  if (found === undefined) return refuse('the facts do not tell which Go programs the image has');
  const { programs, more } = found;
  const wrong = programs.flatMap(({ path, go, why }) => {
    const reason = go === undefined ? `its build info can't be read: ${why ?? 'it is malformed'}` : problem(rules, go);
    return reason === undefined ? [] : [`${path}: ${reason}`];
  });
  const [first] = wrong;
  if (first !== undefined)
    return refuse(wrong.length === 1 ? first : `${first} (and ${wrong.length - 1} more programs)`);
  if (more === true) {
    const reason = `the image has more Go programs than the ${programs.length} that were looked at, none of which breaks a rule`;
    return { status: 'fault', code: 'GO_PROGRAMS_LIMIT', reason };
  }
  if (programs.length === 0) return pass('no program in the image is one of Go');
  return pass(
    `${programs.length === 1 ? 'the only Go program' : `each of ${programs.length} Go programs`} keeps the rules`,
  );
}

function refuse(reason: string): Answer {
  return fail('GO_BUILD_REFUSED', reason);
}

function problem(rules: GoBuildRequirement, go: GoBuildFacts): string | undefined {
  const setting = (key: string) => go.buildSettings.find(([name]) => name === key)?.[1];
  const { minVersion, trimpath, cgo, modified, modules } = rules;
  if (minVersion !== undefined) {
    // go/version.Compare: what is no released version (devel) comes before all that are.
    const version = versionOfToolchain(go.goVersion);
    if (version === undefined)
      return `${JSON.stringify(go.goVersion)} is no release of Go, so it is not known to be ${minVersion} or later`;
    if (compareGoVersions(version, minVersion) < 0) return `it was built by Go ${version}, before ${minVersion}`;
  }
  if (trimpath === true && setting('-trimpath') !== 'true') return 'it was not built with -trimpath';
  if (cgo !== undefined && setting('CGO_ENABLED') !== (cgo ? '1' : '0'))
    return `CGO_ENABLED is ${setting('CGO_ENABLED') ?? 'not recorded'}, not ${cgo ? '1' : '0'}`;
  if (modified === false && setting('vcs.modified') !== 'false')
    return setting('vcs.modified') === undefined
      ? 'it does not say from which commit it was built (build in a checkout, with -buildvcs=true)'
      : 'it was built from a checkout with uncommitted changes';
  const { path } = go.mainModule;
  if (modules !== undefined && !modules.some((glob) => matchesPath(glob, path)))
    return `its main module ${JSON.stringify(path)} is none of ${modules.join(', ')}`;
  return undefined;
}
