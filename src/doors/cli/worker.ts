import type { ServiceFlags } from '../../records/service-settings.ts';
import type { Command, Session } from './command.ts';

/** What `worker` needs. */
export interface WorkerUse {
  /**
   * Takes jobs until the session is stopped.
   * @throws TwinsealError when it can't start, or has lost its signer
   * @example await use.work({ config: 'service.yaml', privateRegistries: [] }, session)
   */
  work(flags: ServiceFlags, session: Session): Promise<void>;
}

/** `twinseal worker`. */
export const workerCommand: Command<WorkerUse> = {
  name: 'worker',
  description:
    'Takes the jobs of POST /builds and POST /seals from the queue and does them one by one, until it is stopped by SIGTERM or\n' +
    'SIGINT; a job under way is given back then. Keys are held by a process of their own. COSIGN_PASSWORD unlocks them.\n' +
    'With SQLite, `serve` starts a worker by itself unless the settings say `worker: apart`.',
  arguments: [],
  flags: [
    { name: 'config', kind: 'text', value: 'FILE', meaning: 'settings of the service, the same as those of serve' },
    {
      name: 'data',
      kind: 'text',
      value: 'DIR',
      meaning: 'folder of the SQLite store, instead of that of the settings',
    },
    { name: 'leashed', kind: 'switch', meaning: 'stop when standard input ends, as `serve` starts it' },
  ],
  examples: [{ command: 'twinseal worker --config service.yaml', meaning: 'a worker more for the same service' }],
  async run(input, use, session) {
    const [config, data] = [input.text('config'), input.text('data')];
    const flags = {
      ...(config !== undefined && { config }),
      ...(data !== undefined && { data }),
      privateRegistries: [],
    };
    await use.work(flags, session);
    return 0;
  },
};
