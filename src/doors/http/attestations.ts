import type { Request, Response } from 'express';
import type { Digest } from '../../formats/digest.ts';
import { tarArchive } from '../../formats/tar/archive.ts';
import type { Attestation } from '../../judge/audit/attestation.ts';
import type { EvidencePlace } from '../../ports/evidence-index.ts';
import { TwinsealError } from '../../records/twinseal-error.ts';
import { attestationSet } from '../../roads/attestation-set.ts';
import { type AttestationPorts, listAttestations, readAttestation } from '../../roads/attestations.ts';
import { callOf, type HttpOptions, LOOKUP_TIMEOUT, needs, only, type Routes } from './context.ts';
import { drained } from './drained.ts';
import { asDigest, type ListingAsked, readDigest, readListing, sendPage, strangeCursor } from './listing.ts';
import { sendBytes } from './send-bytes.ts';

/** Milliseconds for a set. */
const SENDING = 300_000;
/** Sets that are sent at once: each holds one document in memory. */
const MOST_SETS = 8;
const READS = 'GET, HEAD';

/**
 * `GET /attestations` and `GET /attestations/{digest}`: the evidence that decisions saw, for auditors, whether a registry
 * still has it or not.
 *
 * @example httpApp({ open, authenticated: [attestationRoutes(store)] }, authenticator, options)
 */
export function attestationRoutes(ports: AttestationPorts): Routes {
  const role = needs('audit');
  return (app, options) => {
    app.route('/attestations').get(role, listRoute(ports, options)).all(only(READS));
    app.route('/attestations/:digest').get(role, bytesRoute(ports, options)).all(only(READS));
  };
}

function listRoute(ports: AttestationPorts, options: HttpOptions) {
  let sets = 0;
  return async (request: Request, response: Response): Promise<void> => {
    const asked = readListing(request, ['digest', 'format']);
    const image = readDigest(asked.filter('digest'));
    if (image === undefined) throw new TwinsealError('USAGE', 'digest says of which image: ?digest=sha256:...');
    const format = asked.filter('format');
    if (format !== undefined && format !== 'tar') throw new TwinsealError('USAGE', 'format is tar, or left out');
    if (format === undefined) return await sendList(ports, request, response, image, asked, options);
    if (sets >= MOST_SETS) throw new TwinsealError('OVERLOADED', `${sets} sets are being sent; try again later`);
    sets += 1;
    try {
      await sendSet(ports, response, image, options);
    } finally {
      sets -= 1;
    }
  };
}

async function sendList(
  ports: AttestationPorts,
  request: Request,
  response: Response,
  image: Digest,
  asked: ListingAsked,
  options: HttpOptions,
): Promise<void> {
  const call = callOf(response, options, LOOKUP_TIMEOUT);
  const found = await listAttestations(ports, image, placeOf(asked.cursor), asked.limit + 1, call);
  const page = found.slice(0, asked.limit);
  const last = found.length > asked.limit ? page.at(-1) : undefined;
  sendPage(request, response, 'attestations', page, last && `${last.subject} ${last.digest}`);
}

async function sendSet(
  ports: AttestationPorts,
  response: Response,
  image: Digest,
  options: HttpOptions,
): Promise<void> {
  const files = await attestationSet(ports, image, callOf(response, options, SENDING));
  response.setHeader('Content-Disposition', `attachment; filename="evidence-${image.slice(7, 19)}.tar"`);
  response.type('application/x-tar').status(200);
  if (response.req.method === 'HEAD') return void response.end();
  for await (const chunk of tarArchive(files)) {
    if (response.destroyed) return;
    // Whoever reads slowly is waited for, so that nothing piles up here.
    if (!response.write(chunk)) await drained(response);
  }
  response.end();
}

function bytesRoute(ports: AttestationPorts, options: HttpOptions) {
  return async (request: Request, response: Response): Promise<void> => {
    const format = new URLSearchParams(request.originalUrl.split('?')[1] ?? '');
    const json = format.size === 1 && format.get('format') === 'json';
    if (format.size > 0 && !json)
      throw new TwinsealError('USAGE', 'the only query parameter here is ?format=json, which tells of the bytes');
    const digest = readDigest(String(request.params.digest));
    if (digest === undefined) throw new TwinsealError('USAGE', 'the path ends in a digest: /attestations/sha256:...');
    const { document, attestations } = await readAttestation(ports, digest, callOf(response, options, LOOKUP_TIMEOUT));
    const { mediaType, bytes } = document;
    if (json) return void response.json({ digest, mediaType, size: bytes.length, attestations });
    for (const [name, value] of Object.entries(headersOf(attestations))) response.setHeader(name, value);
    response.setHeader('Link', `</attestations/${digest}?format=json>; rel="describedby"`);
    sendBytes(response, mediaType, bytes);
  };
}

/** Who signed it, in headers: names are percent-encoded, since they may be any text. */
function headersOf(attestations: readonly Attestation[]): Readonly<Record<string, string>> {
  const list = (values: readonly (string | undefined)[]): string | undefined => {
    const names = [...new Set(values.flatMap((value) => value ?? []))].slice(0, 10);
    return names.length === 0 ? undefined : names.map(encodeURI).join(', ');
  };
  const verified = attestations.flatMap((one) => one.verified);
  const signers = list(verified.map(({ signer }) => signer));
  const types = list(attestations.map(({ predicateType }) => predicateType));
  const times = verified.map(({ first }) => first.time).sort();
  return {
    ...(signers !== undefined && { 'Twinseal-Signer': signers }),
    ...(types !== undefined && { 'Twinseal-Predicate-Type': types }),
    ...(times[0] !== undefined && { 'Twinseal-Verified': times[0] }),
  };
}

function placeOf(cursor: string | undefined): EvidencePlace | undefined {
  if (cursor === undefined) return undefined;
  const [subject, digest, ...more] = cursor.split(' ').map(asDigest);
  if (subject === undefined || digest === undefined || more.length > 0) throw strangeCursor();
  return { subject, digest };
}
