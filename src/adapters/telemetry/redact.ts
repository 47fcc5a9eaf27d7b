/** What never belongs into a log, wherever in a text it stands. */
const SECRETS: readonly (readonly [RegExp, string])[] = [
  // Our own API keys.
  [/\btsk_[A-Za-z0-9_-]{4,}/g, 'tsk_[redacted]'],
  // RFC 7235 credentials, as a header or in an error message that quotes one.
  [/\b(Bearer|Basic)\s+[A-Za-z0-9+/=._~-]{8,}/gi, '$1 [redacted]'],
  // JSON web tokens outside of a header.
  [/\beyJ[A-Za-z0-9_-]{8,}\.[A-Za-z0-9_-]+\.[A-Za-z0-9_-]*/g, '[redacted token]'],
  // User and password of a URL.
  [/([a-z][a-z0-9+.-]{1,20}:\/\/)[^\s/@]{1,512}@/gi, '$1[redacted]@'],
  [/-----BEGIN [A-Z ]*PRIVATE KEY-----[\s\S]*?(?:-----END [A-Z ]*PRIVATE KEY-----|$)/g, '[redacted key]'],
  // Query parameters that carry credentials: presigned URLs of blob stores among them.
  [/([?&](?:token|access_token|password|sig|signature|x-amz-[a-z-]+|key)=)[^&\s]+/gi, '$1[redacted]'],
];

/** Every pattern above needs one of these: most texts have none, and are told so in one pass. */
const SUSPECT = /tsk_|bearer|basic|eyJ|:\/\/|PRIVATE KEY|[?&]/i;

/** Characters of one value; more would be a document, not a log line. */
const MAX_TEXT = 2048;

/**
 * A text without credentials, cut to a bounded length.
 *
 * @example redact('GET https://me:secret@registry.example.com/v2/') // 'GET https://[redacted]@registry.example.com/v2/'
 */
export function redact(text: string): string {
  // Cut twice: a secret must not survive because its end was cut off, nor cost time because it is long.
  const cut = text.slice(0, 4 * MAX_TEXT);
  if (!SUSPECT.test(cut)) return cut.slice(0, MAX_TEXT);
  return SECRETS.reduce((rest, [pattern, instead]) => rest.replaceAll(pattern, instead), cut).slice(0, MAX_TEXT);
}
