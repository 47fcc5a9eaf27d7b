import { cp, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

interface Entry {
  readonly mediaType: string;
  readonly digest: string;
  readonly size: number;
  readonly platform?: { readonly os: string; readonly architecture: string };
  readonly annotations?: Readonly<Record<string, string>>;
}
interface Document {
  readonly manifests?: readonly Entry[];
  readonly layers?: readonly Entry[];
  readonly annotations?: Readonly<Record<string, string>>;
}

/** Reads a JSON document of a layout by digest, or its index.json. */
export async function readDocument(layout: string, digest?: string): Promise<Document> {
  const path = digest === undefined ? join(layout, 'index.json') : blobPath(layout, digest);
  return JSON.parse(await readFile(path, 'utf8')) as Document;
}

/** The image index of a layout that Twinseal wrote: the entry with a ref.name, else the only index. */
export async function imageIndex(layout: string): Promise<Entry> {
  const { manifests = [] } = await readDocument(layout);
  const entry = manifests.find((m) => m.mediaType === 'application/vnd.oci.image.index.v1+json');
  if (entry === undefined) throw new Error(`${layout} has no image index`);
  return entry;
}

/** Copies a layout, to break the copy. */
export async function copyLayout(from: string, to: string): Promise<string> {
  await rm(to, { recursive: true, force: true });
  await cp(from, to, { recursive: true });
  return to;
}

/** Changes one byte in the last layer of the first platform; tells which blob it was. */
export async function flipLayerByte(layout: string): Promise<string> {
  const index = await readDocument(layout, (await imageIndex(layout)).digest);
  const manifest = await readDocument(layout, index.manifests?.[0]?.digest ?? '');
  const layer = manifest.layers?.at(-1)?.digest ?? '';
  const bytes = await readFile(blobPath(layout, layer));
  const at = bytes.length >> 1;
  bytes[at] = (bytes[at] ?? 0) ^ 1;
  await writeFile(blobPath(layout, layer), bytes);
  return layer;
}

/** Takes every bundle of one predicate type out of index.json, as a registry that lost or withheld it would. */
export async function dropStatements(layout: string, predicateType: string): Promise<number> {
  const index = await readDocument(layout);
  const kept: Entry[] = [];
  for (const entry of index.manifests ?? []) {
    const document = await readDocument(layout, entry.digest);
    if (document.annotations?.['dev.sigstore.bundle.predicateType'] !== predicateType) kept.push(entry);
  }
  await writeFile(join(layout, 'index.json'), JSON.stringify({ ...index, manifests: kept }));
  return (index.manifests?.length ?? 0) - kept.length;
}

/** Where a blob lies. */
export function blobPath(layout: string, digest: string): string {
  return join(layout, 'blobs', ...digest.split(':'));
}
