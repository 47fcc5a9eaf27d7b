/**
 * The process behind `bin/twinseal`: gives the CLI its streams, signals and roads. A verb's road is imported only when
 * the verb runs.
 */
import { type Runner, runCli } from '../doors/cli/main.ts';

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
/** Milliseconds for a road to end after a signal, before the process ends without it. */
const GRACE = 10_000;

/** Each verb with its road, imported when it runs. */
const VERBS: Readonly<Record<string, () => Promise<Runner>>> = {
  build: async () => (await import('./verbs/build.ts')).run,
  compare: async () => (await import('./verbs/compare.ts')).run,
  rebuild: async () => (await import('./verbs/rebuild.ts')).run,
  seal: async () => (await import('./verbs/seal.ts')).run,
  'keys generate': async () => (await import('./verbs/keys-generate.ts')).run,
  'keys public': async () => (await import('./verbs/keys-public.ts')).run,
  push: async () => (await import('./verbs/push.ts')).run,
  pack: async () => (await import('./verbs/pack.ts')).run,
  bake: async () => (await import('./verbs/bake.ts')).run,
  pull: async () => (await import('./verbs/pull.ts')).run,
  copy: async () => (await import('./verbs/copy.ts')).run,
  'debug fetch': async () => (await import('./verbs/debug-fetch.ts')).run,
  tree: async () => (await import('./verbs/tree.ts')).run,
  sign: async () => (await import('./verbs/sign.ts')).run,
  attest: async () => (await import('./verbs/attest.ts')).run,
  verify: async () => (await import('./verbs/verify.ts')).run,
  validate: async () => (await import('./verbs/validate.ts')).run,
  'bundle verify': async () => (await import('./verbs/bundle-verify.ts')).run,
  'trust update': async () => (await import('./verbs/trust-update.ts')).run,
  'trust show': async () => (await import('./verbs/trust-show.ts')).run,
  'policy init': async () => (await import('./verbs/policy-init.ts')).run,
  'policy explain': async () => (await import('./verbs/policy-explain.ts')).run,
  'policy test': async () => (await import('./verbs/policy-test.ts')).run,
  'policy import': async () => (await import('./verbs/policy-import.ts')).run,
  'audit export': async () => (await import('./verbs/audit-export.ts')).run,
  'audit verify': async () => (await import('./verbs/audit-verify.ts')).run,
  'audit replay': async () => (await import('./verbs/audit-replay.ts')).run,
  serve: async () => (await import('./verbs/serve.ts')).run,
  'callers key': async () => (await import('./verbs/callers-key.ts')).run,
  worker: async () => (await import('./verbs/worker.ts')).run,
  'cache prune': async () => (await import('./verbs/cache-prune.ts')).run,
  doctor: async () => (await import('./verbs/doctor.ts')).run,
  completion: async () => (await import('./verbs/completion.ts')).run,
};

const stopped = new AbortController();

function stopOnSignals(): void {
  let asked = false;
  for (const signal of SIGNALS)
    process.on(signal, () => {
      // To a service it means: read your files again. Whatever has files listens for it too.
      if (signal === 'SIGHUP' && process.argv[2] === 'serve') return;
      if (asked) process.exit(3);
      asked = true;
      stopped.abort();
      setTimeout(() => process.exit(3), GRACE).unref();
    });
}

/** A reader that went away (`| head -1`) is no error, and does not change the verdict; a full disk behind stdout is one. */
let unwritten: NodeJS.ErrnoException | undefined;

function survivePipes(): void {
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') unwritten ??= error;
  });
  // Nobody is left to be told.
  process.stderr.on('error', () => {});
}

/** Errors of writing come later than `write` returns. */
async function flushed(): Promise<void> {
  await new Promise<void>((resolve) => process.stdout.write('', () => setImmediate(resolve)));
}

async function version(): Promise<string> {
  const { readFile } = await import('node:fs/promises');
  const text = await readFile(new URL('../../package.json', import.meta.url), 'utf8');
  return (JSON.parse(text) as { readonly version: string }).version;
}

async function start(): Promise<void> {
  survivePipes();
  stopOnSignals();
  const status = await runCli(process.argv.slice(2), {
    out: (text) => void process.stdout.write(text),
    err: (text) => void process.stderr.write(text),
    save: async (path, text) => await (await import('../adapters/save-text.ts')).saveText(path, text),
    mayWrite: async (path) => await (await import('../adapters/save-text.ts')).mayWrite(path),
    stdoutIsTerminal: process.stdout.isTTY === true,
    stderrIsTerminal: process.stderr.isTTY === true,
    noColour: (process.env.NO_COLOR ?? '') !== '',
    signal: stopped.signal,
    now: () => Date.now(),
    version,
    verbs: VERBS,
  });
  await flushed();
  if (unwritten !== undefined) process.stderr.write(`twinseal: the result could not be written: ${unwritten.code}\n`);
  // Open sockets and timers must not keep a process that has given its answer.
  process.exit(unwritten === undefined ? status : 3);
}

await start();
