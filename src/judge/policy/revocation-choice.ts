import { parseRevocationList } from '../../formats/der/crl.ts';
import { parsePem, serialisePem } from '../../formats/der/pem.ts';
import type { Members } from '../../formats/json/members.ts';
import { decodeUtf8 } from '../../formats/utf8.ts';
import type { RevocationChoice } from '../../records/notation-authorities.ts';
import type { ReadFile } from './signers.ts';

/** Members of a notation signer that are about revocation. */
export const REVOCATION_MEMBERS = ['revocation', 'crls', 'crlFiles'] as const;

const MODES = ['enforce', 'log', 'skip'] as const;
const MAX_LISTS = 32;
/** Characters of one list inside of a policy, which is a file of at most 256 KiB itself. */
const MAX_INLINE = 256 * 1024;
const LABEL = 'X509 CRL';

/**
 * Reads what a policy does about revoked certificates of a notation signer. Lists may stand inside (PEM) or in files, DER or
 * PEM; they are written anew, so that the same list gives the same policy whatever form its file has.
 *
 * @param readFile - reads what `crlFiles` name; what it throws passes through
 * @throws FormatError
 * @example (await readRevocation(notation, source.readFile)).revocation // 'enforce'
 * @see RFC 7468 section 6 ("X509 CRL")
 */
export async function readRevocation(notation: Members, readFile: ReadFile): Promise<RevocationChoice> {
  const text = notation.optionalString('revocation') ?? 'skip';
  const mode = MODES.find((one) => one === text) ?? notation.fail('revocation', `must be one of ${MODES.join(', ')}`);
  const named = REVOCATION_MEMBERS.find((name) => name !== 'revocation' && notation.has(name));
  if (mode === 'skip') {
    if (named !== undefined) notation.fail(named, 'is of no use unless "revocation" is enforce or log');
    return {};
  }
  const crls: string[] = [];
  if (notation.has('crls'))
    for (const [index, value] of notation.array('crls', MAX_LISTS).entries()) {
      if (typeof value !== 'string' || value.length > MAX_INLINE)
        return notation.fail(`crls/${index}`, 'must be a revocation list in PEM');
      crls.push(...listsPem(new TextEncoder().encode(value)));
    }
  if (notation.has('crlFiles'))
    for (const [index, path] of notation.array('crlFiles', MAX_LISTS).entries()) {
      if (typeof path !== 'string' || path === '') return notation.fail(`crlFiles/${index}`, 'must name a file');
      crls.push(...listsPem(await readFile(path)));
    }
  if (crls.length > MAX_LISTS) notation.fail('crls', `are more than the ${MAX_LISTS} lists allowed`);
  return { revocation: mode, ...(crls.length > 0 && { crls: [...new Set(crls)] }) };
}

/** DER begins with a SEQUENCE, whose octet is the digit 0 in no PEM text's first place. */
function listsPem(bytes: Uint8Array): readonly string[] {
  const lists =
    bytes[0] === 0x30
      ? [bytes]
      : parsePem(decodeUtf8(bytes), { maxBlocks: MAX_LISTS, maxLength: 2 * 2 ** 20, explanatoryText: true }).flatMap(
          (block) => (block.label === LABEL ? [block.bytes] : []),
        );
  return lists.map((der) => {
    parseRevocationList(der);
    return serialisePem(LABEL, der);
  });
}
