import type { Digest } from '../formats/digest.ts';
import type { Annotations, Descriptor } from '../formats/oci/descriptor.ts';
import type { Call } from '../ports/call.ts';
import type { Clock } from '../ports/clock.ts';
import type { ContentPlaces } from '../ports/content.ts';
import type { Keys } from '../ports/signer.ts';
import type { Attachment } from '../records/attachment.ts';
import type { LegacyLayer } from '../records/legacy-layer.ts';
import type { SealKeys } from '../records/seal-keys.ts';
import { SIGNED_NAME } from '../records/signed-name.ts';
import { TwinsealError } from '../records/twinseal-error.ts';
import { signSimple } from '../seal/sign/cosign/sign-legacy.ts';
import { attachLegacyTags } from './attach-legacy-tags.ts';
import { attachToImage } from './attach-to-image.ts';
import { readAttestable } from './attest-subjects.ts';
import { checkKeyless } from './check-keyless.ts';
import { checkLegacyKeyless } from './check-legacy-keyless.ts';
import { legacyPlace, legacySigning, refuseLegacy } from './legacy-terms.ts';
import { openImage } from './open-image.ts';
import { ownSignatures, type SigningFamily } from './own-signatures.ts';
import { signByCosign, signByNotation } from './sign-document.ts';
import { type ImageSigners, openSigners } from './sign-image.ts';

/** What is to be signed, and how. */
export interface SignRequest {
  /** A layout, or a reference. */
  readonly image: string;
  readonly keys: SealKeys;
  /** Every platform manifest too, not the named digest alone. */
  readonly recursive: boolean;
  readonly annotations: Annotations;
  /** Sign anew what these keys have signed already. */
  readonly again: boolean;
  /** cosign's older form, under tags, in place of bundles. */
  readonly legacy?: boolean;
}

/** One signature over one digest. */
export interface SignedDigest {
  readonly subject: Digest;
  readonly family: SigningFamily;
  /** `already`: the same was there before, and nothing was added. */
  readonly outcome: 'signed' | 'already';
  /** The referrer that holds it. */
  readonly evidence: Digest;
}

/** What was signed. */
export interface SignedImage {
  /** The digest that was named, or that the tag led to. */
  readonly image: Digest;
  readonly signatures: readonly SignedDigest[];
  readonly notes: readonly string[];
}

/** What signing needs of the world. */
export interface SignPorts {
  readonly places: ContentPlaces;
  readonly keys: Keys;
  readonly clock: Clock;
  /** Of Twinseal. */
  readonly version: string;
}

/**
 * Signs an image where it stands: its index and every platform manifest, by each family whose key was named. Everything is signed
 * before anything is attached, so that a key that fails leaves no image half signed.
 *
 * @throws TwinsealError `USAGE`, `INPUT_MALFORMED`; of keys and places; a registry that fails midway says how much was attached
 * @example (await sign({ image: 'app.oci', keys: { cosignKey }, recursive: true, annotations: {}, again: false }, ports, call)).signatures
 */
export async function sign(request: SignRequest, ports: SignPorts, call: Call): Promise<SignedImage> {
  const { image: named, keys, recursive, again } = request;
  const { signedName } = keys;
  const annotations = { ...request.annotations, ...(signedName !== undefined && { [SIGNED_NAME]: signedName }) };
  if (keys.cosignKey === undefined && keys.keyless === undefined && keys.notation === undefined)
    throw new TwinsealError('USAGE', 'no key was named, so nothing would be signed: name a cosign or a notation key');
  if (request.legacy === true) refuseLegacy(keys);
  await ports.keys.look(keys, call);
  const opened = await openImage(ports.places, named, call);
  const place = request.legacy === true ? legacyPlace(opened, named) : undefined;
  // The name stands in the payload, so it is no annotation there.
  const legacy =
    place === undefined ? undefined : { reference: signedName ?? place, annotations: request.annotations, place };
  const image = await readAttestable(opened, named, call, !again && keys.timestamps === undefined);
  const about = recursive ? [image.root, ...image.platforms.map(({ descriptor }) => descriptor)] : [image.root];
  const subjects = [...new Map(about.map((one) => [one.digest, one])).values()];
  const now = Math.floor(ports.clock.now() / 1000);
  const signers = await openSigners(keys, ports.keys, call);
  const { notationChoices: choices = {} } = keys;
  const said = { cosign: annotations, notation: { ...annotations, ...choices.userMetadata } };
  const { timestamps } = signers;
  // What is there already has no timestamp of ours.
  const anew = again || timestamps !== undefined;
  const had = { ...said, ...(legacy !== undefined && { cosign: legacy.annotations }) };
  const found = anew ? () => undefined : await ownSignatures(image.set, signers, had, now, call, legacy !== undefined);
  const signing = { now, version: ports.version, annotations, choices, ...(timestamps && { timestamps }) };
  const made: (SignedDigest & { readonly attachment?: Attachment })[] = [];
  const layers: LegacyLayer[] = [];
  for (const { family, by } of familiesOf(signers, signing)) {
    for (const subject of subjects) {
      const own = found(family, subject.digest);
      if (own !== undefined) {
        made.push({ subject: subject.digest, family, outcome: 'already', evidence: own });
        continue;
      }
      if (family === 'cosign' && legacy !== undefined) {
        const { reference, annotations: along } = legacy;
        const layer = await signSimple(subject.digest, reference, along, legacySigning(signers), call);
        layers.push(layer);
        made.push({ subject: subject.digest, family, outcome: 'signed', evidence: layer.layer.descriptor.digest });
        continue;
      }
      const attachment = await by(subject, call);
      const evidence = attachment.manifest.descriptor.digest;
      made.push({ subject: subject.digest, family, outcome: 'signed', evidence, attachment });
    }
  }
  const attachments = made.flatMap(({ attachment }) => (attachment === undefined ? [] : [attachment]));
  checkKeyless(attachments, signers, now);
  checkLegacyKeyless(layers, signers);
  const unseen = anew ? undefined : image.set.faults[0];
  const attached =
    attachments.length === 0 ? [] : await attachToImage(opened.layout ?? named, attachments, ports.places, call);
  const tagged =
    legacy === undefined || layers.length === 0
      ? undefined
      : await attachLegacyTags(ports.places.repository(legacy.place), layers, call);
  const manifestOf = ({ subject, family, outcome, evidence }: SignedDigest): Digest =>
    (family === 'cosign' && outcome === 'signed' ? tagged?.manifests.get(subject) : undefined) ?? evidence;
  return {
    image: image.root.digest,
    signatures: made.map((one) => ({
      subject: one.subject,
      family: one.family,
      outcome: one.outcome,
      evidence: manifestOf(one),
    })),
    notes: [
      ...(unseen === undefined
        ? []
        : [`what is attached already could not be told, so a signature may be there twice: ${unseen.reason}`]),
      ...attached,
      ...(tagged?.notes ?? []),
    ],
  };
}

type SignOne = (subject: Descriptor, call: Call) => Promise<Attachment>;

function familiesOf(
  { cosign, notation }: ImageSigners,
  signing: Parameters<typeof signByNotation>[2],
): readonly { readonly family: SigningFamily; readonly by: SignOne }[] {
  const families: { readonly family: SigningFamily; readonly by: SignOne }[] = [];
  if (cosign !== undefined)
    families.push({ family: 'cosign', by: (subject, call) => signByCosign(subject, cosign, signing, call) });
  if (notation !== undefined)
    families.push({ family: 'notation', by: (subject, call) => signByNotation(subject, notation, signing, call) });
  return families;
}
