import { TwinsealError } from '../../records/twinseal-error.ts';
import type { Command, Session } from './command.ts';

/** What `serve` needs. */
export interface ServeUse {
  /**
   * Listens, and returns when the session is stopped and every request under way has been answered.
   * @throws TwinsealError when it can't start: policies, data folder, address
   * @example await use.serve(options, session)
   */
  serve(options: ServeOptions, session: Session): Promise<void>;
}

/** Where to listen and what to use. */
export interface ServeOptions {
  readonly host: string;
  readonly port: number;
  readonly policies: string;
  readonly data: string;
  /** Registries (`host` or `host:port`) that may be in a private network. */
  readonly privateRegistries: readonly string[];
}

/** `twinseal serve`. */
export const serveCommand: Command<ServeUse> = {
  name: 'serve',
  description:
    'Answers POST /verify over HTTP until it is stopped by SIGTERM or SIGINT; requests under way are then finished.\n' +
    'Every decision is on disk before it is answered. The policy NAME is the file DIR/NAME.yaml.',
  arguments: [],
  flags: [
    { name: 'listen', kind: 'text', value: 'HOST:PORT', meaning: 'where to listen (127.0.0.1:8080 unless given)' },
    { name: 'policies', kind: 'text', value: 'DIR', meaning: 'folder of policies (./policies unless given)' },
    { name: 'data', kind: 'text', value: 'DIR', meaning: 'folder that keeps decisions (./twinseal-data unless given)' },
    {
      name: 'private-registry',
      kind: 'list',
      value: 'HOST[:PORT]',
      meaning: 'registry in a private network that callers may name though the service listens outside loopback',
    },
  ],
  examples: [
    { command: 'twinseal serve --policies policies --data /var/lib/twinseal', meaning: 'on loopback, port 8080' },
    {
      command:
        'curl --fail -d \'{"image":"registry.example.com/app:v1","policy":"release"}\' -H content-type:application/json \'http://127.0.0.1:8080/verify?fail=deny\'',
      meaning: 'a gate: fails unless the verdict is allow',
    },
  ],
  async run(input, use, session) {
    const options = {
      ...parseListen(input.text('listen') ?? '127.0.0.1:8080'),
      policies: input.text('policies') ?? 'policies',
      data: input.text('data') ?? 'twinseal-data',
      privateRegistries: input.list('private-registry').map((registry) => registry.toLowerCase()),
    };
    await use.serve(options, session);
    return 0;
  },
};

/**
 * `host:port`, `[::1]:8080` or `:8080` (loopback). Port 0 lets the system choose.
 * @throws TwinsealError `USAGE`
 * @example parseListen('127.0.0.1:8080') // { host: '127.0.0.1', port: 8080 }
 */
function parseListen(text: string): { readonly host: string; readonly port: number } {
  const match = /^(?:\[([0-9a-fA-F:.]{2,45})\]|([A-Za-z0-9.-]{1,253})|):(\d{1,5})$/.exec(text);
  const port = Number(match?.[3]);
  if (match === null || port > 65535)
    throw new TwinsealError(
      'USAGE',
      `--listen is HOST:PORT, such as 127.0.0.1:8080 or [::1]:8080, not ${text.slice(0, 80)}`,
    );
  return { host: match[1] ?? match[2] ?? '127.0.0.1', port };
}
