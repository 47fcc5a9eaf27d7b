import { createHash } from 'node:crypto';
import { decodeBase64, encodeBase64 } from '../../formats/base64.ts';
import { serialisePem } from '../../formats/der/pem.ts';
import { type DsseEnvelope, dsseEnvelopeToJson, dssePae } from '../../formats/dsse.ts';
import { FormatError } from '../../formats/format-error.ts';
import { canonicalJson } from '../../formats/json/canonical.ts';
import { Members } from '../../formats/json/members.ts';
import { parseJson } from '../../formats/json/parse.ts';
import type { JsonValue } from '../../formats/json/value.ts';
import { withoutNulls } from '../../formats/sigstore/proto-json.ts';
import type { SigningService } from '../../formats/sigstore/signing-config.ts';
import { type TlogEntry, tlogEntryFromJson } from '../../formats/sigstore/tlog-entry.ts';
import { encodeUtf8 } from '../../formats/utf8.ts';
import type { SignatureLog, SignedMessage } from '../../ports/keyless-signer.ts';
import { askService, failed, serviceAddress } from './service-client.ts';

const FORMAT = 'rekor-answer';

/**
 * A log of signatures, Rekor of version 1 or 2.
 * @throws TwinsealError `KEYLESS_REFUSED` for an address that is none
 * @example signatureLog({ url: 'https://rekor.sigstore.dev', version: 1, operator, from })
 * @see rekor openapi.yaml, createLogEntry; rekor-tiles api/proto/rekor/v2/hashedrekord.proto; sigstore-go pkg/sign/transparency.go
 */
export function signatureLog({ url, version }: SigningService): SignatureLog {
  const at = serviceAddress(url, version === 2 ? 'api/v2/log/entries' : 'api/v1/log/entries');
  return {
    url: at.href,
    version: version === 2 ? 2 : 1,
    async add(signed, certificate, call) {
      const request = version === 2 ? requestOfV2(signed, certificate) : requestOfV1(signed, certificate);
      const answer = await askService(at, request, call);
      try {
        return version === 2 ? tlogEntryFromJson(withoutNulls(answer), '') : entryOfV1(answer);
      } catch (cause) {
        if (!(cause instanceof FormatError)) throw cause;
        throw failed(at, `its answer is no entry of a log: ${cause.message}`, cause);
      }
    },
  };
}

function requestOfV1(signed: DsseEnvelope | SignedMessage, certificate: Uint8Array) {
  const verifier = encodeBase64(encodeUtf8(serialisePem('CERTIFICATE', certificate)));
  if ('message' in signed)
    return {
      apiVersion: '0.0.1',
      kind: 'hashedrekord',
      spec: {
        data: { hash: { algorithm: 'sha256', value: createHash('sha256').update(signed.message).digest('hex') } },
        signature: { content: encodeBase64(signed.signature), publicKey: { content: verifier } },
      },
    };
  return {
    apiVersion: '0.0.1',
    kind: 'dsse',
    spec: { proposedContent: { envelope: canonicalJson(dsseEnvelopeToJson(signed)), verifiers: [verifier] } },
  };
}

/** The second version takes no envelopes: what is entered is the hash of what the envelope's signature covers. */
function requestOfV2(signed: DsseEnvelope | SignedMessage, certificate: Uint8Array) {
  const { message, signature } =
    'message' in signed
      ? signed
      : {
          message: dssePae(signed.payloadType, signed.payload),
          signature: signed.signatures[0]?.sig ?? new Uint8Array(),
        };
  const digest = createHash('sha256').update(message).digest();
  const verifier = { x509Certificate: { rawBytes: encodeBase64(certificate) }, keyDetails: 'PKIX_ECDSA_P256_SHA_256' };
  return {
    hashedRekordRequestV002: {
      digest: encodeBase64(digest),
      signature: { content: encodeBase64(signature), verifier },
    },
  };
}

/** `{ "<uuid>": entry }`, numbers as numbers and bytes in hex, as the entry of a bundle. */
function entryOfV1(answer: JsonValue): TlogEntry {
  const all = new Members(FORMAT, answer);
  const [uuid, second] = Object.keys(all.object);
  if (uuid === undefined || second !== undefined) throw new FormatError(FORMAT, 'there must be exactly one entry');
  const entry = all.inside(uuid);
  const verification = entry.inside('verification');
  const body = entry.text('body', 4 * 1024 * 1024);
  const kind = new Members(FORMAT, parseJson(decodeBase64(body)), '/body');
  const promise = verification.optionalString('signedEntryTimestamp', 4096);
  const proof = verification.inside('inclusionProof');
  return tlogEntryFromJson(
    {
      logIndex: entry.object.logIndex,
      logId: { keyId: hexAsBase64(entry.text('logID', 128)) },
      kindVersion: { kind: kind.text('kind', 64), version: kind.text('apiVersion', 32) },
      integratedTime: entry.object.integratedTime,
      ...(promise !== undefined && { inclusionPromise: { signedEntryTimestamp: promise } }),
      inclusionProof: {
        logIndex: proof.object.logIndex,
        rootHash: hexAsBase64(proof.text('rootHash', 128)),
        treeSize: proof.object.treeSize,
        hashes: proof.array('hashes', 64).map((hash) => hexAsBase64(String(hash))),
        checkpoint: { envelope: proof.text('checkpoint', 16 * 1024) },
      },
      canonicalizedBody: body,
    },
    '',
  );
}

function hexAsBase64(hex: string): string {
  if (!/^(?:[0-9a-f]{2}){1,64}$/i.test(hex)) throw new FormatError(FORMAT, 'a hash must be in hex');
  return Buffer.from(hex, 'hex').toString('base64');
}
