import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseDigest, sha256Digest } from '../../src/formats/digest.ts';
import type { Descriptor } from '../../src/formats/oci/descriptor.ts';
import { parseImageManifest } from '../../src/formats/oci/image-manifest.ts';
import { parseUtcSeconds } from '../../src/formats/rfc3339.ts';
import type { Attachment } from '../../src/records/attachment.ts';
import { attachArtifact } from '../../src/seal/attach/attach-artifact.ts';
import { attachBundle } from '../../src/seal/attach/attach-bundle.ts';
import { attachNotation } from '../../src/seal/attach/attach-notation.ts';
import { vector, vectorText } from '../support/vectors.ts';

const CREATED = 'org.opencontainers.image.created';
const jsonOf = ({ manifest }: Attachment) => JSON.parse(Buffer.from(manifest.bytes).toString());

/** Each digest and size is that of the bytes, and the manifest names exactly the blobs that come with it. */
function checkWhole(attachment: Attachment): void {
  const { manifest, blobs, subject } = attachment;
  for (const { descriptor, bytes } of [manifest, ...blobs]) {
    assert.equal(descriptor.digest, sha256Digest(bytes));
    assert.equal(descriptor.size, bytes.length);
  }
  const read = parseImageManifest(manifest.bytes, manifest.descriptor.mediaType);
  assert.equal(read.subject?.digest, subject);
  assert.deepEqual(
    [read.config, ...read.layers].map(({ digest }) => digest),
    blobs.map(({ descriptor }) => descriptor.digest),
  );
  assert.deepEqual({ ...manifest.descriptor.annotations }, { ...read.annotations });
}

for (const [name, predicateType] of [
  ['sign', 'https://sigstore.dev/cosign/sign/v1'],
  ['attest', 'https://spdx.dev/Document'],
] as const) {
  test(`around the bundle of cosign ${name} the manifest is the one that cosign wrote, member for member`, () => {
    const theirs = JSON.parse(vectorText(`cosign/${name}.bundle.json.manifest.json`));
    const bytes = vector(`cosign/${name}.bundle.json`);
    const created = parseUtcSeconds(theirs.annotations[CREATED]);
    const attachment = attachBundle(theirs.subject, { kind: 'sigstore-bundle', predicateType, bytes }, created);
    assert.deepEqual(jsonOf(attachment), theirs);
    assert.equal(attachment.manifest.descriptor.artifactType, theirs.artifactType);
    checkWhole(attachment);
  });
}

test('around the envelope of notation the manifest is the one that notation wrote, member for member', () => {
  const theirs = JSON.parse(vectorText('notation/signature.jws.json.manifest.json'));
  const attachment = attachNotation(theirs.subject, {
    kind: 'notation',
    mediaType: 'application/jose+json',
    bytes: vector('notation/signature.jws.json'),
    thumbprints: JSON.parse(theirs.annotations['io.cncf.notary.x509chain.thumbprint#S256']),
    signingTime: parseUtcSeconds(theirs.annotations[CREATED]),
  });
  assert.deepEqual(jsonOf(attachment), theirs);
  assert.equal(attachment.manifest.descriptor.artifactType, 'application/vnd.cncf.notary.signature');
  checkWhole(attachment);
});

test('a plain artifact has its own type, an empty config and only the three members of its subject', () => {
  const subject: Descriptor = {
    mediaType: 'application/vnd.oci.image.manifest.v1+json',
    digest: parseDigest(`sha256:${'a'.repeat(64)}`),
    size: 7,
    platform: { os: 'linux', architecture: 'amd64' },
    annotations: { a: 'b' },
  };
  const document = { mediaType: 'application/spdx+json', bytes: new TextEncoder().encode('{"a":1}') };
  const attachment = attachArtifact(subject, document, 0);
  const { digest, mediaType, size } = subject;
  assert.deepEqual(jsonOf(attachment), {
    schemaVersion: 2,
    mediaType: 'application/vnd.oci.image.manifest.v1+json',
    artifactType: 'application/spdx+json',
    config: {
      mediaType: 'application/vnd.oci.empty.v1+json',
      digest: 'sha256:44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a',
      size: 2,
    },
    layers: [{ mediaType: 'application/spdx+json', digest: sha256Digest(document.bytes), size: 7 }],
    subject: { mediaType, digest, size },
    annotations: { [CREATED]: '1970-01-01T00:00:00Z' },
  });
  checkWhole(attachment);
  assert.deepEqual(attachArtifact(subject, document, 0), attachment);
});
