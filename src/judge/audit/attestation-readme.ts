import { type Digest, digestAlgorithm, digestEncoded } from '../../formats/digest.ts';
import { MEDIA_TYPES } from '../../formats/oci/media-types.ts';
import type { Attestation } from './attestation.ts';

/** An attestation of a set. */
export interface SetAttestation extends Attestation {
  readonly kept: boolean;
}

/**
 * The README of a set of attestations, with the commands that verify it offline.
 * @param whole - whether the image's own document is in the set
 * @example attestationReadme(image, attestations, true)
 * @see cosign 3, `verify-blob-attestation`; notation 1.3, `verify --oci-layout`
 */
export function attestationReadme(image: Digest, attestations: readonly SetAttestation[], whole: boolean): string {
  const kept = attestations.filter((one) => one.kept);
  const gone = attestations.length - kept.length;
  const bundles = kept.filter(({ contents }) =>
    contents[0]?.mediaType.startsWith('application/vnd.dev.sigstore.bundle'),
  );
  const notation = [
    ...new Set(kept.filter(({ contents }) => contents[0]?.mediaType === MEDIA_TYPES.jose).map((one) => one.subject)),
  ];
  return [
    `# Evidence of ${image}\n`,
    `What a Twinseal service found attached to this image and kept: ${kept.length} pieces. Layers are not part of it, so this`,
    'set says who signed what about which digests, not what is inside of the image. Nothing here is to be believed before',
    'it is verified, with keys that come from elsewhere.\n',
    ...(gone > 0 ? [`${gone} more pieces were seen once; their bytes were forgotten when their time was over.\n`] : []),
    ...(whole ? [] : ['The document of the image itself was forgotten.\n']),
    'The folder is an OCI layout: `index.json`, and `blobs/` by digest. `attestations.json` lists each piece with its subject,',
    'its signers as policies name them, predicate type, and the decision and time of its first verification.\n',
    '## Digests\n',
    '```sh\ncd blobs/sha256 && sha256sum * | awk \'$1 != $2 { print "altered: " $2; bad = 1 } END { exit bad }\'\n```\n',
    '## Cosign\n',
    ...(bundles.length === 0
      ? ['No bundles are kept.\n']
      : [
          'With the public key of the signer as `cosign.pub` (for a P-384 or P-521 key, add `--signature-digest-algorithm sha384` or `sha512`):\n',
          '```sh',
          ...bundles.map(cosignCommand),
          '```\n',
        ]),
    '## Notation\n',
    ...(notation.length === 0
      ? ['No signatures of notation are kept.\n']
      : [
          'With a trust policy for the scope `local/evidence` and the authority in the trust store:\n',
          '```sh',
          ...notation.map(
            (subject) =>
              `NOTATION_EXPERIMENTAL=1 notation verify --oci-layout --scope local/evidence "$PWD@${subject}"`,
          ),
          '```\n',
        ]),
    '## Twinseal\n',
    'With a policy that demands signatures or statements (what needs layers can not be told from this set):\n',
    `\`\`\`sh\ntwinseal verify . --policy policy.yaml\n\`\`\`\n`,
  ].join('\n');
}

function cosignCommand({ subject, contents, predicateType, claimedType }: SetAttestation): string {
  const type = shellWord(predicateType ?? claimedType ?? 'https://sigstore.dev/cosign/sign/v1');
  const bundle = contents[0] === undefined ? '' : blobPath(contents[0].digest);
  return `cosign verify-blob-attestation --key cosign.pub --insecure-ignore-tlog=true --type ${type} --bundle ${bundle} ${blobPath(subject)}`;
}

function blobPath(digest: Digest): string {
  return `blobs/${digestAlgorithm(digest)}/${digestEncoded(digest)}`;
}

/** Predicate types are whoever's text: none of it may be run by a shell, or end the block that it stands in. */
function shellWord(text: string): string {
  return /^[A-Za-z0-9:/._+-]{1,512}$/.test(text) ? text : 'PREDICATE_TYPE';
}
