import { encodeBase64 } from '../../formats/base64.ts';
import { Members } from '../../formats/json/members.ts';
import type { JsonObject } from '../../formats/json/value.ts';
import { uncancelled } from '../../ports/call.ts';
import type { CertifiedSigner, SignatureScheme, Signer } from '../../ports/signer.ts';
import { ERROR_CATALOGUE } from '../../records/error-catalogue.ts';
import { TwinsealError } from '../../records/twinseal-error.ts';
import { fileKeys } from '../keys/file-keys.ts';
import { encodeFrame, readFrames, type SignerFrame, type SignerPipe } from './signer-frames.ts';

const SCHEMES: readonly SignatureScheme[] = ['ecdsa-der', 'rsa-pkcs1', 'rsa-pss', 'ed25519'];
const PATH = 4096;

interface OpenSigners {
  readonly cosign?: Signer;
  readonly notation?: CertifiedSigner;
}

/**
 * Answers the one who started this process until the pipe closes: first `open`, once, which names the key files and their
 * password and gives public keys; then `sign` as often as wanted. There is no word to get a private key out, nor to
 * open another file.
 *
 * @returns when the other end has closed the pipe
 * @throws FormatError for what is no frame: whoever sends that is not the one who started us
 * @example await serveSigner(new Socket({ fd: 3 }))
 */
export async function serveSigner(pipe: SignerPipe): Promise<void> {
  const call = uncancelled(Number.POSITIVE_INFINITY);
  let signers: OpenSigners | undefined;
  const answer = async ({ head, body }: SignerFrame): Promise<Uint8Array> => {
    const members = new Members('frame', head);
    const n = Number(head.n);
    if (members.text('ask') === 'open') {
      if (signers !== undefined) throw new TwinsealError('SIGNER_FAILED', 'the signer has opened its keys already');
      signers = await open(members);
      return encodeFrame({ n, ...publicPart(signers) });
    }
    const family = members.text('family', 16);
    const signer = family === 'cosign' ? signers?.cosign : family === 'notation' ? signers?.notation : undefined;
    const scheme = SCHEMES.find((each) => each === head.scheme);
    if (members.text('ask') !== 'sign' || signer === undefined || scheme === undefined)
      throw new TwinsealError('SIGNER_FAILED', 'the signer was asked for what it does not do');
    return encodeFrame({ n }, await signer.sign(body, scheme, call));
  };
  for await (const frame of readFrames(pipe)) {
    try {
      pipe.write(await answer(frame));
    } catch (error) {
      const known = error instanceof TwinsealError;
      const message = known ? error.message : 'the signer could not do what it was asked for';
      pipe.write(encodeFrame({ n: Number(frame.head.n), code: known ? error.code : 'SIGNER_FAILED', message }));
    }
  }
}

async function open(members: Members): Promise<OpenSigners> {
  const call = uncancelled(Number.POSITIVE_INFINITY);
  const password = members.optionalString('password', PATH);
  const keys = fileKeys({
    async password(path) {
      if (password !== undefined) return password;
      throw new TwinsealError('KEY_PASSWORD', `${path} needs a password: set COSIGN_PASSWORD (it may be empty)`);
    },
  });
  const [cosign, key, certificate] = ['cosignKey', 'notationKey', 'notationCertificate'].map((name) =>
    members.optionalString(name, PATH),
  );
  return {
    ...(cosign !== undefined && { cosign: await keys.cosignSigner(cosign, call) }),
    ...(key !== undefined &&
      certificate !== undefined && { notation: await keys.notationSigner({ key, certificate }, call) }),
  };
}

function publicPart({ cosign, notation }: OpenSigners): JsonObject {
  const half = ({ keyType, spki }: Signer) => ({ keyType, spki: encodeBase64(spki) });
  return {
    ...(cosign !== undefined && { cosign: half(cosign) }),
    ...(notation !== undefined && { notation: { ...half(notation), chain: notation.chain.map(encodeBase64) } }),
  };
}

/** Whether a word is a code of the catalogue. @example isErrorCode('KEY_PASSWORD') // true */
export function isErrorCode(code: unknown): code is keyof typeof ERROR_CATALOGUE {
  return typeof code === 'string' && Object.hasOwn(ERROR_CATALOGUE, code);
}
