import { CONTENT_LIMITS, contentMemory } from '../../adapters/cached-content/content-memory.ts';
import { systemClock } from '../../adapters/clock.ts';
import { systemRandom } from '../../adapters/random.ts';
import type { AddressGuard } from '../../adapters/registry/transport.ts';
import type { NotificationsService } from '../../doors/http/notifications.ts';
import type { VerifyService } from '../../doors/http/verify.ts';
import type { KubernetesService } from '../../doors/kubernetes/rule.ts';
import { FormatError } from '../../formats/format-error.ts';
import { formatRepositoryName, parseReference } from '../../formats/reference.ts';
import type { PullSecrets } from '../../ports/pull-secrets.ts';
import type { ServiceStore } from '../../ports/service-store.ts';
import type { Telemetry } from '../../ports/telemetry.ts';
import type { PolicyMode } from '../../records/policy.ts';
import type { PolicyBinding, ServiceSettings } from '../../records/service-settings.ts';
import { type AnswerPorts, answer, answerBriefly, appraise } from '../../roads/answer.ts';
import { answerQuestions } from '../../roads/answer-questions.ts';
import { choosePolicies, type PolicySet } from '../../roads/choose-policies.ts';
import type { JudgingPolicy } from '../../roads/judge-image.ts';
import { exceptionNotes } from '../../roads/note-exceptions.ts';
import { warmImages } from '../../roads/warm-images.ts';
import type { renewedPlaces } from '../renewed-places.ts';
import { revocationOver } from '../revocation.ts';
import { openQuestions } from './open-question.ts';
import { pulledRegistries } from './pulled-registries.ts';
import { rememberedRegistries } from './remembered-registries.ts';
import { recordSent } from './sent-digests.ts';

/** What the engine stands on. */
export interface EngineParts {
  readonly settings: ServiceSettings;
  /** The policies as they are now. @example parts.policies().policies.get('release') */
  policies(): PolicySet;
  /** Which policies are bound to whom, as it is now. @example parts.bindings().length */
  bindings(): readonly PolicyBinding[];
  readonly store: Pick<ServiceStore, 'ledger' | 'log' | 'answered' | 'archive'>;
  readonly places: ReturnType<typeof renewedPlaces>;
  readonly telemetry: Telemetry;
  /** Listening on loopback: then registries of this machine may be named. */
  readonly loopback: boolean;
  /** The pull secrets of a cluster, where the settings say that they are read. */
  readonly secrets?: PullSecrets | undefined;
  /** Which addresses the registries of callers may be at; as in `places`. */
  readonly guard?: (registry: string) => AddressGuard;
  /** Of Twinseal. */
  readonly version: string;
  /** Ends what nobody waits for. */
  readonly stop: AbortSignal;
}

/** What every door asks. */
export type Engine = VerifyService &
  NotificationsService &
  KubernetesService & {
    /** Closes idle connections. @example await engine.close() */
    close(): Promise<void>;
  };

/** The one engine behind every door. @example verifyRoutes(engineOf(parts)) */
export function engineOf(parts: EngineParts): Engine {
  const { settings, store, loopback, version, secrets, telemetry, guard } = parts;
  const { ledger } = store;
  const verifying = settings.limits.verifySeconds * 1000;
  // Work that many callers share has as long as each of them.
  const memory = contentMemory(() => systemClock.now(), { ...CONTENT_LIMITS, fetch: verifying });
  const registries = rememberedRegistries(parts.places, memory, parts.telemetry);
  const kept = settings.limits.freshSeconds * 1000;
  const { offline = false, privateHosts = [] } = settings.revocation ?? {};
  const now = (): number => systemClock.now();
  const pulled =
    secrets && pulledRegistries({ secrets, memory, telemetry, now, ...(guard !== undefined && { guard }) });
  const ask = revocationOver(offline ? undefined : { privateHosts, loopback });
  const ports: AnswerPorts = {
    open: openQuestions({ registries, memory, kept, telemetry, loopback, ask, pulled }),
    choose: (question, repository) => choosePolicies(question, repository, parts.policies(), parts.bindings()),
    ledger,
    clock: systemClock,
    random: systemRandom,
    version,
  };
  const noteExceptions = exceptionNotes({ ledger, clock: systemClock, random: systemRandom });
  const questions = answerQuestions({
    ...store,
    clock: systemClock,
    async answer(question, call) {
      const given = await answer(question, ports, call);
      if ('verdict' in given.entry) await noteExceptions(given.entry, call);
      return given;
    },
  });
  return {
    verifyTimeout: verifying,
    maxConcurrent: settings.limits.verifications,
    verify: (question, key, call) => questions.verify(recordSent(question), key, call),
    verifyAll: questions.verifyAll,
    async decide(question, call) {
      const entry = await answerBriefly(question, ports, call);
      if ('verdict' in entry) await noteExceptions(entry, call);
      return entry;
    },
    appraise: (question, call) => appraise(question, ports, call),
    strictest: (question) => strictestMode(ports.choose(question, repositoryOf(question.image))),
    async resolve({ image, pull }, call) {
      const { opened } = await ports.open({ image }, call);
      const { source } = pull === undefined || pulled === undefined ? opened : await pulled.open(opened, pull, call);
      return (await source.resolve(opened.image, call)).digest;
    },
    warm: warmImages({ ...parts, open: ports.open, clock: systemClock }),
    close: async () => await pulled?.close(),
  };
}

/** Where no policy counts, the image is denied. */
function strictestMode(policies: readonly JudgingPolicy[]): PolicyMode {
  const modes = policies.flatMap(({ mode, shadowOf }) => (shadowOf === undefined ? [mode] : []));
  if (modes.length === 0 || modes.includes('enforce')) return 'enforce';
  return modes.includes('warn') ? 'warn' : 'audit';
}

/** What is no reference is looked for as it is written: a policy for all images is for it too. */
function repositoryOf(image: string): string {
  try {
    return formatRepositoryName(parseReference(image));
  } catch (error) {
    if (error instanceof FormatError) return image;
    throw error;
  }
}
