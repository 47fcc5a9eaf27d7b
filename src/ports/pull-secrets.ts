import type { DockerAuth } from '../formats/docker-config.ts';
import type { PullSource } from '../records/question.ts';
import type { Call } from './call.ts';

/** Credentials of one entry of one pull secret. Never part of a message. */
export interface PullCredential {
  /** `namespace/name` of the secret, for messages. */
  readonly secret: string;
  readonly auth: DockerAuth;
}

/** What there is to pull a repository with. */
export interface PullFinding {
  /** Those that match the repository, in the order in which a kubelet would try them. */
  readonly credentials: readonly PullCredential[];
  /** What could not be read, and why, each a clause: `the pull secret shop/regcred is not there`. */
  readonly problems: readonly string[];
}

/** The pull secrets of a cluster. */
export interface PullSecrets {
  /**
   * The credentials of a source that match a repository. What can't be read is a problem, and no error.
   * @param name - `registry.example.com/team/app`
   * @throws the reason of the call's signal, once nobody waits any more
   * @example (await secrets.find({ namespace: 'shop', secrets: ['regcred'], serviceAccounts: [] }, name, call)).credentials
   */
  find(source: PullSource, name: string, call: Call): Promise<PullFinding>;
}
