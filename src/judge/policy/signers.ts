import { parseOnePem, parsePem, serialisePem } from '../../formats/der/pem.ts';
import { parseSpki } from '../../formats/der/spki.ts';
import { parseCertificate } from '../../formats/der/x509.ts';
import { FormatError } from '../../formats/format-error.ts';
import { Members } from '../../formats/json/members.ts';
import type { JsonValue } from '../../formats/json/value.ts';
import { parseTrustedIdentity } from '../../formats/notary/trusted-identity.ts';
import { countLogs, parseTrustedRoot } from '../../formats/sigstore/trusted-root.ts';
import { decodeUtf8, encodeUtf8 } from '../../formats/utf8.ts';
import { NOTATION_CHECKS, type NotationAuthorities, type NotationCheck } from '../../records/notation-authorities.ts';
import type { CosignKeys, TrustedIdentity, TrustedSigner } from '../../records/policy.ts';
import { TwinsealError } from '../../records/twinseal-error.ts';
import { wholeNumber } from './demands/member-values.ts';
import { type PolicyReads, ROOT_MEMBERS, readInstanceRoot } from './instance-root.ts';
import { NOTATION_TIME_MEMBERS, readNotationTime } from './notation-time.ts';
import { REVOCATION_MEMBERS, readRevocation } from './revocation-choice.ts';
import { readTrustStores, type StoreType } from './trust-store.ts';
import { readWindow, WINDOW_MEMBERS } from './trust-window.ts';
import { readWorkflowIdentity, WORKFLOW_MEMBERS } from './workflow-identity.ts';

const KINDS = ['cosign', 'notation', 'keyless'];
const MAX_ROOTS = 32;
const MAX_IDENTITIES = 32;
const MAX_KEYS = 16;
const MAX_LOGS = 8;
const NAME = /^[a-z0-9](?:[a-z0-9._-]{0,62}[a-z0-9])?$/;

/** Reads the files that a policy names. */
export type ReadFile = PolicyReads['readFile'];

/**
 * Reads one entry of `trust`, with the files that it names. Keys and certificates are written anew, so that the same key
 * gives the same policy whatever the line ends of its file.
 *
 * @param at - JSON pointer of the entry
 * @param source - reads what `keyFile` and the like name; what it throws passes through
 * @throws FormatError for a malformed entry, key, certificate or identity
 * @example (await readSigner({ name: 'release', cosign: { keyFile: 'cosign.pub' } }, '/trust/0', source)).name
 */
export async function readSigner(value: JsonValue, at: string, source: PolicyReads): Promise<TrustedSigner> {
  const members = new Members('policy', value, at);
  members.only(['name', ...KINDS]);
  const name = members.text('name', 64);
  if (!NAME.test(name)) members.fail('name', 'takes lower-case letters, digits, and . _ - between them');
  if (KINDS.filter((kind) => members.has(kind)).length !== 1)
    members.fail('name', `is ${JSON.stringify(name)}: a signer has exactly one of cosign, notation and keyless`);
  if (members.has('cosign')) return { name, cosign: await readKeys(members.inside('cosign'), source) };
  if (members.has('keyless')) return { name, keyless: await readIdentity(members.inside('keyless'), source) };
  return { name, notation: await readAuthorities(members.inside('notation'), source) };
}

async function readKeys(cosign: Members, source: PolicyReads): Promise<CosignKeys> {
  cosign.only(['key', 'keyFile', 'keys', ...WINDOW_MEMBERS, ...ROOT_MEMBERS, 'logs']);
  const readKey = async (one: Members) => publicKeyPem(await textOrFile(one, 'key', 'keyFile', source.readFile));
  const witnessed = await readWitnesses(cosign, source);
  if (!cosign.has('keys')) {
    const window = readWindow(cosign);
    const key = await readKey(cosign);
    return window === undefined ? { key, ...witnessed } : { keys: [{ key, ...window }], ...witnessed };
  }
  cosign.only(['keys', ...ROOT_MEMBERS, 'logs']);
  return {
    keys: await readEach(cosign, 'keys', ['key', 'keyFile'], async (one) => ({ key: await readKey(one) })),
    ...witnessed,
  };
}

async function readAuthorities(notation: Members, source: PolicyReads): Promise<NotationAuthorities> {
  notation.only([
    ...['certificates', 'certificateFile', 'trustStore', 'authorities', 'identities', 'log'],
    ...WINDOW_MEMBERS,
    ...REVOCATION_MEMBERS,
    ...NOTATION_TIME_MEMBERS,
  ]);
  const readCertificates = async (one: Members, type: StoreType = 'ca') =>
    certificatesPem(
      one.has('trustStore')
        ? await readTrustStores(one, type, source)
        : await textOrFile(one, 'certificates', 'certificateFile', source.readFile),
    );
  const own: StoreType = notation.has('signingAuthority') ? 'signingAuthority' : 'ca';
  const common = {
    identities: readIdentities(notation),
    ...(await readNotationTime(notation, (one) => readCertificates(one, 'tsa'))),
    ...readLog(notation),
    ...(await readRevocation(notation, source.readFile)),
  };
  if (!notation.has('authorities')) {
    const window = readWindow(notation);
    const certificates = await readCertificates(notation, own);
    return window === undefined
      ? { certificates, ...common }
      : { authorities: [{ certificates, ...window }], ...common };
  }
  notation.only(['authorities', 'identities', 'log', ...REVOCATION_MEMBERS, ...NOTATION_TIME_MEMBERS]);
  const authorities = await readEach(notation, 'authorities', ['certificates', 'certificateFile'], async (one) => ({
    certificates: await readCertificates(one),
  }));
  return { authorities, ...common };
}

/** The entries of a list of keys or authorities, each with its window. */
async function readEach<T>(
  members: Members,
  name: string,
  known: readonly string[],
  read: (one: Members) => Promise<T>,
): Promise<readonly (T & ReturnType<typeof readWindow>)[]> {
  const entries = members.array(name, MAX_KEYS);
  if (entries.length === 0) members.fail(name, 'is empty, so nothing by this signer counts');
  const list: (T & ReturnType<typeof readWindow>)[] = [];
  for (const [index, entry] of entries.entries()) {
    const one = new Members('policy', entry, `${members.pointer(name)}/${index}`);
    one.only([...known, ...WINDOW_MEMBERS]);
    list.push({ ...(await read(one)), ...readWindow(one) });
  }
  return list;
}

/** What is noted instead of enforced. @see Notary Project trust-store-trust-policy.md, "Signature Verification Levels" */
function readLog(notation: Members): { readonly log?: readonly NotationCheck[] } {
  if (!notation.has('log')) return {};
  const named = notation.array('log', NOTATION_CHECKS.length).map((value, index) => {
    const check = NOTATION_CHECKS.find((one) => one === value);
    return check ?? notation.fail(`log/${index}`, `must be one of ${NOTATION_CHECKS.join(', ')}`);
  });
  const log = NOTATION_CHECKS.filter((check) => named.includes(check));
  if (log.length !== named.length) notation.fail('log', 'names a check twice');
  return log.length === 0 ? {} : { log };
}

function readIdentities(notation: Members): readonly string[] {
  const identities = notation.array('identities', MAX_IDENTITIES).map((identity, index) => {
    if (typeof identity !== 'string') return notation.fail(`identities/${index}`, 'must be a string');
    parseTrustedIdentity(identity);
    return identity;
  });
  if (identities.length === 0)
    notation.fail('identities', 'must name whom to trust; "*" is anybody with such a certificate');
  // Notary Project trust-store-trust-policy.md: a wildcard must stand alone.
  if (identities.includes('*') && identities.length > 1) notation.fail('identities', 'has "*" beside others');
  return identities;
}

type Witnesses = Pick<CosignKeys, 'trustedRoot' | 'trust' | 'logs'>;

/** The logs and authorities that tell when a key signed. */
async function readWitnesses(cosign: Members, source: PolicyReads): Promise<Witnesses> {
  if (ROOT_MEMBERS.some((name) => cosign.has(name))) return await readRoot(cosign, source);
  if (cosign.has('logs')) cosign.fail('logs', 'needs a trusted root that names them: give trust or trustedRootFile');
  return {};
}

async function readIdentity(keyless: Members, source: PolicyReads): Promise<TrustedIdentity> {
  keyless.only([
    ...['identity', 'identityPattern', 'issuer', 'logs'],
    ...WORKFLOW_MEMBERS,
    ...ROOT_MEMBERS,
    ...WINDOW_MEMBERS,
  ]);
  return { ...readWorkflowIdentity(keyless), ...(await readRoot(keyless, source)), ...readWindow(keyless) };
}

async function readRoot(members: Members, source: PolicyReads): Promise<Witnesses & { readonly trustedRoot: string }> {
  const named = await readInstanceRoot(members, source);
  if (!members.has('logs')) return named;
  const logs = wholeNumber(members, 'logs', 1, MAX_LOGS);
  // CVE-2026-49834: one log, by two names or with two keys, is one.
  const most = countLogs(parseTrustedRoot(encodeUtf8(named.trustedRoot)).logs);
  if (logs > most)
    members.fail(
      'logs',
      `demands ${logs} different logs, and the trusted root has ${most}: no signature can meet this`,
    );
  return { ...named, logs };
}

/**
 * One public key, as SPKI PEM.
 * @throws FormatError
 * @example publicKeyPem(text).startsWith('-----BEGIN PUBLIC KEY-----') // true
 * @see NIST SP 800-131A, RSA below 2048 bits
 */
export function publicKeyPem(text: string): string {
  const { bytes } = parseOnePem(text, ['PUBLIC KEY']);
  const key = parseSpki(bytes);
  // SP 800-131A: RSA below 2048 bits is disallowed. Above 8192, one check costs more than a hostile key should.
  if (key.type === 'rsa' && (key.bits < 2048 || key.bits > 8192))
    throw new FormatError('policy', `an RSA key of ${key.bits} bits is refused; 2048 to 8192 are taken`);
  return serialisePem('PUBLIC KEY', bytes);
}

/**
 * Trusted certificates, as PEM blocks without anything between.
 * @throws FormatError
 * @example certificatesPem(text) // '-----BEGIN CERTIFICATE-----...'
 */
export function certificatesPem(text: string): string {
  const blocks = parsePem(text, { maxBlocks: MAX_ROOTS, explanatoryText: true });
  return blocks
    .map(({ label, bytes }) => {
      if (label !== 'CERTIFICATE') throw new FormatError('policy', `a PEM block is ${label}, not CERTIFICATE`);
      return serialisePem('CERTIFICATE', parseCertificate(bytes).raw);
    })
    .join('');
}

/**
 * A text that stands in the policy, or in a file that it names.
 * @throws FormatError when neither is there, or both are
 * @example await textOrFile(members, 'key', 'keyFile', source.readFile)
 */
export async function textOrFile(members: Members, inline: string, file: string, readFile: ReadFile): Promise<string> {
  if (members.has(inline) === members.has(file))
    members.fail(inline, `or ${JSON.stringify(file)} must be there, and not both`);
  if (members.has(inline)) return members.text(inline, 256 * 1024);
  const path = members.text(file);
  try {
    return decodeUtf8(await readFile(path));
  } catch (error) {
    if (!(error instanceof TwinsealError)) throw error;
    const { code, message, details } = error;
    throw new TwinsealError(code, `${message} (named at ${members.pointer(file)})`, { cause: error, details });
  }
}
