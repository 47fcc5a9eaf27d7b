import { FormatError } from '../../formats/format-error.ts';
import { samePlatform } from '../../formats/oci/platform.ts';
import type { FactSubject, StatementFact } from '../../records/facts.ts';
import type { EntrypointReport } from '../../records/image-report.ts';
import { OTHER_PROGRAM } from '../../records/other-program.ts';
import type { TwinRequirement } from '../../records/policy.ts';
import { PREDICATE_TYPES } from '../../records/predicate-types.ts';
import {
  type Answer,
  type Context,
  checkOf,
  earliest,
  fail,
  failUnless,
  imageFaults,
  pass,
  statementFaults,
  type TimedCheck,
} from './context.ts';
import { otherProgram } from './own-program.ts';
import { platformOf } from './platforms.ts';
import { ageText, either, type RulesOf } from './rule.ts';
import { countable } from './statements.ts';
import { readTwinProof, type TwinProof } from './twin-proof.ts';

/**
 * The program that each platform image runs is one that a trusted twin proof names for that platform.
 * @returns one check for each platform; none when the policy demands no twin build
 * @example checkTwinBuild(context)[0]?.check.code // 'TWIN_BINARY_NOT_PROVEN'
 */
export function checkTwinBuild(context: Context): readonly TimedCheck[] {
  const { twinBuild } = context.require;
  if (twinBuild === undefined) return [];
  return context.platforms.map((subject) =>
    checkOf(
      'twin-build',
      subject.digest,
      subject.platform,
      withPod(context, subject, answer(context, twinBuild, subject)),
    ),
  );
}

/** A proof of a program that does not run proves nothing of what does: without `pod.ownProgram` that is said, not refused. */
function withPod({ containers = [], facts, require }: Context, { digest }: FactSubject, made: Answer): Answer {
  const report = facts.images.find(({ subject }) => subject === digest);
  if (made.status !== 'pass' || report === undefined || require.pod?.ownProgram === true) return made;
  for (const container of containers) {
    const problem = otherProgram(container, report.config, report.entrypoint, report.links);
    if (problem !== undefined)
      return {
        ...made,
        reason: `${made.reason}; ${OTHER_PROGRAM}${container.place} ${problem} (demand pod.ownProgram)`,
      };
  }
  return made;
}

/** The rule of {@link checkTwinBuild}. @example twinBuildRules(require, policy)[0]?.at // '/require/twinBuild' */
export const twinBuildRules: RulesOf = ({ twinBuild }) => {
  if (twinBuild === undefined) return [];
  const { by, varied = [], networkless, isolation = [], cold, maxAge } = twinBuild;
  const conditions = [
    ...(varied.length > 0 ? [`varied in ${either(varied, 'and')}`] : []),
    ...(networkless === true ? ['without a network'] : []),
    ...(isolation.length > 0 ? [`contained by ${either(isolation, 'and')}`] : []),
    ...(cold === true ? ['from empty caches'] : []),
    ...(twinBuild.toolchainAuthenticated === true ? ['by an authenticated toolchain'] : []),
    ...(twinBuild.modulesAuthenticated === true ? ['of authenticated modules'] : []),
    ...(maxAge === undefined ? [] : [`at most ${ageText(maxAge)} ago`]),
  ];
  const demand = [`${either(by)} states that the program that runs was built twice with the same bytes`, ...conditions];
  return [{ check: 'twin-build', at: '/require/twinBuild', demand: demand.join(', ') }];
};

function answer(context: Context, demand: TwinRequirement, subject: FactSubject): Answer {
  const program = programOf(context, subject);
  if ('status' in program) return program;
  const all = countable(context, PREDICATE_TYPES.twinProof, demand.by);
  const both = all.filter(({ subjects }) => subjects.includes(subject.digest) && subjects.includes(context.root));
  // One statement hangs under every part of the image; it is read once.
  const naming = [...new Map(both.toReversed().map((fact) => [fact.statement, fact])).values()].toReversed();
  const answers = naming.map((fact) => judge(context, demand, subject, program, fact));
  const best = answers.find(({ status }) => status === 'pass') ?? answers[0];
  if (best?.status === 'pass') return best;
  const missing = fail(
    'TWIN_PROOF_MISSING',
    all.length === 0
      ? `no twin proof by ${demand.by.join(' or ')} is attached`
      : `the twin proofs by ${demand.by.join(' or ')} do not name both the index and this image`,
    all.map(({ evidence }) => evidence),
  );
  return failUnless(statementFaults(context), best ?? missing);
}

/** A program that runs no code but its own. */
export type KnownProgram = EntrypointReport & { readonly digest: NonNullable<EntrypointReport['digest']> };

/**
 * The program, or why the image cannot be proven whatever proof there is.
 * @example const program = programOf(context, subject); if ('status' in program) return program;
 */
export function programOf(context: Context, { digest }: FactSubject): KnownProgram | Answer {
  const report = context.facts.images.find(({ subject }) => subject === digest);
  const entrypoint = report?.entrypoint;
  if (entrypoint === undefined || entrypoint.outcome === 'unread')
    return failUnless(
      imageFaults(context, digest),
      fail('TWIN_ENTRYPOINT_UNRESOLVED', entrypoint?.why ?? 'the image has no config that says what it runs'),
    );
  const name = JSON.stringify(entrypoint.argv[0] ?? '');
  if (entrypoint.outcome !== 'resolved' || entrypoint.digest === undefined) {
    const why =
      entrypoint.why ??
      (entrypoint.outcome === 'interpreted' ? 'it is a script, so its interpreter runs' : entrypoint.outcome);
    return fail('TWIN_ENTRYPOINT_UNRESOLVED', `the program ${name} cannot be told: ${why}`);
  }
  if (entrypoint.machine === undefined)
    return fail(
      'TWIN_ENTRYPOINT_UNRESOLVED',
      `what ${name} loads cannot be told: ${entrypoint.why ?? 'it is no ELF file'}`,
    );
  // A loader and libraries are code of other files, which the proof of this one says nothing about.
  const { preload, interpreter, needed = [] } = entrypoint;
  const [other] = [...preload, ...(interpreter === undefined ? [] : [interpreter]), ...needed];
  if (other !== undefined) return fail('TWIN_PRELOAD', `${other} makes the program run other code than was proven`);
  return { ...entrypoint, digest: entrypoint.digest };
}

function judge(
  context: Context,
  demand: TwinRequirement,
  subject: FactSubject,
  program: KnownProgram,
  fact: StatementFact,
): Answer {
  const evidence = [fact.evidence];
  let proof: TwinProof;
  try {
    proof = readTwinProof(fact.predicate);
  } catch (error) {
    if (!(error instanceof FormatError)) throw error;
    return fail('STATEMENT_MALFORMED', `the twin proof is malformed: ${error.message}`, evidence);
  }
  if (!proof.identical)
    return fail('TWIN_DIFFERENT', 'the twin proof does not say that both builds are identical', evidence);
  const named = proof.binaries.filter(({ digest, size }) => digest === program.digest && size === program.size);
  const path = program.path ?? program.argv[0] ?? '';
  if (named.length === 0)
    return fail(
      'TWIN_BINARY_NOT_PROVEN',
      `${path} (${program.digest}) is not a binary that both builds made`,
      evidence,
    );
  const platform = subject.platform;
  if (
    platform === undefined ||
    !named.some((binary) => samePlatform(platformOf(binary.platform), platformOf(platform)))
  )
    return fail(
      'TWIN_BINARY_NOT_PROVEN',
      `${path} was built for ${named[0]?.platform ?? ''}, not for ${platform ?? 'an unnamed platform'}`,
      evidence,
    );
  const unmet = unmetCondition(proof, demand, context.now);
  if (unmet !== undefined) return { ...unmet, evidence };
  const age = demand.maxAge === undefined ? null : proof.finished + demand.maxAge;
  return pass(`${path} was built twice with the same bytes`, evidence, earliest([fact.valid.until, age]));
}

function unmetCondition(proof: TwinProof, demand: TwinRequirement, now: number): Answer | undefined {
  const missing = (demand.varied ?? []).filter((name) => !proof.varied.includes(name));
  if (missing.length > 0) return fail('TWIN_CONDITION_UNMET', `the builds did not differ in ${missing.join(', ')}`);
  if (demand.networkless === true && !proof.networkless)
    return fail('TWIN_CONDITION_UNMET', 'a build could reach a network');
  const open = (demand.isolation ?? []).filter((name) => !proof.isolation.includes(name));
  if (open.length > 0)
    return fail('TWIN_CONDITION_UNMET', `a build was not contained as the policy demands: ${open.join(', ')}`);
  if (demand.cold === true && !proof.cold) return fail('TWIN_CONDITION_UNMET', 'a build began with a filled cache');
  if (demand.toolchainAuthenticated === true && !proof.toolchainAuthenticated)
    return fail('TWIN_CONDITION_UNMET', 'the toolchain was not compared with what its makers published');
  if (demand.modulesAuthenticated === true && !proof.modulesAuthenticated)
    return fail('TWIN_CONDITION_UNMET', 'a module was not compared with what the checksum database knows');
  if (demand.maxAge === undefined) return undefined;
  if (proof.finished > now)
    return fail('TWIN_CONDITION_UNMET', 'the builds ended in the future, so their age cannot be told');
  if (proof.finished + demand.maxAge < now)
    return fail('STATEMENT_STALE', 'the builds are older than the policy allows');
  return undefined;
}
