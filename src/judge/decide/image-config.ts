import type { RunConfig } from '../../formats/oci/documents.ts';
import type { FactSubject } from '../../records/facts.ts';
import type { EntrypointReport } from '../../records/image-report.ts';
import type { ImageRequirement } from '../../records/policy.ts';
import { type Answer, type Context, checkOf, fail, failUnless, imageFaults, pass, type TimedCheck } from './context.ts';
import { either, type RulesOf } from './rule.ts';

/**
 * The rules of the policy on the config and the program of each platform image.
 * @returns one check for each platform; none when the policy has no such rules
 * @example checkImageConfig(context).every(({ check }) => check.status === 'pass')
 */
export function checkImageConfig(context: Context): readonly TimedCheck[] {
  const { image } = context.require;
  if (image === undefined) return [];
  return context.platforms.map((subject) =>
    checkOf('image-config', subject.digest, subject.platform, answer(context, image, subject)),
  );
}

/** The rule of {@link checkImageConfig}. @example imageConfigRules(require, policy)[0]?.at // '/require/image' */
export const imageConfigRules: RulesOf = ({ image }) => {
  if (image === undefined) return [];
  const { nonRoot, staticBinary, goReproducibleFlags, entrypoints, noSetuid, labels = {} } = image;
  const wanted = Object.entries(labels).map(([name, value]) => `the label ${name}${value === '*' ? '' : `=${value}`}`);
  const demands = [
    ...(nonRoot === true ? ['does not run as root'] : []),
    ...(staticBinary === true ? ['runs a static program'] : []),
    ...(goReproducibleFlags === true ? ['runs a program of Go with -trimpath and without cgo'] : []),
    ...(entrypoints === undefined ? [] : [`runs ${either(entrypoints)}`]),
    ...(noSetuid === true ? ['has no setuid or setgid file'] : []),
    ...(wanted.length === 0 ? [] : [`has ${either(wanted, 'and')}`]),
  ];
  return [{ check: 'image-config', at: '/require/image', demand: demands.join('; ') }];
};

function answer(context: Context, rules: ImageRequirement, subject: FactSubject): Answer {
  const faults = imageFaults(context, subject.digest);
  const { config } = subject;
  if (config === undefined) return failUnless(faults, refuse('the image has no config that could be read'));
  // What the config says is known whatever became of the layers, so it is looked at first.
  const wrong = configProblem(rules, config, subject);
  if (wrong !== undefined) return refuse(wrong);
  if (rules.staticBinary !== true && rules.goReproducibleFlags !== true && rules.noSetuid !== true)
    return pass('the config keeps the rules of the policy');
  const report = context.facts.images.find((one) => one.subject === subject.digest);
  const program = report?.entrypoint;
  if (report === undefined || program === undefined || program.outcome === 'unread')
    return failUnless(faults, refuse(program?.why ?? 'the program of the image is not known'));
  const fault = programProblem(rules, program);
  if (fault !== undefined) return refuse(fault);
  const { setuid = [] } = report;
  if (rules.noSetuid === true && setuid.length > 0)
    return fail(
      'IMAGE_SETUID',
      `${setuid.slice(0, 5).join(', ')}${setuid.length > 5 ? ' and more' : ''} ${setuid.length === 1 ? 'has' : 'have'} the setuid or setgid bit: clear it with chmod a-s`,
    );
  // What older policies were told stays as it was, byte for byte.
  return pass(
    `${rules.noSetuid === true ? 'config, program and files' : 'config and program'} keep the rules of the policy`,
  );
}

function refuse(reason: string): Answer {
  return fail('IMAGE_CONFIG_REFUSED', reason);
}

function configProblem(rules: ImageRequirement, config: RunConfig, { annotations }: FactSubject): string | undefined {
  if (rules.nonRoot === true) {
    const why = rootProblem(config.User ?? '');
    if (why !== undefined) return why;
  }
  if (rules.entrypoints !== undefined) {
    // image-spec v1.1.1, config.md: what runs is Entrypoint followed by Cmd.
    const [first] = [...(config.Entrypoint ?? []), ...(config.Cmd ?? [])];
    if (first === undefined) return 'the image says of no program that it is to run';
    if (!rules.entrypoints.includes(first))
      return `the image runs ${JSON.stringify(first)}, which is none of ${rules.entrypoints.join(', ')}`;
  }
  for (const [name, wanted] of Object.entries(rules.labels ?? {})) {
    const labels = config.Labels ?? {};
    const value = Object.hasOwn(labels, name)
      ? labels[name]
      : Object.hasOwn(annotations, name)
        ? annotations[name]
        : undefined;
    if (value === undefined) return `the image has no label ${name}`;
    if (wanted !== '*' && value !== wanted)
      return `the label ${name} is ${JSON.stringify(value)}, not ${JSON.stringify(wanted)}`;
  }
  return undefined;
}

// Kubernetes' runAsNonRoot takes numbers alone too: a name means what /etc/passwd in the image says (CVE-2024-40635: a
// number that overflows means root).
function rootProblem(user: string): string | undefined {
  const uid = user.split(':')[0] ?? '';
  if (uid === '' || uid === 'root') return 'the image runs as root';
  if (!/^[0-9]{1,10}$/.test(uid))
    return `the user ${JSON.stringify(user)} is a name, and only a number says that it is not root`;
  const number = Number(uid);
  if (number === 0) return 'the image runs as root';
  return number > 2 ** 31 - 1
    ? `the user ${uid} is beyond the numbers of users, and some runtimes make it root`
    : undefined;
}

function programProblem(rules: ImageRequirement, program: EntrypointReport): string | undefined {
  if (rules.staticBinary !== true && rules.goReproducibleFlags !== true) return undefined;
  if (program.outcome !== 'resolved') return `the program cannot be told: ${program.why ?? program.outcome}`;
  const { machine, interpreter, needed = [], go } = program;
  if (rules.staticBinary === true) {
    if (machine === undefined) return program.why ?? 'the program is no ELF file';
    if (interpreter !== undefined) return `the program needs the loader ${interpreter}`;
    if (needed.length > 0) return `the program needs the libraries ${needed.join(', ')}`;
  }
  if (rules.goReproducibleFlags !== true) return undefined;
  if (go === undefined) return 'the program has no Go build info';
  const setting = (key: string) => go.buildSettings.find(([name]) => name === key)?.[1];
  if (setting('-trimpath') !== 'true') return 'the program was not built with -trimpath';
  return setting('CGO_ENABLED') === '0' ? undefined : 'the program was not built with CGO_ENABLED=0';
}
