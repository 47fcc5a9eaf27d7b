import type { ListenAddress, ServiceFlags } from '../../records/service-settings.ts';
import { TwinsealError } from '../../records/twinseal-error.ts';
import { parseListen } from '../../roads/service-settings.ts';
import type { Command, Flag, Input, Session } from './command.ts';

/** What `serve` needs. */
export interface ServeUse {
  /**
   * Listens, and returns when the session is stopped and every request under way has been answered.
   * @throws TwinsealError when it can't start: settings, policies, data folder, address
   * @example await use.serve({ config: 'service.yaml', privateRegistries: [] }, session)
   */
  serve(flags: ServiceFlags, session: Session): Promise<void>;
}

/** Flags of a service, whatever part of it the process is. */
export const SERVICE_FLAGS: readonly Flag[] = [
  {
    name: 'config',
    kind: 'text',
    value: 'FILE',
    meaning: 'settings of the service: callers, TLS, limits, store (docs/service.md); flags win',
  },
  { name: 'policies', kind: 'text', value: 'DIR', meaning: 'folder of policies (./policies unless given)' },
  { name: 'data', kind: 'text', value: 'DIR', meaning: 'folder that keeps decisions (./twinseal-data unless given)' },
  {
    name: 'private-registry',
    kind: 'list',
    value: 'HOST[:PORT]',
    meaning: 'registry in a private network that callers may name though the service listens outside loopback',
  },
];

/** `twinseal serve`. */
export const serveCommand: Command<ServeUse> = {
  name: 'serve',
  description:
    'Answers POST /verify over HTTP until it is stopped by SIGTERM or SIGINT; requests under way are then finished.\n' +
    'Every decision is on disk before it is answered. The policy NAME is the file DIR/NAME.yaml. SIGHUP reads settings\n' +
    'and certificates again.',
  arguments: [],
  flags: [
    { name: 'listen', kind: 'text', value: 'HOST:PORT', meaning: 'where to listen (127.0.0.1:8080 unless given)' },
    ...SERVICE_FLAGS,
  ],
  examples: [
    { command: 'twinseal serve --policies policies --data /var/lib/twinseal', meaning: 'on loopback, port 8080' },
    { command: 'twinseal serve --config service.yaml', meaning: 'with callers, TLS and limits from a file' },
    {
      command:
        'curl --fail -d \'{"image":"registry.example.com/app:v1","policy":"release"}\' -H content-type:application/json \'http://127.0.0.1:8080/verify?fail=deny\'',
      meaning: 'a gate: fails unless the verdict is allow',
    },
  ],
  async run(input, use, session) {
    const text = input.text('listen');
    const listen = text === undefined ? undefined : listenOf(text);
    await use.serve({ ...serviceFlags(input), ...(listen !== undefined && { listen }) }, session);
    return 0;
  },
};

/**
 * What the flags of {@link SERVICE_FLAGS} say.
 * @example serviceFlags(input).config // 'service.yaml'
 */
export function serviceFlags(input: Input): ServiceFlags {
  const [config, policies, data] = [input.text('config'), input.text('policies'), input.text('data')];
  return {
    ...(config !== undefined && { config }),
    ...(policies !== undefined && { policies }),
    ...(data !== undefined && { data }),
    privateRegistries: input.list('private-registry').map((registry) => registry.toLowerCase()),
  };
}

function listenOf(text: string): ListenAddress {
  const address = parseListen(text);
  if (address !== undefined) return address;
  throw new TwinsealError(
    'USAGE',
    `--listen is HOST:PORT, such as 127.0.0.1:8080 or [::1]:8080, not ${text.slice(0, 80)}`,
  );
}
