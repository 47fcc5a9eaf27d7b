import type { Call } from '../../ports/call.ts';
import { TwinsealError } from '../../records/twinseal-error.ts';
import type { Attested, AttestRequest } from '../../roads/attest.ts';
import { SCANNERS } from '../../seal/attest/scanner-report.ts';
import { escapeTerminal } from '../escape/terminal.ts';
import type { Command, Input } from './command.ts';
import { RESULT_FLAG } from './result-flag.ts';
import { KEYLESS_FLAGS, keylessOf, LEGACY_FLAG, TIMESTAMP_FLAGS, timestampsOf } from './signer-flags.ts';

/** What `attest` needs. */
export interface AttestUse {
  /**
   * Signs what the file says of the image, and attaches it.
   * @throws TwinsealError `USAGE`, `INPUT_MALFORMED`, `REPORT_OTHER_IMAGE`; of keys, layout and registry
   * @example (await use.attest({ image: 'app.oci', file: 'trivy.json', from: 'trivy', keys: { cosignKey: 'scanner.key' } }, call)).subjects
   */
  attest(request: Omit<AttestRequest, 'bytes'>, call: Call): Promise<Attested>;
}

/** `twinseal attest`. */
export const attestCommand: Command<AttestUse> = {
  name: 'attest',
  description:
    'Signs a statement about an image and attaches it to the index and every platform manifest, as cosign 3 does. --from\n' +
    "makes of a scanner's report what policies can demand, for the platform that the report names; secrets that were found\n" +
    'are left out of it. Nothing is signed that breaks the form of its type. The very same statement by the same key is not\n' +
    'attached twice, so that the command can be run again.',
  arguments: [
    { name: 'IMAGE', meaning: 'a layout on disk (one image of several: app.oci:NAME), or an image reference' },
  ],
  flags: [
    { name: 'predicate', kind: 'text', value: 'FILE', meaning: 'the predicate, or the report of a scanner' },
    {
      name: 'type',
      kind: 'text',
      value: 'TYPE',
      meaning: 'what the predicate is: vuln, openvex, spdxjson, cyclonedx, slsaprovenance1, secretscan, or a URI',
    },
    { name: 'from', kind: 'text', choices: [...SCANNERS], meaning: "the file is this scanner's own report, in JSON" },
    { name: 'cosign-key', kind: 'text', value: 'FILE', meaning: 'sign with this key: cosign.key, PEM, or env://NAME' },
    {
      name: 'platform',
      kind: 'list',
      value: 'PLATFORM',
      meaning: 'say it of these platforms only (those that the report names, else all)',
    },
    { name: 'again', kind: 'switch', meaning: 'attach it even where the very same statement is attached already' },
    LEGACY_FLAG,
    ...KEYLESS_FLAGS,
    ...TIMESTAMP_FLAGS,
    RESULT_FLAG,
  ],
  examples: [
    {
      command:
        'twinseal attest registry.example.com/app:v1.2.3 --from trivy --predicate trivy.json --cosign-key scanner.key',
      meaning: 'what `trivy image --format json` found, as the statement that a policy with `scan` demands',
    },
    {
      command: 'twinseal attest app.oci --type openvex --predicate vex.json --cosign-key security.key',
      meaning: 'what is not exploitable in it',
    },
  ],
  async run(input, use, session) {
    const from = SCANNERS.find((one) => one === input.text('from'));
    const type = input.text('type');
    const platforms = input.list('platform');
    const request = {
      image: input.argument('IMAGE'),
      file: needed(input, 'predicate', 'the file with the predicate'),
      keys: signersOfStatement(input),
      ...(input.is('legacy') && { legacy: true }),
      ...(input.is('again') && { again: true }),
      ...(type !== undefined && { type }),
      ...(from !== undefined && { from }),
      ...(platforms.length > 0 && { platforms }),
    };
    const attested = await use.attest(request, session.call);
    const { predicateType, image, subjects, already, notes } = attested;
    if (input.text('output') === 'json') session.out(`${JSON.stringify(attested, undefined, 2)}\n`);
    else {
      for (const note of session.quiet ? [] : notes) session.err(`note: ${escapeTerminal(note)}\n`);
      if (!session.quiet)
        for (const subject of subjects)
          session.out(`${subject}  ${already.includes(subject) ? 'was attached already' : 'attached'}\n`);
      session.out(`attested: ${escapeTerminal(predicateType)} ${image}\n`);
    }
    return 0;
  },
};

function signersOfStatement(input: Input): AttestRequest['keys'] {
  const keyless = keylessOf(input);
  const cosignKey = input.text('cosign-key');
  if (cosignKey === undefined && keyless.keyless === undefined)
    throw new TwinsealError(
      'USAGE',
      'name the key that signs with --cosign-key FILE, or an instance with --signing-config FILE',
    );
  return { ...(cosignKey !== undefined && { cosignKey }), ...keyless, ...timestampsOf(input) };
}

function needed(input: Input, flag: string, what: string): string {
  const value = input.text(flag);
  if (value === undefined) throw new TwinsealError('USAGE', `name ${what} with --${flag} FILE`);
  return value;
}
