import type { ContainerSettings, PlacedContainer } from '../../formats/kubernetes/container-settings.ts';
import type { CheckCode } from '../../records/check-codes.ts';
import type { PodRequirement } from '../../records/pod-requirement.ts';
import { type Answer, type Context, checkOf, fail, failUnless, imageFaults, pass, type TimedCheck } from './context.ts';
import { otherProgram } from './own-program.ts';
import { either, type RulesOf } from './rule.ts';

/** One rule of the baseline. */
interface PodRule {
  readonly member: keyof PodRequirement;
  readonly id: string;
  readonly code: CheckCode;
  /** For `policy explain`. */
  demand(rules: PodRequirement): string;
  /** What is wrong with a container and what to write instead; undefined: nothing. */
  problem(container: ContainerSettings, rules: PodRequirement): string | undefined;
}

/** Looks into the image too, so it is no {@link PodRule}. */
const OWN_PROGRAM = { member: 'ownProgram', id: 'own-program' } as const;

/**
 * What Kubernetes itself calls baseline and restricted.
 * @see kubernetes/website, concepts/security/pod-security-standards
 */
const RULES: readonly PodRule[] = [
  {
    member: 'runAsNonRoot',
    id: 'run-as-non-root',
    code: 'POD_RUNS_AS_ROOT',
    demand: () => 'containers run as another user than root',
    problem: ({ runAsNonRoot, runAsUser }) => {
      if (runAsUser === 0) return 'runs as user 0: set securityContext.runAsUser to another number';
      return runAsNonRoot === true || runAsUser !== undefined
        ? undefined
        : 'may run as root: set securityContext.runAsNonRoot to true';
    },
  },
  {
    member: 'noPrivilegeEscalation',
    id: 'privilege-escalation',
    code: 'POD_PRIVILEGE_ESCALATION',
    demand: () => 'containers are not privileged and cannot become so',
    problem: ({ privileged, allowPrivilegeEscalation, procMount }) => {
      if (privileged === true) return 'is privileged';
      if (procMount !== undefined) return `mounts /proc as ${procMount}`;
      return allowPrivilegeEscalation === false
        ? undefined
        : 'may gain privileges: set securityContext.allowPrivilegeEscalation to false';
    },
  },
  {
    member: 'capabilities',
    id: 'capabilities',
    code: 'POD_CAPABILITIES',
    demand: ({ capabilities = [] }) =>
      `containers drop all capabilities and add ${capabilities.length === 0 ? 'none' : `none but ${either(capabilities, 'and')}`}`,
    problem: ({ privileged, addedCapabilities = [], droppedCapabilities = [] }, { capabilities = [] }) => {
      if (privileged === true) return 'is privileged, which is every capability';
      const more = addedCapabilities.filter((name) => !capabilities.includes(name));
      if (more.length > 0) return `adds ${either(more.slice(0, 5), 'and')}`;
      return droppedCapabilities.includes('ALL')
        ? undefined
        : 'keeps capabilities: set securityContext.capabilities.drop to [ALL]';
    },
  },
  {
    member: 'noHostNamespaces',
    id: 'host-namespaces',
    code: 'POD_HOST_NAMESPACE',
    demand: () => 'the pod shares no namespace of its node',
    problem: ({ hostNamespaces = [] }) =>
      hostNamespaces.length === 0 ? undefined : `shares ${either(hostNamespaces, 'and')} with its node`,
  },
  {
    member: 'noHostPaths',
    id: 'host-paths',
    code: 'POD_HOST_PATH',
    demand: () => 'the pod mounts no folder of its node',
    problem: ({ hostPaths = [] }) =>
      hostPaths.length === 0 ? undefined : `has ${either(hostPaths.slice(0, 5), 'and')} of its node within reach`,
  },
  {
    member: 'readOnlyRoot',
    id: 'read-only-root',
    code: 'POD_ROOT_WRITABLE',
    demand: () => 'containers cannot write to their root file system',
    problem: ({ readOnlyRoot }) =>
      readOnlyRoot === true
        ? undefined
        : 'can write to its root file system: set securityContext.readOnlyRootFilesystem to true',
  },
  {
    member: 'seccomp',
    id: 'seccomp',
    code: 'POD_SECCOMP',
    demand: ({ seccomp = [] }) => `containers run under the seccomp profile ${either(seccomp)}`,
    problem: ({ privileged, seccomp: type }, { seccomp = [] }) => {
      if (privileged === true) return 'is privileged, so no seccomp profile holds';
      return type !== undefined && seccomp.includes(type)
        ? undefined
        : `runs under ${type ?? 'no seccomp profile'}: set securityContext.seccompProfile.type to ${either(seccomp)}`;
    },
  },
];

/**
 * The baseline of the policy for the containers that are to run the image; the strictest reading counts, so what is not set
 * is taken for what the node would do.
 * @returns one check for each rule, `skip` where no pod is known; none when the policy has no such rules
 * @example checkPod(context).map(({ check }) => check.id) // ['pod:run-as-non-root']
 */
export function checkPod(context: Context): readonly TimedCheck[] {
  const {
    require: { pod },
    root,
    containers,
  } = context;
  if (pod === undefined) return [];
  const simple = RULES.filter(({ member }) => pod[member] !== undefined).map((rule) =>
    checkOf(`pod:${rule.id}`, root, undefined, answer(rule, pod, containers)),
  );
  if (pod.ownProgram === undefined) return simple;
  return [...simple, checkOf(`pod:${OWN_PROGRAM.id}`, root, undefined, ownProgram(context))];
}

function ownProgram(context: Context): Answer {
  const { containers, platforms, facts } = context;
  if (containers === undefined) return NO_POD;
  for (const { digest, platform = 'the image' } of platforms) {
    const report = facts.images.find(({ subject }) => subject === digest);
    const program = report?.entrypoint;
    if (report === undefined || program === undefined || program.outcome === 'unread')
      return failUnless(
        imageFaults(context, digest),
        fail('POD_OTHER_PROGRAM', `the program of ${platform} is not known: ${program?.why ?? 'it has no config'}`),
      );
    if (program.outcome !== 'resolved' && program.outcome !== 'interpreted')
      return fail('POD_OTHER_PROGRAM', `the program of ${platform} cannot be told: ${program.why ?? program.outcome}`);
    for (const container of containers) {
      const problem = otherProgram(container, report.config, program, report.links);
      if (problem !== undefined) return fail('POD_OTHER_PROGRAM', `${container.place} ${problem}`);
    }
  }
  return pass('what is to run the image runs the program of the image');
}

const NO_POD: Answer = {
  status: 'skip',
  code: 'NOT_APPLICABLE',
  reason: 'no pod is known that is to run the image',
};

function answer(rule: PodRule, pod: PodRequirement, containers: readonly PlacedContainer[] | undefined): Answer {
  if (containers === undefined) return NO_POD;
  for (const container of containers) {
    const problem = rule.problem(container, pod);
    if (problem !== undefined) return fail(rule.code, `${container.place} ${problem}`);
  }
  return pass('what is to run the image keeps the rule');
}

/** The rules of {@link checkPod}. @example podRules(require, policy)[0]?.at // '/require/pod/runAsNonRoot' */
export const podRules: RulesOf = ({ pod }) => {
  if (pod === undefined) return [];
  const simple = RULES.filter(({ member }) => pod[member] !== undefined).map((rule) => ({
    check: `pod:${rule.id}`,
    at: `/require/pod/${rule.member}`,
    demand: rule.demand(pod),
  }));
  if (pod.ownProgram === undefined) return simple;
  const { id, member } = OWN_PROGRAM;
  const demand = 'containers run the program of the image, and the pod puts nothing in its place';
  return [...simple, { check: `pod:${id}`, at: `/require/pod/${member}`, demand }];
};
