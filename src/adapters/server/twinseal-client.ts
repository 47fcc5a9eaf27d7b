/**
 * The client of a Twinseal service, as the package gives it to programs:
 * `import { twinsealClient } from 'twinseal/client'`.
 */
import type { KeptArchive } from '../../ports/source-archives.ts';
import type { AnswerBody } from '../../records/answer.ts';
import type { DecisionEntry } from '../../records/decision.ts';
import type { DecisionSummary } from '../../records/decision-summary.ts';
import type { Job, JobEvent } from '../../records/job.ts';
import type { LogKind } from '../../records/log-entry.ts';
import type { PolicySummary } from '../../records/policy-summary.ts';
import { TwinsealError } from '../../records/twinseal-error.ts';
import { clientCalls, step, withQuery } from './client-calls.ts';
import type {
  BatchOutcome,
  BuildRequest,
  CallOptions,
  ClientOptions,
  DecisionQuery,
  KeptAttestation,
  ListOptions,
  LoggedChange,
  SealRequest,
  SourceOptions,
  SubmitOptions,
  TypedBytes,
  VerifyOptions,
} from './client-types.ts';
import { followJob } from './job-events.ts';
import { serverClient } from './server-client.ts';
import { serverTransport } from './server-transport.ts';
import { ServiceError } from './service-error.ts';
import { verificationClient } from './verification-client.ts';

export type { KeptArchive } from '../../ports/source-archives.ts';
export type { AnswerBody, JudgementSummary } from '../../records/answer.ts';
export type { Attestation } from '../../records/attestation.ts';
export type { Check } from '../../records/check.ts';
export type { Decision, DecisionEntry, Effect, Undecided } from '../../records/decision.ts';
export type { DecisionSummary } from '../../records/decision-summary.ts';
export type { ErrorCode } from '../../records/error-catalogue.ts';
export type { Explanation } from '../../records/explanation.ts';
export type { Job, JobEvent } from '../../records/job.ts';
export type { PolicySummary } from '../../records/policy-summary.ts';
export type { Outcome, Verdict } from '../../records/verdict.ts';
export type * from './client-types.ts';
export { ServiceError, TwinsealError };

const TIMEOUT = 120_000;
const RETRIES = 2;
const WAIT = 30_000;
const MAX_DOCUMENT = 64 * 1024 * 1024;

/**
 * A client of a Twinseal service. Every method rejects with a {@link TwinsealError}: its `code` is of the catalogue
 * (docs/errors.md), `retryable` says whether the same call may succeed later; what the service itself said is a
 * {@link ServiceError}, with `status` and, where it could not tell, `verdict` and `decision`.
 */
export interface TwinsealClient {
  /**
   * Judges an image. The answer is checked: one that contradicts itself or the question is no answer. Act by `effect`.
   * @throws ServiceError also for "could not tell", never for a denial
   * @example (await client.verify('registry.example.com/app:v1', { claims: { release: 'v1' } })).effect // 'admit'
   */
  verify(image: string, options?: VerifyOptions): Promise<AnswerBody>;
  /** Judges up to 50 images, each for itself. @example (await client.verifyAll(images))[0]?.answer?.effect */
  verifyAll(images: readonly string[], options?: VerifyOptions): Promise<readonly BatchOutcome[]>;
  /** Decisions, newest first. @example for await (const { id, outcome } of client.decisions({ outcome: 'deny' })) */
  decisions(query?: DecisionQuery): AsyncIterable<DecisionSummary>;
  /** One decision as it was kept. @example await client.decision(id) */
  decision(id: string, options?: CallOptions): Promise<DecisionEntry>;
  /** The proof that a decision is in the log (C2SP tlog-proof). @example await client.receipt(id) */
  receipt(id: string, options?: CallOptions): Promise<string>;
  /** Changes of what decides, newest first. @example for await (const change of client.changes('policy')) */
  changes(kind?: Exclude<LogKind, 'decision'>, options?: ListOptions): AsyncIterable<LoggedChange>;
  /** The policies that hold, by name. @example for await (const { name, digest } of client.policies()) */
  policies(options?: ListOptions): AsyncIterable<PolicySummary>;
  /** The canonical JSON of a policy. @example await client.policy(digest) */
  policy(digest: string, options?: CallOptions): Promise<TypedBytes>;
  /** The evidence that decisions saw of an image. @example for await (const { digest, kept } of client.attestations(image)) */
  attestations(digest: string, options?: ListOptions): AsyncIterable<KeptAttestation>;
  /** The very bytes of a piece of evidence. @example (await client.attestation(digest)).mediaType */
  attestation(digest: string, options?: CallOptions): Promise<TypedBytes>;
  /** All evidence of an image as a tar that verifies offline. @example await pipeline(client.evidence(digest), createWriteStream('set.tar')) */
  evidence(digest: string, options?: CallOptions): AsyncIterable<Uint8Array>;
  /** A document that a decision rests on. @example await client.document(digest) */
  document(digest: string, options?: CallOptions): Promise<TypedBytes>;
  /** The log of decisions (C2SP tlog-tiles). */
  readonly log: {
    /** The newest signed checkpoint. @example await client.log.checkpoint() */
    checkpoint(options?: CallOptions): Promise<string>;
    /** The verifier key. @example await client.log.key() */
    key(options?: CallOptions): Promise<string>;
    /** A tile or bundle of entries. @example await client.log.tile('0/x001/067.p/3') */
    tile(path: string, options?: CallOptions): Promise<Uint8Array>;
  };
  /** Sends a source as a tar or tar.gz. @example (await client.sendSource(createReadStream('source.tar'))).digest */
  sendSource(body: Uint8Array | AsyncIterable<Uint8Array>, options?: SourceOptions): Promise<KeptArchive>;
  /** Has a source built twice and compared. @example await client.build({ source: { archive: digest } }) */
  build(request: BuildRequest, options?: SubmitOptions): Promise<Job>;
  /** Has a source built, sealed and pushed. @example await client.seal({ source, push: 'registry.example.com/app:v1' }) */
  seal(request: SealRequest, options?: SubmitOptions): Promise<Job>;
  /** Jobs, newest first. @example for await (const job of client.jobs()) */
  jobs(options?: ListOptions): AsyncIterable<Job>;
  /** One job. @example (await client.job(id)).state */
  job(id: string, options?: CallOptions): Promise<Job>;
  /** Asks for a job's end. @example await client.cancel(id) */
  cancel(id: string, options?: CallOptions): Promise<Job>;
  /** What happens to a job, to its end. @example for await (const { text } of client.events(id)) console.error(text) */
  events(id: string, options?: CallOptions & { readonly after?: number }): AsyncIterable<JobEvent>;
  /** Waits for a job's end. @example (await client.wait(id)).result */
  wait(id: string, options?: CallOptions): Promise<Job>;
  /** Names of the policies that hold, once the service is ready. @example (await client.ready()).policies */
  ready(options?: CallOptions): Promise<{ readonly policies: readonly string[]; readonly broken: readonly string[] }>;
  /** Closes idle connections. @example client.close() */
  close(): void;
}

/**
 * Opens a client; nothing is sent yet. It keeps connections, follows no redirect and sends the token to this service alone.
 *
 * @throws TwinsealError `USAGE` for a URL, certificate or key that is none, and for plain http to another machine
 * @example const client = twinsealClient({ url: 'https://twinseal.example.com', token: process.env.TWINSEAL_TOKEN })
 */
export function twinsealClient(options: ClientOptions): TwinsealClient {
  const transport = serverTransport(options);
  const { origin } = transport;
  const client = serverClient(transport, { retries: options.retries ?? RETRIES, wait: WAIT });
  const server = verificationClient(client, origin);
  const calls = clientCalls(client, origin, options.timeout ?? TIMEOUT);
  const text = async (path: string, of: CallOptions | undefined): Promise<string> =>
    new TextDecoder().decode((await calls.bytes(path, MAX_DOCUMENT, of)).bytes);
  const judge: TwinsealClient['verifyAll'] = async (images, asked = {}) => {
    const { policy, idempotencyKey, explain, namespace, labels, claims, containers, layout, bundles } = asked;
    const results = await server.verify(
      {
        images,
        request: {
          ...(namespace !== undefined && { namespace }),
          ...(labels !== undefined && { labels }),
          ...(claims !== undefined && { claims }),
        },
        ...(policy !== undefined && { policy }),
        ...(containers !== undefined && { containers }),
        ...(layout !== undefined && { layout }),
        ...(bundles !== undefined && { bundles }),
        ...(idempotencyKey !== undefined && { idempotencyKey }),
        ...(explain !== undefined && { explain }),
      },
      calls.call(asked),
    );
    return results.map((result) => result);
  };
  return {
    async verify(image, asked) {
      const [only] = await judge([image], asked);
      if (only?.answer === undefined) throw only?.error ?? new TwinsealError('INTERNAL', 'nothing became of an image');
      const { answer } = only;
      if (answer.effect !== 'unknown') return answer;
      const parts = { status: 503, retryable: true, decision: answer, verdict: answer };
      throw new ServiceError('INDETERMINATE', `${origin}: ${faultOf(answer)}`, parts);
    },
    verifyAll: judge,
    decisions: ({ signal, timeout, pageSize, since, until, shadowDiffers, ...rest } = {}) =>
      calls.list(
        '/decisions',
        'decisions',
        {
          ...rest,
          since: timeOf(since),
          until: timeOf(until),
          shadowDiffers: shadowDiffers?.toString(),
        },
        listOptions({ signal, timeout, pageSize }),
      ),
    decision: async (id, of) => calls.get(`/decisions/${step(id)}`, of),
    receipt: async (id, of) => text(`/decisions/${step(id)}/receipt`, of),
    changes: (kind, of) => calls.list('/changes', 'changes', { kind }, of),
    policies: (of) => calls.list('/policies', 'policies', {}, of),
    policy: async (digest, of) => calls.bytes(`/policies/${step(digest)}`, MAX_DOCUMENT, of),
    attestations: (digest, of) => calls.list('/attestations', 'attestations', { digest }, of),
    attestation: async (digest, of) => calls.bytes(`/attestations/${step(digest)}`, MAX_DOCUMENT, of),
    async *evidence(digest, of) {
      const path = withQuery('/attestations', { digest, format: 'tar' });
      const headers = { accept: 'application/x-tar, application/problem+json' };
      const reply = await client.bytes({ method: 'GET', path, headers, repeatable: true }, [200], calls.call(of, true));
      try {
        yield* reply.body;
      } finally {
        reply.cancel();
      }
    },
    document: async (digest, of) => calls.bytes(`/documents/${step(digest)}`, MAX_DOCUMENT, of),
    log: {
      checkpoint: (of) => text('/log/checkpoint', of),
      key: async (of) => (await text('/log/key', of)).trim(),
      tile: async (path, of) =>
        (await calls.bytes(`/log/tile/${path.split('/').map(step).join('/')}`, MAX_DOCUMENT, of)).bytes,
    },
    async sendSource(body, of = {}) {
      const headers = { 'content-type': of.mediaType ?? 'application/x-tar' };
      const { body: kept } = await client.json(
        { method: 'POST', path: '/sources', headers, body },
        [201],
        calls.call(of, true),
      );
      return JSON.parse(JSON.stringify(kept)) as KeptArchive;
    },
    build: (request, of) => calls.post('/builds', request, { 'idempotency-key': of?.idempotencyKey }, 202, of),
    seal: (request, of) => calls.post('/seals', request, { 'idempotency-key': of?.idempotencyKey }, 202, of),
    jobs: (of) => calls.list('/jobs', 'jobs', {}, of),
    job: async (id, of) => calls.get(`/jobs/${step(id)}`, of),
    cancel: async (id, of) => calls.post(`/jobs/${step(id)}/cancel`, undefined, {}, 200, of),
    events: (id, of = {}) => followJob(client, origin, id, of.after ?? 0, calls.call(of, true)),
    async wait(id, of = {}) {
      const events = followJob(client, origin, id, 0, calls.call(of, true));
      for (;;) {
        const next = await events.next();
        if (next.done === true) return next.value;
      }
    },
    ready: (of) => calls.get('/readyz', of),
    close: () => transport.close(),
  };
}

function faultOf({ checks }: AnswerBody): string {
  return checks.find(({ status }) => status === 'fault')?.reason ?? 'a fault could change the outcome';
}

function timeOf(time: Date | string | undefined): string | undefined {
  return typeof time === 'string' || time === undefined ? time : time.toISOString();
}

function listOptions({
  signal,
  timeout,
  pageSize,
}: { [Name in keyof ListOptions]: ListOptions[Name] | undefined }): ListOptions {
  return {
    ...(signal !== undefined && { signal }),
    ...(timeout !== undefined && { timeout }),
    ...(pageSize !== undefined && { pageSize }),
  };
}
