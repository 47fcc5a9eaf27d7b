import assert from 'node:assert/strict';
import type { MatrixRow } from './rows.ts';
import { KEY_TYPES, type KeyType, type MatrixImage, type Workbench } from './workbench.ts';

/** What one cell of the table says: `-` where the pair makes no sense, `no` where the other side refuses what was signed. */
export type Cell = 'index, child' | 'index' | 'child' | 'no' | '-';

/** A row in words, as the table and the tests name it. @example rowName(row) */
export function rowName({ signs, verifies, what, envelope, storage }: MatrixRow): string {
  return `${signs} signs, ${verifies} verifies: ${what}, ${envelope}, ${storage}`;
}

/** Types of keys that both sides of a row have. */
export function keyTypesOf({ signs, verifies, storage }: MatrixRow): readonly KeyType[] {
  const notary = [signs, verifies].some((name) => name.startsWith('notation'));
  if (notary) return KEY_TYPES.filter((type) => type !== 'Ed25519');
  // cosign 2 verifies the older form with SHA-256, so Twinseal signs it with no curve that takes another hash.
  const older = signs === 'Twinseal' && storage === 'cosign’s tag';
  return older ? KEY_TYPES.filter((type) => type !== 'P-384' && type !== 'P-521') : KEY_TYPES;
}

let made = 0;

/**
 * Signs a copy of the image that carries nothing else, and asks the other side about its index and one of its children; by another key
 * it must take neither.
 */
export async function cellOf(row: MatrixRow, type: KeyType, bench: Workbench): Promise<Cell> {
  if (!keyTypesOf(row).includes(type)) return '-';
  const [signer, stranger] = await Promise.all([bench.key(type, 'signer'), bench.key(type, 'stranger')]);
  const image = await bench.image(row.storage, `cell-${++made}/app`);
  await row.sign(image, signer, bench);
  await carriesNothingElse(image);
  const parts = ['index', 'child'] as const;
  for (const part of parts)
    assert.ok(!(await row.takes(image, part, stranger, bench)), `${rowName(row)}: the ${part}, by another key`);
  const taken: string[] = [];
  for (const part of parts) if (await row.takes(image, part, signer, bench)) taken.push(part);
  return (taken.length === 0 ? 'no' : taken.join(', ')) as Cell;
}

/** One signature a document, where a registry can be asked: a verifier that took another one would prove nothing. */
async function carriesNothingElse({ storage, place, index, children }: MatrixImage): Promise<void> {
  if (storage === 'layout') return;
  const [host = '', ...path] = place.split('/');
  const address = `http://${host}/v2/${path.join('/')}`;
  for (const digest of [index, children[0] ?? '']) {
    const list = storage === 'referrers API' ? `referrers/${digest}` : `manifests/${digest.replace(':', '-')}`;
    const response: Response = await fetch(`${address}/${list}`, { headers: { accept: '*/*' } });
    const body = (await response.json()) as { readonly manifests?: readonly unknown[] };
    const expected: number | undefined = storage === 'cosign’s tag' ? undefined : 1;
    assert.equal(body.manifests?.length, expected, `${place}@${digest} carries ${JSON.stringify(body)}`);
  }
}
