import { constants } from 'node:fs';
import { access, lstat } from 'node:fs/promises';
import { basename, dirname, isAbsolute, join, resolve } from 'node:path';
import { FormatError } from '../../formats/format-error.ts';
import { type PluginCommand, parsePluginError } from '../../formats/notary/plugin-contract.ts';
import type { Call } from '../../ports/call.ts';
import { TwinsealError } from '../../records/twinseal-error.ts';
import { helperEnvironment } from '../process/helper-environment.ts';
import { runProcess } from '../process/process-run.ts';

const MAX_OUTPUT = 1024 * 1024;
/** Milliseconds for one command: some ask a service far away. */
const MAX_TIME = 60_000;
// Vault's plugin, managed identities of Azure, and what plugins call their own.
const PASSED = /^(?:VAULT_[A-Z0-9_]+|IDENTITY_(?:ENDPOINT|HEADER)|MSI_(?:ENDPOINT|SECRET)|NOTATION_[A-Z0-9_]+)$/;
/** Errors of the contract after which the same request may succeed. */
const AGAIN: readonly string[] = ['TIMEOUT', 'THROTTLED', 'ERROR'];

/**
 * The program of a plugin: a path is taken as it is, a name is looked for where `notation plugin install` puts plugins.
 * @param environment - as `process.env`
 * @throws TwinsealError `PLUGIN_REFUSED` for what is not there, is no regular file, or may not be run
 * @example await findPlugin('azure-kv', process.env)
 * @see Notary Project plugin-extensibility.md, "Installation path" (links are not supported)
 */
export async function findPlugin(
  plugin: string,
  environment: Readonly<Record<string, string | undefined>>,
): Promise<string> {
  const path = plugin.includes('/') ? resolve(plugin) : installed(plugin, environment);
  try {
    if (!(await lstat(path)).isFile()) throw refused(plugin, `${path} is no regular file: name the program itself`);
    await access(path, constants.X_OK);
  } catch (cause) {
    if (cause instanceof TwinsealError) throw cause;
    throw refused(
      plugin,
      `${path} is not there, or may not be run: install it with \`notation plugin install\`, or name its path`,
      cause,
    );
  }
  return path;
}

function installed(name: string, environment: Readonly<Record<string, string | undefined>>): string {
  if (!/^[A-Za-z0-9][A-Za-z0-9._-]{0,127}$/.test(name))
    throw refused(name, 'the name of a plugin has letters, digits, dots, _ and -');
  const { XDG_CONFIG_HOME, HOME } = environment;
  const config =
    XDG_CONFIG_HOME !== undefined && isAbsolute(XDG_CONFIG_HOME) ? XDG_CONFIG_HOME : join(HOME ?? '/', '.config');
  return join(config, 'notation', 'plugins', name, `notation-${name}`);
}

/**
 * Asks a plugin one thing: started anew with the command as its only argument, the request on its standard input, a minimal
 * environment, bounded output and time.
 *
 * @param read - reads its answer
 * @throws TwinsealError `PLUGIN_FAILED`, `PLUGIN_REFUSED`, `ABORTED`
 * @example await askPlugin(program, 'describe-key', request, parsePluginKey, process.env, call)
 * @see Notary Project plugin-extensibility.md, "Plugin contract"
 */
export async function askPlugin<T>(
  program: string,
  command: PluginCommand,
  request: string,
  read: (answer: string) => T,
  environment: Readonly<Record<string, string | undefined>>,
  call: Call,
): Promise<T> {
  const name = basename(program);
  const { status, stdout, stderr, truncated } = await run(program, command, request, environment, call);
  if (truncated) throw refused(name, `${command}: it wrote more than 1 MiB`);
  if (status !== 0) {
    const error = parsePluginError(stderr);
    if (error === undefined) throw failed(name, `${command}: it ended with status ${status}`);
    const said = `${command}: ${error.code}${error.message === '' ? '' : ` (${error.message.slice(0, 500)})`}`;
    throw AGAIN.includes(error.code) ? failed(name, said) : refused(name, said);
  }
  try {
    return read(stdout);
  } catch (cause) {
    if (!(cause instanceof FormatError)) throw cause;
    throw refused(name, `${command}: its answer is none of the protocol: ${cause.message}`, cause);
  }
}

async function run(
  program: string,
  command: PluginCommand,
  request: string,
  environment: Readonly<Record<string, string | undefined>>,
  call: Call,
) {
  const deadline = Math.min(call.deadline, Date.now() + MAX_TIME);
  const process = {
    argv: [program, command] as const,
    environment: helperEnvironment(environment, PASSED),
    folder: dirname(program),
    stdin: request,
    maxOutput: MAX_OUTPUT,
  };
  try {
    return await runProcess(process, { signal: call.signal, deadline });
  } catch (cause) {
    if (!(cause instanceof TwinsealError) || cause.code === 'ABORTED') throw cause;
    const why =
      cause.code === 'BUILD_TIMEOUT'
        ? 'did not answer in time'
        : cause.code === 'BUILD_LIMIT'
          ? 'wrote without end'
          : 'could not be started';
    throw failed(basename(program), `${command}: it ${why}`, cause);
  }
}

/** The error for a plugin that must not be used so. @example throw refused('azure-kv', 'it signs nothing') */
export function refused(plugin: string, why: string, cause?: unknown): TwinsealError {
  return new TwinsealError('PLUGIN_REFUSED', `the plugin ${plugin.slice(0, 200)} can not be used: ${why}`, { cause });
}

function failed(plugin: string, why: string, cause?: unknown): TwinsealError {
  return new TwinsealError('PLUGIN_FAILED', `the plugin ${plugin} failed: ${why}`, { cause });
}
