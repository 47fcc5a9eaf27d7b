import { readdir } from 'node:fs/promises';
import { basename, dirname, extname, isAbsolute, join } from 'node:path';
import type { Call } from '../ports/call.ts';
import type { PolicyFiles, PolicySource } from '../ports/policies.ts';
import type { TrustedRoots } from '../ports/trusted-roots.ts';
import { TwinsealError } from '../records/twinseal-error.ts';
import { errnoOf } from './disk-error.ts';
import { readInputFile } from './input-file.ts';
import { readTrustStore } from './trust-store.ts';

const MAX_POLICY = 256 * 1024;
const MAX_KEY_FILE = 1024 * 1024;
const MAX_POLICIES = 1000;
const EXTENSIONS = ['.yaml', '.yml', '.json'];

/**
 * Policies from files: a policy's name is its file's name without extension, and the files that it names lie beside it.
 *
 * @param roots - trusted roots of the Sigstore instances that policies name
 * @example (await policyFiles(userRoots).load('policies/release.yaml', call)).name // 'release'
 */
export function policyFiles(roots: TrustedRoots): PolicyFiles {
  const load = async (path: string, call: Call): Promise<PolicySource> => {
    const folder = dirname(path);
    return {
      name: policyName(path),
      bytes: await readInputFile(path, MAX_POLICY, call),
      readFile: (named) => readInputFile(isAbsolute(named) ? named : join(folder, named), MAX_KEY_FILE, call),
      readStore: (named, type, name) =>
        readTrustStore(isAbsolute(named) ? named : join(folder, named), type, name, call),
      trustedRoot: async (instance) => (await roots.open(instance, call)).bytes,
    };
  };
  return { load, list: (folder, call) => list(folder, load, call) };
}

async function list(folder: string, load: PolicyFiles['load'], call: Call): Promise<readonly PolicySource[]> {
  const files = (await namesIn(folder)).filter((name) => EXTENSIONS.includes(extname(name)) && !name.startsWith('.'));
  if (files.length > MAX_POLICIES)
    throw new TwinsealError(
      'POLICY_INVALID',
      `${folder} has ${files.length} policies, more than the ${MAX_POLICIES} allowed`,
    );
  const seen = new Map<string, string>();
  for (const file of files) {
    const name = policyName(file);
    const other = seen.get(name);
    if (other !== undefined)
      throw new TwinsealError(
        'POLICY_INVALID',
        `${folder} has two policies named ${name}: ${other} and ${file}; rename one`,
      );
    seen.set(name, file);
  }
  return await Promise.all(files.map((file) => load(join(folder, file), call)));
}

async function namesIn(folder: string): Promise<readonly string[]> {
  try {
    return (await readdir(folder)).sort();
  } catch (error) {
    const errno = errnoOf(error);
    const why =
      errno === 'ENOENT'
        ? 'it does not exist'
        : errno === 'ENOTDIR'
          ? 'it is not a folder'
          : `the system answers ${errno}`;
    throw new TwinsealError('INPUT_UNREADABLE', `cannot read the policies in ${folder}: ${why}`, { cause: error });
  }
}

function policyName(path: string): string {
  return basename(path, extname(path));
}
