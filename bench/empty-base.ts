import { createHash } from 'node:crypto';

const INDEX = 'application/vnd.oci.image.index.v1+json';
const MANIFEST = 'application/vnd.oci.image.manifest.v1+json';
const CONFIG = 'application/vnd.oci.image.config.v1+json';

/**
 * Puts a base image without layers into a registry on loopback, for a peer that cannot start from `scratch`.
 *
 * @param host - `127.0.0.1:PORT`
 * @returns its reference, for linux/amd64 and linux/arm64
 * @throws Error when the registry refuses a part of it
 * @see distribution-spec v1.1, "Pushing blobs", "Pushing manifests"
 */
export async function pushEmptyBase(host: string): Promise<string> {
  const repository = `http://${host}/v2/bench/empty`;
  const manifests: unknown[] = [];
  for (const architecture of ['amd64', 'arm64']) {
    const config = JSON.stringify({ architecture, os: 'linux', rootfs: { type: 'layers', diff_ids: [] }, config: {} });
    await pushBlob(repository, config);
    const manifest = JSON.stringify({
      schemaVersion: 2,
      mediaType: MANIFEST,
      config: descriptor(CONFIG, config),
      layers: [],
    });
    await pushManifest(repository, digestOf(manifest), MANIFEST, manifest);
    manifests.push({ ...descriptor(MANIFEST, manifest), platform: { os: 'linux', architecture } });
  }
  const index = JSON.stringify({ schemaVersion: 2, mediaType: INDEX, manifests });
  await pushManifest(repository, 'latest', INDEX, index);
  return `${host}/bench/empty:latest`;
}

async function pushBlob(repository: string, text: string): Promise<void> {
  const opened = await fetch(`${repository}/blobs/uploads/`, { method: 'POST' });
  await accepted(opened);
  const target = new URL(opened.headers.get('location') ?? '', repository);
  target.searchParams.set('digest', digestOf(text));
  const headers = { 'content-type': 'application/octet-stream' };
  await accepted(await fetch(target, { method: 'PUT', body: text, headers }));
}

async function pushManifest(repository: string, name: string, mediaType: string, text: string): Promise<void> {
  const headers = { 'content-type': mediaType };
  await accepted(await fetch(`${repository}/manifests/${name}`, { method: 'PUT', body: text, headers }));
}

async function accepted(response: Response): Promise<void> {
  if (!response.ok) throw new Error(`${response.url} answered ${response.status}: ${await response.text()}`);
  await response.body?.cancel();
}

function descriptor(mediaType: string, text: string): { mediaType: string; digest: string; size: number } {
  return { mediaType, digest: digestOf(text), size: Buffer.byteLength(text) };
}

function digestOf(text: string): string {
  return `sha256:${createHash('sha256').update(text).digest('hex')}`;
}
