import { encodeUtf8 } from '../../formats/utf8.ts';
import { TwinsealError } from '../../records/twinseal-error.ts';

const MAX_ID = 2 ** 31 - 1;
const NAME = /^[a-z_][a-z0-9_-]{0,31}$/;

/** Who the program runs as. Names are left to the base image's /etc/passwd. */
export interface ImageUser {
  readonly text: string;
  /** Present when the user is given by number. */
  readonly uid?: number;
  readonly gid?: number;
}

/**
 * Reads `user` or `user:group`, by number or name. Numbers end at 2^31-1: container runtimes have taken larger ones for
 * root (CVE-2024-40635).
 *
 * @throws TwinsealError `SETTINGS_INVALID`
 * @example parseImageUser('65532:65532').uid // 65532
 * @see image-spec v1.1.1, config.md, "User"
 */
export function parseImageUser(text: string): ImageUser {
  const parts = text.split(':');
  const ids = parts.map((part) => {
    if (/^(?:0|[1-9]\d{0,9})$/.test(part) && Number(part) <= MAX_ID) return Number(part);
    if (NAME.test(part)) return undefined;
    throw new TwinsealError(
      'SETTINGS_INVALID',
      `image.user ${JSON.stringify(text)} is no user: write user or user:group, each a name or a number up to ${MAX_ID}, such as 65532:65532`,
    );
  });
  const [uid, gid] = ids;
  if (ids.length > 2 || ids.length === 0)
    throw new TwinsealError('SETTINGS_INVALID', `image.user ${JSON.stringify(text)} has more than one colon`);
  return { text, ...(uid === undefined ? {} : { uid }), ...(gid === undefined ? {} : { gid }) };
}

/**
 * /etc/passwd and /etc/group for an image without a base, so that a program can look up who it is (Go's os/user reads
 * these files) and runtimes find a home. The home is `/`: nothing but /tmp is meant to be written.
 *
 * @throws TwinsealError `SETTINGS_INVALID` for a user by name, whom nothing in such an image defines
 * @example accountFiles(parseImageUser('65532:65532')).passwd
 */
export function accountFiles(user: ImageUser): { readonly passwd: Uint8Array; readonly group: Uint8Array } {
  const { uid } = user;
  const gid = user.gid ?? uid;
  if (uid === undefined || gid === undefined || (user.text.includes(':') && user.gid === undefined))
    throw new TwinsealError(
      'SETTINGS_INVALID',
      `image.user ${JSON.stringify(user.text)} is a name, and an image from scratch knows none: give numbers, such as 65532:65532`,
    );
  const passwd = [
    'root:x:0:0:root:/:/sbin/nologin',
    ...(uid === 0 ? [] : [`nonroot:x:${uid}:${gid}:nonroot:/:/sbin/nologin`]),
  ];
  const group = ['root:x:0:', ...(gid === 0 ? [] : [`nonroot:x:${gid}:`])];
  return { passwd: lines(passwd), group: lines(group) };
}

function lines(texts: readonly string[]): Uint8Array {
  return encodeUtf8(texts.map((text) => `${text}\n`).join(''));
}
