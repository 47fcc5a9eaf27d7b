import { parsePem } from '../../formats/der/pem.ts';
import { parseCertificate } from '../../formats/der/x509.ts';
import { FormatError } from '../../formats/format-error.ts';
import { TwinsealError } from '../../records/twinseal-error.ts';
import { type KeyTexts, takeKeyTexts } from './key-texts.ts';

/**
 * Reads a chain of certificates, leaf first, as PEM; text between the blocks is passed over, as tools write some there.
 *
 * @returns each certificate's DER
 * @throws TwinsealError `KEY_UNREADABLE`
 * @example (await readCertificateFile('chain.pem')).length // 2
 */
export async function readCertificateFile(
  path: string,
  texts: KeyTexts = takeKeyTexts({}),
): Promise<readonly Uint8Array[]> {
  const text = await texts.read(path);
  try {
    return parsePem(text, { maxBlocks: 16, explanatoryText: true }).map(({ label, bytes }) => {
      if (label !== 'CERTIFICATE') throw new FormatError('pem', `it holds a ${label} block`);
      return parseCertificate(bytes).raw;
    });
  } catch (cause) {
    if (!(cause instanceof FormatError)) throw cause;
    throw new TwinsealError('KEY_UNREADABLE', `${path} is not a chain of PEM certificates: ${cause.message}`, {
      cause,
    });
  }
}
