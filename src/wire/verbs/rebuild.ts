import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { makeRebuildModules } from '../../adapters/go/rebuild-modules.ts';
import { readInputFile } from '../../adapters/input-file.ts';
import type { Runner } from '../../doors/cli/main.ts';
import { rebuildCommand } from '../../doors/cli/rebuild.ts';
import { parseOnePem } from '../../formats/der/pem.ts';
import { FormatError } from '../../formats/format-error.ts';
import { decodeUtf8 } from '../../formats/utf8.ts';
import { publicKeyPem } from '../../judge/policy/signers.ts';
import type { Call } from '../../ports/call.ts';
import { TwinsealError } from '../../records/twinseal-error.ts';
import { findToolchains } from '../../roads/find-toolchains.ts';
import { rebuild } from '../../roads/rebuild.ts';
import { userKeys } from '../keys.ts';
import { userPlaces } from '../places.ts';
import { twinMachine } from '../twin-ports.ts';

const MAX_KEY_FILE = 1024 * 1024;

async function publicKey(path: string, call: Call): Promise<Uint8Array> {
  const bytes = await readInputFile(path, MAX_KEY_FILE, call);
  try {
    return parseOnePem(publicKeyPem(decodeUtf8(bytes)), ['PUBLIC KEY']).bytes;
  } catch (cause) {
    if (!(cause instanceof FormatError)) throw cause;
    throw new TwinsealError('KEY_UNREADABLE', `${path} must hold one public key in PEM: ${cause.message}`, { cause });
  }
}

/** Runs `twinseal rebuild` on this machine. @example await run(input, session) // 0 reproduced, 1 not, 3 could not tell */
export const run: Runner = async (input, session) => {
  // Taken at once, so that no child process of the build can inherit it.
  const keys = userKeys(input);
  return await rebuildCommand.run(
    input,
    {
      async rebuild(request, trusted, choices, progress, call) {
        const spki = trusted === undefined ? undefined : await publicKey(trusted, call);
        const machine = await twinMachine(choices, progress);
        try {
          const modules = join(machine.work, 'modules');
          const workspace = join(machine.source, 'rebuild');
          for (const folder of [modules, workspace]) await mkdir(folder, { recursive: true, mode: 0o700 });
          const ports = {
            ...machine.lock,
            ...machine.build,
            workspace,
            // Without the network the proxy is none, whatever the user's settings say.
            modules: makeRebuildModules(modules, choices.offline ? { ...process.env, GOPROXY: 'off' } : process.env),
            places: userPlaces(),
            keys,
            toolchain: async (version: string, within: Call) => {
              const { a: found } = await findToolchains(choices, undefined, machine.lock, within, progress);
              if (found.version === version) return found;
              return {
                why: `it was built by ${version}, and the Go that is here is ${found.version}: give --go ${version.slice('go'.length)}`,
              };
            },
          };
          const asked = { ...request, limits: choices.limits, ...(spki !== undefined && { trusted: spki }) };
          return await rebuild(asked, ports, call, progress);
        } finally {
          await machine.remove();
        }
      },
    },
    session,
  );
};
