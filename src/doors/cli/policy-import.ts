import type { ForeignFiles } from '../../judge/policy/import/foreign.ts';
import { type ImportedPolicy, importPolicy } from '../../judge/policy/import/import.ts';
import { importedText } from '../../judge/policy/import/imported-text.ts';
import { places } from '../../judge/policy/import/losses.ts';
import { WAIVER_NAMES, WAIVERS } from '../../judge/policy/import/waivers.ts';
import type { Call } from '../../ports/call.ts';
import { TwinsealError } from '../../records/twinseal-error.ts';
import { escapeTerminal } from '../escape/terminal.ts';
import type { Command } from './command.ts';
import { POLICY_SCHEMA } from './policy-schema.ts';

/** What `policy import` needs. */
export interface PolicyImportUse {
  /** The document. @throws TwinsealError `INPUT_UNREADABLE` @example await use.read('cip.yaml', call) */
  read(path: string, call: Call): Promise<Uint8Array>;
  /**
   * Reads keys and certificates for it.
   * @param keys - files of public keys by the name of an authority
   * @param places - notation's folder, undefined: `truststore` beside the document; the file of a trusted root
   * @example use.files('trustpolicy.json', new Map(), { trustStore: undefined, trustedRoot: undefined }, call)
   */
  files(
    path: string,
    keys: ReadonlyMap<string, string>,
    places: { readonly trustStore: string | undefined; readonly trustedRoot: string | undefined },
    call: Call,
  ): ForeignFiles;
  /** Writes a file that is not there yet. @throws TwinsealError `OUTPUT_EXISTS`, `OUTPUT_UNWRITABLE` @example await use.write('mine.yaml', text) */
  write(path: string, text: string): Promise<void>;
}

/** `twinseal policy import`. */
export const policyImportCommand: Command<PolicyImportUse> = {
  name: 'policy import',
  description:
    'Makes a policy of a sigstore ClusterImagePolicy (YAML, one document) or of notation’s trustpolicy.json, keys and\n' +
    'certificates inside. What Twinseal does not do refuses the import, unless it is waived by name; docs/policy-tools.md lists\n' +
    'the names. What was waived is told in the policy and on stderr.',
  arguments: [{ name: 'FILE', meaning: 'a ClusterImagePolicy (v1alpha1, v1beta1) or a trustpolicy.json' }],
  flags: [
    { name: 'waive', kind: 'list', value: 'NAME', choices: WAIVER_NAMES, meaning: 'go without what is named' },
    {
      name: 'key',
      kind: 'list',
      value: 'AUTHORITY=FILE',
      meaning: 'public key of an authority whose key is in a KMS or a secret',
    },
    {
      name: 'trust-store',
      kind: 'text',
      value: 'DIR',
      meaning: "notation's trust store, with x509/ca in it (truststore beside FILE unless given)",
    },
    {
      name: 'trusted-root',
      kind: 'text',
      value: 'FILE',
      meaning: 'trusted_root.json of the Sigstore instance of authorities that trust identities',
    },
    { name: 'statement', kind: 'text', value: 'NAME', meaning: 'of a trust policy, this statement alone' },
    { name: 'out', kind: 'text', value: 'FILE', meaning: 'write a new file (stdout unless given)' },
  ],
  examples: [
    {
      command: 'twinseal policy import cip.yaml --waive ctlog --out policies/mine.yaml',
      meaning: 'a ClusterImagePolicy',
    },
    {
      command: 'twinseal policy import ~/.config/notation/trustpolicy.json --out policies/notary.yaml',
      meaning: "notation's trust policy, with the certificates of the stores that it names",
    },
  ],
  async run(input, use, session) {
    const file = input.argument('FILE');
    const statement = input.text('statement');
    const keys = keyFiles(input.list('key'));
    const imported = await importPolicy({
      file,
      bytes: await use.read(file, session.call),
      files: use.files(
        file,
        keys,
        { trustStore: input.text('trust-store'), trustedRoot: input.text('trusted-root') },
        session.call,
      ),
      waive: input.list('waive'),
      ...(statement !== undefined && { statement }),
    });
    const lines = remarks(imported);
    const text = await importedText(imported, [
      `yaml-language-server: $schema=${POLICY_SCHEMA}`,
      `Made by twinseal policy import from the ${imported.format} ${imported.origin}.`,
      ...lines,
    ]);
    const out = input.text('out');
    if (out === undefined) session.out(text);
    else await use.write(out, text);
    if (!session.quiet) for (const line of lines) session.err(`${escapeTerminal(line)}\n`);
    return 0;
  },
};

function remarks({ losses, notes }: ImportedPolicy): readonly string[] {
  return [
    ...losses.map(({ waiver, at }) => `waived: ${waiver} (${places(at)}): ${WAIVERS[waiver].lost}`),
    ...notes.map((note) => `note: ${note}`),
  ];
}

function keyFiles(given: readonly string[]): ReadonlyMap<string, string> {
  return new Map(
    given.map((word) => {
      const equals = word.indexOf('=');
      if (equals < 1 || equals === word.length - 1)
        throw new TwinsealError('USAGE', `--key takes AUTHORITY=FILE, not ${word.slice(0, 80)}`);
      return [word.slice(0, equals), word.slice(equals + 1)];
    }),
  );
}
