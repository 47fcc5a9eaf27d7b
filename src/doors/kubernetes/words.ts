import { plainText } from './plain-text.ts';
import type { Ruling } from './rule.ts';

/** Characters of a message and of a warning. @see kubernetes/api admission/v1 types.go, AdmissionResponse.Warnings */
export const MAX_WORDS = 120;

/**
 * One line of at most 120 characters: the image in short, the code, and what to do next.
 *
 * @param more - how many further images stand the same
 * @example wordsOf(ruling, 0) // 'app@sha256:0123456789ab: SIGNATURE_MISSING; next: twinseal verify IMAGE --policy release'
 */
export function wordsOf({ image, code = 'INTERNAL', policy }: Ruling, more: number): string {
  const next =
    code === 'IMAGE_NOT_PINNED'
      ? 'write NAME@sha256:..., see: twinseal tree IMAGE'
      : `twinseal verify ${code.startsWith('POD_') ? '--manifests FILE' : 'IMAGE'}${policy === undefined || policy.length > 24 ? '' : ` --policy ${policy}`}`;
  const end = `: ${code}${more > 0 ? ` (and ${more} more)` : ''}; next: ${next}`;
  return `${brief(image, MAX_WORDS - end.length)}${end}`;
}

/** Why a tag stays one, in one line of at most 120 characters. @example unpinnedWords('app:v1', 'CONTENT_NOT_FOUND') */
export function unpinnedWords(image: string, code: string): string {
  const end = `: ${code}; its digest is not written; next: twinseal tree IMAGE`;
  return `${brief(image, MAX_WORDS - end.length)}${end}`;
}

/** A reason that is no image's. @example sentence('malformed object') */
export function sentence(code: string, text: string): string {
  return `${code}: ${text}`.slice(0, MAX_WORDS);
}

/** The end of a name says most, and the head of a digest is enough to find it. */
function brief(image: string, room: number): string {
  const text = plainText(image).replace(/@(sha256:[0-9a-f]{12})[0-9a-f]{52}$/, '@$1');
  if (text.length <= room) return text;
  const last = text.slice(text.lastIndexOf('/') + 1);
  return last.length <= room ? last : `..${last.slice(last.length - room + 2)}`;
}
