import { execFileSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';

/** Unpacks a tar with the system's own program, as an auditor would. */
export function untar(bytes: Uint8Array, folder: string): void {
  mkdirSync(folder, { recursive: true });
  execFileSync('tar', ['-x', '-C', folder], { input: bytes });
}
