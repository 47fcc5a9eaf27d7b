/** Media types by the name that the code reads. @see image-spec v1.1.1, media-types.md; cosign BUNDLE_SPEC; Notary Project signature-specification */
export const MEDIA_TYPES = {
  ociIndex: 'application/vnd.oci.image.index.v1+json',
  ociManifest: 'application/vnd.oci.image.manifest.v1+json',
  ociConfig: 'application/vnd.oci.image.config.v1+json',
  ociLayerTar: 'application/vnd.oci.image.layer.v1.tar',
  ociLayerGzip: 'application/vnd.oci.image.layer.v1.tar+gzip',
  ociLayerZstd: 'application/vnd.oci.image.layer.v1.tar+zstd',
  ociEmpty: 'application/vnd.oci.empty.v1+json',
  ociDescriptor: 'application/vnd.oci.descriptor.v1+json',
  ociLayoutHeader: 'application/vnd.oci.layout.header.v1+json',
  dockerManifest: 'application/vnd.docker.distribution.manifest.v2+json',
  dockerList: 'application/vnd.docker.distribution.manifest.list.v2+json',
  dockerConfig: 'application/vnd.docker.container.image.v1+json',
  dockerLayerGzip: 'application/vnd.docker.image.rootfs.diff.tar.gzip',
  dockerForeignLayerGzip: 'application/vnd.docker.image.rootfs.foreign.diff.tar.gzip',
  simpleSigning: 'application/vnd.dev.cosign.simplesigning.v1+json',
  /** Of a legacy signature that hangs on its image as a referrer. @see cosign pkg/oci/remote/write.go (WriteSignaturesExperimentalOCI) */
  cosignArtifactSignature: 'application/vnd.dev.cosign.artifact.sig.v1+json',
  dsse: 'application/vnd.dsse.envelope.v1+json',
  sigstoreBundle: 'application/vnd.dev.sigstore.bundle.v0.3+json',
  notationSignature: 'application/vnd.cncf.notary.signature',
  notationPayload: 'application/vnd.cncf.notary.payload.v1+json',
  jose: 'application/jose+json',
  cose: 'application/cose',
  spdxJson: 'application/spdx+json',
  inToto: 'application/vnd.in-toto+json',
  debug: 'application/vnd.twinseal.debug.v1',
  debugElf: 'application/vnd.twinseal.debug.elf.v1',
  side: 'application/vnd.twinseal.side.v1+json',
  sideProgram: 'application/vnd.twinseal.side.program.v1',
} as const;

/** Annotations of the layers that cosign before version 3 writes. @see cosign pkg/oci/static/options.go */
export const COSIGN_ANNOTATIONS = {
  /** The signature over the layer's bytes, in standard base64. */
  signature: 'dev.cosignproject.cosign/signature',
  /** PEM of whoever signed without a key. */
  certificate: 'dev.sigstore.cosign/certificate',
  /** PEM of who issued that certificate: nobody's word, and not read. */
  chain: 'dev.sigstore.cosign/chain',
  /** The entry of a log of Rekor 1, with the log's promise. */
  bundle: 'dev.sigstore.cosign/bundle',
  /** A time-stamp response over the signature, or over an envelope. */
  timestamp: 'dev.sigstore.cosign/rfc3161timestamp',
  predicateType: 'predicateType',
} as const;

/** Annotations of an attached debug file. They help to find it; what it is, its bytes say. */
export const DEBUG_ANNOTATIONS = {
  /** GNU build ID in lower-case hex. */
  buildId: 'dev.twinseal.debug.build-id',
  /** Name of the program that it was split off. */
  program: 'dev.twinseal.debug.program',
} as const;

/** True for an OCI image index or a Docker manifest list. @example isIndexMediaType(MEDIA_TYPES.dockerList) // true */
export function isIndexMediaType(mediaType: string): boolean {
  return mediaType === MEDIA_TYPES.ociIndex || mediaType === MEDIA_TYPES.dockerList;
}

/** True for an OCI image manifest or a Docker schema 2 one. @example isManifestMediaType(MEDIA_TYPES.ociManifest) // true */
export function isManifestMediaType(mediaType: string): boolean {
  return mediaType === MEDIA_TYPES.ociManifest || mediaType === MEDIA_TYPES.dockerManifest;
}

const RESTRICTED = '[A-Za-z0-9][A-Za-z0-9!#$&^_.+-]{0,126}';
const MEDIA_TYPE = new RegExp(`^${RESTRICTED}/${RESTRICTED}$`);

/** True for `type/subtype` without parameters. @see RFC 6838 section 4.2 @example isMediaType('text/plain') // true */
export function isMediaType(value: string): boolean {
  return MEDIA_TYPE.test(value);
}

/** True for the configs that every runtime takes for those of images. @example isConfigMediaType(MEDIA_TYPES.ociConfig) // true */
export function isConfigMediaType(mediaType: string): boolean {
  return mediaType === MEDIA_TYPES.ociConfig || mediaType === MEDIA_TYPES.dockerConfig;
}
