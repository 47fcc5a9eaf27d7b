/**
 * An attack from inside: whoever packs the image puts another program over the proven one, in one more layer, and then
 * signs everything anew with the right key: index, platforms, and the very statements that the honest seal made, now
 * about the new digests. Every signature verifies. Only the program that runs is not the one that was built twice.
 */
import { readFile } from 'node:fs/promises';
import { gunzipSync, gzipSync } from 'node:zlib';
import { fileKeys } from '../../src/adapters/keys/file-keys.ts';
import { takePassword } from '../../src/adapters/keys/password.ts';
import { openPlaces } from '../../src/adapters/places.ts';
import { parseDigest, sha256Digest } from '../../src/formats/digest.ts';
import { parseDsseEnvelope } from '../../src/formats/dsse.ts';
import { parseStatement, STATEMENT_TYPES, type Statement } from '../../src/formats/in-toto.ts';
import { canonicalJsonBytes } from '../../src/formats/json/canonical.ts';
import type { JsonObject } from '../../src/formats/json/value.ts';
import type { Descriptor } from '../../src/formats/oci/descriptor.ts';
import { TAR_END, tarHeader, tarPadding } from '../../src/formats/tar/write.ts';
import type { PackedDocument } from '../../src/records/packed-image.ts';
import { attachBundle } from '../../src/seal/attach/attach-bundle.ts';
import { cosignImageStatement } from '../../src/seal/sign/cosign/image-statement.ts';
import { signStatement } from '../../src/seal/sign/cosign/sign-statement.ts';
import { blobPath, imageIndex, readDocument } from './layouts.ts';

const call = { signal: new AbortController().signal, deadline: Number.POSITIVE_INFINITY };
const SIGN = 'https://sigstore.dev/cosign/sign/v1';

/** Reads the sealed layout `from`, writes the layout `to` with the decoy, signed with the same cosign key. */
export async function plantDecoy(from: string, to: string, cosignKey: string, password: string): Promise<void> {
  const honest = await imageIndex(from);
  const index = await json(from, honest.digest);
  const places = openPlaces({});
  const writer = await places.newLayout(to, call);
  const moved = new Map<string, Descriptor>();
  const put = async (bytes: Uint8Array) => {
    const digest = sha256Digest(bytes);
    await writer.putBlob(
      {
        digest,
        size: bytes.length,
        open: async function* () {
          yield bytes;
        },
      },
      call,
    );
    return { digest, size: bytes.length };
  };
  const document = (old: Descriptor, value: JsonObject): PackedDocument => {
    const bytes = canonicalJsonBytes(value);
    const descriptor = { ...old, digest: sha256Digest(bytes), size: bytes.length };
    moved.set(old.digest, descriptor);
    return { descriptor, bytes };
  };

  const children: Descriptor[] = [];
  for (const child of index.manifests as unknown as readonly Descriptor[]) {
    const manifest = await json(from, child.digest);
    const layers = manifest.layers as unknown as readonly Descriptor[];
    for (const layer of layers) await put(await readFile(blobPath(from, layer.digest)));
    const tar = decoyLayer(gunzipSync(await readFile(blobPath(from, layers.at(-1)?.digest ?? ''))));
    const blob = await put(gzipSync(tar));
    const config = await json(from, (manifest.config as unknown as Descriptor).digest);
    const rootfs = config.rootfs as { readonly diff_ids: readonly string[] };
    const changed = {
      ...config,
      rootfs: { ...rootfs, diff_ids: [...rootfs.diff_ids, sha256Digest(tar)] },
      history: undefined,
    };
    const packed = document(child, {
      ...manifest,
      config: {
        ...(manifest.config as JsonObject),
        ...(await put(canonicalJsonBytes(changed as unknown as JsonObject))),
      },
      layers: [...layers, { mediaType: layers[0]?.mediaType ?? '', ...blob }] as unknown as JsonObject[],
    });
    await writer.putManifest(packed, call);
    children.push(packed.descriptor);
  }
  const packed = document(
    { mediaType: honest.mediaType, digest: parseDigest(honest.digest), size: honest.size },
    { ...index, manifests: children as unknown as JsonObject[] },
  );
  await writer.putManifest(packed, call, 'decoy');

  const signer = await fileKeys(takePassword({ COSIGN_PASSWORD: password }, undefined)).cosignSigner(cosignKey, call);
  const attach = async (subject: Descriptor, statement: Statement) => {
    const { manifest, blobs } = attachBundle(
      subject,
      await signStatement(statement, signer, call),
      (Date.now() / 1000) | 0,
    );
    for (const { bytes } of blobs) await put(bytes);
    await writer.putManifest(manifest, call);
  };
  for (const subject of [packed.descriptor, ...children]) await attach(subject, cosignImageStatement(subject.digest));
  for (const { statement, foundUnder } of await statements(from)) {
    const subject = statement.subject.map((each) => {
      const now = moved.get(`sha256:${each.digest.sha256}`);
      return now === undefined ? each : { ...each, digest: { sha256: now.digest.slice('sha256:'.length) } };
    });
    const target = moved.get(foundUnder);
    if (target !== undefined) await attach(target, { ...statement, _type: STATEMENT_TYPES.v1, subject });
  }
  await writer.commit(call);
}

/** A tar whose only file stands where the proven program stands, one byte away from it. */
function decoyLayer(tar: Uint8Array): Uint8Array {
  const name = (at: number) =>
    Buffer.from(tar.subarray(at, at + 100))
      .toString('latin1')
      .split('\0')[0] ?? '';
  let at = 0;
  let size = 0;
  for (;;) {
    size = Number.parseInt(Buffer.from(tar.subarray(at + 124, at + 135)).toString('latin1'), 8);
    if (size > 0) break;
    at += 512;
  }
  const program = Uint8Array.from(tar.subarray(at + 512, at + 512 + size));
  // Past the headers, inside the code: still a static program for its platform.
  const middle = program.length >> 1;
  program[middle] = (program[middle] ?? 0) ^ 1;
  const header = tarHeader({ path: name(at), type: 'file', mode: 0o755, size, mtime: 0 });
  return Buffer.concat([header, program, tarPadding(size), TAR_END]);
}

async function statements(layout: string): Promise<readonly { statement: Statement; foundUnder: string }[]> {
  const found: { statement: Statement; foundUnder: string }[] = [];
  for (const entry of (await readDocument(layout)).manifests ?? []) {
    const manifest = await json(layout, entry.digest);
    const type = (manifest.annotations as Readonly<Record<string, string>> | undefined)?.[
      'dev.sigstore.bundle.predicateType'
    ];
    if (type === undefined || type === SIGN) continue;
    const layer = (manifest.layers as unknown as readonly Descriptor[])[0];
    const bundle = await json(layout, layer?.digest ?? '');
    const { payload } = parseDsseEnvelope(canonicalJsonBytes(bundle.dsseEnvelope as JsonObject));
    found.push({ statement: parseStatement(payload), foundUnder: (manifest.subject as unknown as Descriptor).digest });
  }
  return found;
}

async function json(layout: string, digest: string): Promise<JsonObject> {
  return JSON.parse(await readFile(blobPath(layout, digest), 'utf8')) as JsonObject;
}
