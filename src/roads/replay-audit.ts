import { type Digest, isDigest } from '../formats/digest.ts';
import { FormatError } from '../formats/format-error.ts';
import { canonicalJson } from '../formats/json/canonical.ts';
import { parseJson } from '../formats/json/parse.ts';
import { recordJson } from '../formats/json/record.ts';
import { parseUtcSeconds } from '../formats/rfc3339.ts';
import { decodeUtf8 } from '../formats/utf8.ts';
import { inFormerWords } from '../judge/audit/former-words.ts';
import { parseEvidenceRecord, RECORD_LIMITS } from '../judge/audit/read-evidence-record.ts';
import { readKept, restoreEvidence } from '../judge/audit/restore-evidence.ts';
import { MAX_DOCUMENT, readManifest } from '../judge/audit/verify-set.ts';
import { combine } from '../judge/decide/combine.ts';
import { decide } from '../judge/decide/decide.ts';
import { type CompiledPolicy, compilePolicy } from '../judge/policy/compile.ts';
import { verifyEvidence } from '../judge/verify/verify.ts';
import type { Call } from '../ports/call.ts';
import type { SetFiles } from '../ports/set-files.ts';
import type { ReplayReport, ReplayResult } from '../records/audit-report.ts';
import { type AuditEntry, documentFile } from '../records/audit-set.ts';
import type { Decision, DecisionEntry, Judgement } from '../records/decision.ts';
import type { EvidenceSet } from '../records/evidence-set.ts';
import type { ImageReport } from '../records/image-report.ts';
import type { Policy } from '../records/policy.ts';
import { TwinsealError } from '../records/twinseal-error.ts';

/** Bytes of one decision. */
const MAX_ENTRY = 16 * 2 ** 20;
/** Compiled policies that are held: a year of decisions knows few. */
const MOST_POLICIES = 64;

/**
 * Computes each verdict of a set anew, from the set alone: the evidence that was gathered then, the policies of then, the
 * moment of then. The same bytes must come out. Only what is proved should be computed: run `audit verify` before.
 *
 * @throws TwinsealError `INPUT_MALFORMED` for what is no set; what reading throws
 * @example (await replayAudit(files, call)).results.filter(({ state }) => state === 'different')
 */
export async function replayAudit(files: SetFiles, call: Call): Promise<ReplayReport> {
  const { entries } = await readManifest(files, call);
  const policies = new Map<Digest, CompiledPolicy>();
  const results: ReplayResult[] = [];
  for (const entry of entries) {
    if (entry.kind !== 'decision') continue;
    results.push({ index: entry.index, id: entry.id, ...(await replayOne(files, entry, policies, call)) });
  }
  return { apiVersion: 'twinseal.dev/audit-replay/v1', results };
}

type Outcome = Pick<ReplayResult, 'state' | 'reason'>;

async function replayOne(
  files: SetFiles,
  entry: AuditEntry,
  policies: Map<Digest, CompiledPolicy>,
  call: Call,
): Promise<Outcome> {
  try {
    const bytes = await files.read(entry.file, MAX_ENTRY, call);
    if (bytes === undefined) return { state: 'malformed', reason: `${entry.file} is not there` };
    parseJson(bytes, { maxBytes: MAX_ENTRY, maxDepth: 64, maxValues: 1_000_000 });
    const decision = JSON.parse(decodeUtf8(bytes)) as DecisionEntry;
    if (decision.apiVersion !== 'twinseal.dev/decision/v2') return { state: 'old' };
    if (!('verdict' in decision)) return { state: 'none' };
    return await replayDecision(files, decision, policies, call);
  } catch (error) {
    // What the files do not give back is one thing, what is no document of Twinseal another; neither is another verdict. A set
    // may hold anything, so whatever its documents make a reader throw is told of this decision, and the next one has its turn.
    if (call.signal.aborted || !(error instanceof Error)) throw error;
    if (error instanceof TwinsealError) {
      if (error.code === 'EVIDENCE_NOT_KEPT') return { state: 'not-kept', reason: error.message };
      if (!error.definitive) throw error;
    }
    return { state: 'malformed', reason: error.message };
  }
}

async function replayDecision(
  files: SetFiles,
  decision: Decision,
  policies: Map<Digest, CompiledPolicy>,
  call: Call,
): Promise<Outcome> {
  const { inputs, judgements, requested, time } = decision;
  const read = async (digest: Digest): Promise<Uint8Array | undefined> =>
    isDigest(digest) ? await files.read(documentFile(digest), MAX_DOCUMENT, call) : undefined;
  const record = parseEvidenceRecord(await readKept(read, inputs.evidence));
  const reports = await reportsOf(read, inputs.reports);
  const set = await restoreEvidence(record, read, requested);
  if (set.root.descriptor.digest !== inputs.image)
    return {
      state: 'different',
      reason: `the kept evidence is of ${set.root.descriptor.digest}, not of ${inputs.image}`,
    };
  const now = parseUtcSeconds(time) * 1000;
  const anew: Judgement[] = [];
  for (const judgement of judgements) {
    const policy = await policyOf(read, judgement.policy.digest, policies);
    const found = await judgeAnew(
      judgement,
      policy,
      { set, reports, now, containers: decision.request.containers },
      call,
    );
    if ('state' in found) return found;
    anew.push(found);
  }
  const together = combine(anew, { name: requested, digest: inputs.image }, decision.repository);
  if (!same(together.verdict, decision.verdict))
    return { state: 'different', reason: `the verdict of all policies together is ${together.verdict.outcome} now` };
  return together.effect === decision.effect
    ? { state: 'same' }
    : { state: 'different', reason: `the effect is ${together.effect} now` };
}

/** What a decision was made from, beside its policies. */
interface Kept {
  readonly set: EvidenceSet;
  readonly reports: readonly ImageReport[];
  readonly now: number;
  readonly containers: Decision['request']['containers'];
}

async function judgeAnew(
  judgement: Judgement,
  { policy, digest, needs }: CompiledPolicy,
  { set, reports, now, containers }: Kept,
  call: Call,
): Promise<Judgement | Outcome> {
  const facts = await verifyEvidence(set, needs, reports, call.signal);
  const verdict = decide(facts, policy, digest, now, containers);
  const { name } = judgement.policy;
  const told = [verdict, inFormerWords(verdict)].find((one) => same(one, judgement.verdict));
  if (told === undefined)
    return {
      state: 'different',
      reason: `the policy ${name} gives ${verdict.outcome} now: ${firstDifference(verdict, judgement.verdict)}`,
    };
  return { ...judgement, verdict: told };
}

function firstDifference(now: Judgement['verdict'], then: Judgement['verdict']): string {
  const at = now.checks.findIndex((check, index) => !same(check, then.checks[index]));
  const check = now.checks[at] ?? then.checks.at(-1);
  return check === undefined ? 'no check says why' : `${check.id}: ${check.reason}`;
}

async function reportsOf(read: Parameters<typeof readKept>[0], digest: Digest): Promise<readonly ImageReport[]> {
  const value = parseJson(await readKept(read, digest), RECORD_LIMITS);
  if (!Array.isArray(value)) throw new FormatError('image-reports', 'the kept reports are no list');
  // Bytes of a digest that the decision pins: written by the service as a list of this very type.
  return JSON.parse(JSON.stringify(value)) as readonly ImageReport[];
}

async function policyOf(
  read: Parameters<typeof readKept>[0],
  digest: Digest,
  policies: Map<Digest, CompiledPolicy>,
): Promise<CompiledPolicy> {
  const known = policies.get(digest);
  if (known !== undefined) return known;
  const bytes = await readKept(read, digest);
  parseJson(bytes, RECORD_LIMITS);
  // As above: the decision pins the digest of the canonical JSON of a Policy.
  const compiled = compilePolicy(JSON.parse(decodeUtf8(bytes)) as Policy);
  if (policies.size >= MOST_POLICIES) policies.clear();
  policies.set(digest, compiled);
  return compiled;
}

function same(a: unknown, b: unknown): boolean {
  return canonicalJson(recordJson(a)) === canonicalJson(recordJson(b));
}
