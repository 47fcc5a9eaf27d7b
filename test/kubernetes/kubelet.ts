// What a kubelet would mount into a pod, laid out in a folder.
import assert from 'node:assert/strict';
import { mkdirSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Cluster } from '../interop/cluster.ts';

/** What may be mounted. */
export type MountedKind = 'secrets' | 'configmaps';

/** The data of a secret (in base64) or ConfigMap. */
export async function dataOf(
  cluster: Cluster,
  kind: MountedKind,
  namespace: string,
  name: string,
): Promise<Readonly<Record<string, string>>> {
  const { status, body } = await cluster.api('GET', `/api/v1/namespaces/${namespace}/${kind}/${name}`);
  assert.equal(status, 200, body.message);
  return (body as { readonly data?: Readonly<Record<string, string>> }).data ?? {};
}

let version = 0;

/** Lays files out as a kubelet does: a hidden folder of a version, a link to it that moves, and links by name. */
export function layOut(folder: string, kind: MountedKind, data: Readonly<Record<string, string>>): void {
  const hidden = `..v${version++}`;
  mkdirSync(join(folder, hidden), { recursive: true });
  for (const [file, text] of Object.entries(data))
    writeFileSync(join(folder, hidden, file), kind === 'secrets' ? Buffer.from(text, 'base64') : text);
  symlinkSync(hidden, join(folder, '..new'));
  renameSync(join(folder, '..new'), join(folder, '..data'));
  for (const file of Object.keys(data)) {
    rmSync(join(folder, file), { force: true });
    symlinkSync(join('..data', file), join(folder, file));
  }
}
