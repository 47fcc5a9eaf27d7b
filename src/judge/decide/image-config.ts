import type { RunConfig } from '../../formats/oci/documents.ts';
import type { FactSubject } from '../../records/facts.ts';
import type { EntrypointReport } from '../../records/image-report.ts';
import type { ImageRequirement } from '../../records/policy.ts';
import { type Answer, type Context, checkOf, fail, failUnless, imageFaults, pass, type TimedCheck } from './context.ts';

/**
 * The rules of the policy on the config and the program of each platform image.
 * @returns one check for each platform; none when the policy has no such rules
 * @example checkImageConfig(context).every(({ check }) => check.status === 'pass')
 */
export function checkImageConfig(context: Context): readonly TimedCheck[] {
  const { image } = context.policy.require;
  if (image === undefined) return [];
  return context.platforms.map((subject) =>
    checkOf('image-config', subject.digest, subject.platform, answer(context, image, subject)),
  );
}

function answer(context: Context, rules: ImageRequirement, subject: FactSubject): Answer {
  const faults = imageFaults(context, subject.digest);
  const { config } = subject;
  if (config === undefined) return failUnless(faults, refuse('the image has no config that could be read'));
  // What the config says is known whatever became of the layers, so it is looked at first.
  const wrong = configProblem(rules, config, subject);
  if (wrong !== undefined) return refuse(wrong);
  if (rules.staticBinary !== true && rules.goReproducibleFlags !== true)
    return pass('the config keeps the rules of the policy');
  const program = context.facts.images.find((report) => report.subject === subject.digest)?.entrypoint;
  if (program === undefined || program.outcome === 'unread')
    return failUnless(faults, refuse(program?.why ?? 'the program of the image is not known'));
  const fault = programProblem(rules, program);
  return fault === undefined ? pass('config and program keep the rules of the policy') : refuse(fault);
}

function refuse(reason: string): Answer {
  return fail('IMAGE_CONFIG_REFUSED', reason);
}

function configProblem(rules: ImageRequirement, config: RunConfig, { annotations }: FactSubject): string | undefined {
  if (rules.nonRoot === true) {
    const why = rootProblem(config.User ?? '');
    if (why !== undefined) return why;
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
