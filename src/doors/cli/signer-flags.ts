import { parseDuration } from '../../formats/duration.ts';
import { FormatError } from '../../formats/format-error.ts';
import type { NotationChoices } from '../../records/notation-choices.ts';
import type { SealKeys } from '../../records/seal-keys.ts';
import { TwinsealError } from '../../records/twinseal-error.ts';
import type { Flag, Input } from './command.ts';
import { pairsOf } from './pair-flags.ts';

/** Whom signatures are stamped by, for every verb that signs. */
export const TIMESTAMP_FLAGS: readonly Flag[] = [
  {
    name: 'timestamp-url',
    kind: 'text',
    value: 'URL',
    meaning: 'have each signature stamped by this timestamp authority (RFC 3161)',
  },
  {
    name: 'timestamp-roots',
    kind: 'text',
    value: 'FILE',
    meaning: 'certificates that the authority must lead to, in PEM',
  },
];

/** The older form of cosign, for verbs that sign images of registries. */
export const LEGACY_FLAG: Flag = {
  name: 'legacy',
  kind: 'switch',
  meaning: "cosign's older form, under tags of the registry, in place of bundles: cosign 2 verifies it",
};

/** An identity that signs in place of a cosign key, for every verb that signs. */
export const KEYLESS_FLAGS: readonly Flag[] = [
  {
    name: 'signing-config',
    kind: 'text',
    value: 'FILE',
    meaning: 'sign for an identity, without a key, by the Sigstore instance whose signing configuration this is',
  },
  {
    name: 'identity-token',
    kind: 'text',
    value: 'FILE',
    meaning: 'token of the identity, or env://NAME (SIGSTORE_ID_TOKEN, or what GitHub gives to the job, unless given)',
  },
  {
    name: 'trusted-root',
    kind: 'text',
    value: 'FILE',
    meaning: 'trusted_root.json of that instance: verify by it before anything is attached',
  },
];

/** Who signs, for every verb that signs images. */
export const SIGNER_FLAGS: readonly Flag[] = [
  {
    name: 'cosign-key',
    kind: 'text',
    value: 'FILE',
    meaning: 'sign with this key: cosign.key, PEM, or env://NAME for a variable that holds one of them',
  },
  {
    name: 'notation-key',
    kind: 'text',
    value: 'FILE',
    meaning: 'sign with this key too, with --notation-cert; PEM, or env://NAME',
  },
  {
    name: 'notation-cert',
    kind: 'text',
    value: 'FILE',
    meaning: 'certificate chain of the notation key, leaf first',
  },
  {
    name: 'notation-plugin',
    kind: 'text',
    value: 'NAME',
    meaning: 'sign with a key that a plugin of notation holds: the name of an installed one, or a path with a / in it',
  },
  { name: 'notation-plugin-key-id', kind: 'text', value: 'ID', meaning: 'which key of the plugin' },
  {
    name: 'signature-format',
    kind: 'text',
    value: 'FORMAT',
    choices: ['jws', 'cose'],
    meaning: 'envelope of the notation signatures: jws (the default) or cose',
  },
  {
    name: 'expiry',
    kind: 'text',
    value: 'DURATION',
    meaning: 'notation signatures count for so long and no longer: 12h, 3h20m, 30d',
  },
  {
    name: 'user-metadata',
    kind: 'list',
    value: 'NAME=VALUE',
    meaning: 'sign these along in notation signatures',
  },
  { name: 'plugin-config', kind: 'list', value: 'NAME=VALUE', meaning: 'handed on to the plugin' },
  ...KEYLESS_FLAGS,
  ...TIMESTAMP_FLAGS,
];

/**
 * Who signs, as the flags say.
 * @param instead - what else the user may have meant who named no key
 * @throws TwinsealError `USAGE` when nobody is named, or only half of a signer
 * @example signersOf(input).cosignKey
 */
export function signersOf(input: Input, instead?: string): SealKeys {
  const cosignKey = input.text('cosign-key');
  const notation = notationOf(input);
  const keyless = keylessOf(input);
  if (cosignKey === undefined && keyless.keyless === undefined && notation === undefined)
    throw new TwinsealError(
      'USAGE',
      `say who signs: --cosign-key FILE, --signing-config FILE for an identity, or --notation-key FILE with --notation-cert FILE (\`twinseal keys generate cosign\` makes a key${instead === undefined ? '' : `; ${instead}`})`,
    );
  return {
    ...(cosignKey !== undefined && { cosignKey }),
    ...keyless,
    ...(notation !== undefined && { notation }),
    ...notationChoicesOf(input, notation !== undefined),
    ...timestampsOf(input),
  };
}

/**
 * The identity that signs in place of a cosign key, as the flags say.
 * @throws TwinsealError `USAGE` for a key and an identity at once, and for half of an identity
 * @example keylessOf(input).keyless?.config
 */
export function keylessOf(input: Input): Pick<SealKeys, 'keyless'> {
  const config = input.text('signing-config');
  const trustedRoot = input.text('trusted-root');
  if (config === undefined) {
    const alone = ['identity-token', 'trusted-root'].find((flag) => input.text(flag) !== undefined);
    if (alone === undefined) return {};
    throw new TwinsealError(
      'USAGE',
      `--${alone} is for signing without a key: name the instance with --signing-config FILE`,
    );
  }
  if (input.text('cosign-key') !== undefined)
    throw new TwinsealError(
      'USAGE',
      'cosign signatures are by a key or by an identity: leave --cosign-key or --signing-config out',
    );
  return { keyless: { config, ...(trustedRoot !== undefined && { trustedRoot }) } };
}

/**
 * Whom signatures are stamped by, as the flags say.
 * @throws TwinsealError `USAGE` for roots without an authority
 * @example timestampsOf(input).timestamps?.url
 */
export function timestampsOf(input: Input): Pick<SealKeys, 'timestamps'> {
  const url = input.text('timestamp-url');
  const roots = input.text('timestamp-roots');
  if (url !== undefined) return { timestamps: { url, ...(roots !== undefined && { roots }) } };
  if (roots !== undefined) throw new TwinsealError('USAGE', 'say whose roots these are: --timestamp-url URL');
  return {};
}

/** How notation signs. */
function notationChoicesOf(input: Input, signs: boolean): Pick<SealKeys, 'notationChoices'> {
  const given = ['signature-format', 'expiry', 'user-metadata'].filter(
    (flag) => input.text(flag) !== undefined || input.list(flag).length > 0,
  );
  const [first] = given;
  if (first === undefined) return {};
  if (!signs) throw new TwinsealError('USAGE', `--${first} is about notation signatures: name the key of notation too`);
  const envelope = input.text('signature-format') as NotationChoices['envelope'];
  const expiry = input.text('expiry');
  return {
    notationChoices: {
      ...(envelope !== undefined && { envelope }),
      ...(expiry !== undefined && { expiresAfter: durationOf(expiry) }),
      userMetadata: pairsOf(input, 'user-metadata'),
    },
  };
}

function durationOf(text: string): number {
  try {
    return parseDuration(text);
  } catch (cause) {
    if (!(cause instanceof FormatError)) throw cause;
    throw new TwinsealError('USAGE', `--expiry: ${cause.message}`, { cause });
  }
}

function notationOf(input: Input): SealKeys['notation'] {
  const key = input.text('notation-key');
  const certificate = input.text('notation-cert');
  const plugin = input.text('notation-plugin');
  const keyId = input.text('notation-plugin-key-id');
  const config = pairsOf(input, 'plugin-config');
  if ((key === undefined) !== (certificate === undefined))
    throw new TwinsealError('USAGE', 'notation needs both --notation-key FILE and --notation-cert FILE');
  if (plugin === undefined) {
    if (keyId !== undefined || Object.keys(config).length > 0)
      throw new TwinsealError('USAGE', 'say which plugin holds the key: --notation-plugin NAME');
    return key === undefined || certificate === undefined ? undefined : { key, certificate };
  }
  if (key !== undefined)
    throw new TwinsealError('USAGE', 'a notation key is in a file or in a plugin: name one of them');
  if (keyId === undefined)
    throw new TwinsealError('USAGE', 'say which key of the plugin signs: --notation-plugin-key-id ID');
  return { plugin, keyId, config };
}
