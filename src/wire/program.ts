import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** A program of this folder, in TypeScript or as the package ships it. @example programOf('signer') */
export function programOf(name: 'signer' | 'cli'): string {
  const path = fileURLToPath(new URL(`./${name}.ts`, import.meta.url));
  return existsSync(path) ? path : path.replace(/\.ts$/, '.js');
}
