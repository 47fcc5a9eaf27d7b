import type { Call } from '../../ports/call.ts';
import { TwinsealError } from '../../records/twinseal-error.ts';
import type { Command } from './command.ts';
import { POLICY_SCHEMA } from './policy-schema.ts';

/** What `policy init` needs. */
export interface PolicyInitUse {
  /**
   * A public key as SPKI PEM, checked.
   * @throws TwinsealError `KEY_UNREADABLE`, also for a private key
   * @example await use.publicKey('cosign.pub', call)
   */
  publicKey(path: string, call: Call): Promise<string>;
  /**
   * One or more certificates as PEM, checked.
   * @throws TwinsealError `KEY_UNREADABLE`
   * @example await use.certificates('ca.crt', call)
   */
  certificates(path: string, call: Call): Promise<string>;
}

/** `twinseal policy init`. */
export const policyInitCommand: Command<PolicyInitUse> = {
  name: 'policy init',
  description:
    'Prints a first policy with the key or certificate in it: all images; a signature on the index and on every\n' +
    'platform, SPDX and provenance statements, and a twin proof for the program that runs.',
  arguments: [],
  flags: [
    { name: 'cosign-key', kind: 'text', value: 'FILE', meaning: 'public key to trust (cosign.pub)' },
    { name: 'notation-cert', kind: 'text', value: 'FILE', meaning: 'certificate to trust' },
    {
      name: 'rebuilder-key',
      kind: 'list',
      value: 'FILE',
      meaning: 'public key of somebody else who must have reproduced the program; all of those given',
    },
  ],
  examples: [
    { command: 'twinseal policy init --cosign-key cosign.pub > policies/mine.yaml', meaning: 'a policy to edit' },
  ],
  async run(input, use, session) {
    const keyFile = input.text('cosign-key');
    const certFile = input.text('notation-cert');
    if (keyFile === undefined && certFile === undefined)
      throw new TwinsealError('USAGE', 'name whom to trust: --cosign-key FILE or --notation-cert FILE');
    const key = keyFile === undefined ? undefined : await use.publicKey(keyFile, session.call);
    const rebuilderFiles = input.list('rebuilder-key');
    if (rebuilderFiles.length > 0 && key === undefined)
      throw new TwinsealError(
        'USAGE',
        '--rebuilder-key comes beside --cosign-key FILE, whose twin build is reproduced',
      );
    const rebuilders: string[] = [];
    for (const file of rebuilderFiles) rebuilders.push(await use.publicKey(file, session.call));
    if (new Set([key, ...rebuilders]).size < rebuilders.length + 1)
      throw new TwinsealError('USAGE', 'one key must not fill two roles: give each rebuilder a key of their own');
    const certificates = certFile === undefined ? undefined : await use.certificates(certFile, session.call);
    session.out(
      firstPolicy({
        ...(key !== undefined && { key }),
        ...(certificates !== undefined && { certificates }),
        rebuilders,
      }),
    );
    return 0;
  },
};

/**
 * A first policy as YAML. Its name is that of the file it is put into.
 * @example firstPolicy({ key: '-----BEGIN PUBLIC KEY-----\n...', rebuilders: [] })
 */
function firstPolicy(trust: {
  readonly key?: string;
  readonly certificates?: string;
  readonly rebuilders: readonly string[];
}): string {
  const signers = [trust.key && 'release-key', trust.certificates && 'release-certificate'].filter(Boolean);
  // Statements come as cosign bundles, so only a cosign key can vouch for them.
  const statements = trust.key === undefined ? '' : statementRules(trust.rebuilders.length);
  return `# yaml-language-server: $schema=${POLICY_SCHEMA}
apiVersion: twinseal.dev/v1
kind: Policy
description: Images that we sealed
mode: enforce
images: ['**']
trust:
${trust.key === undefined ? '' : `  - name: release-key\n    cosign:\n      key: |\n${indent(trust.key)}`}${
  trust.certificates === undefined
    ? ''
    : `  - name: release-certificate\n    notation:\n      identities: ['*']\n      certificates: |\n${indent(trust.certificates)}`
}${trust.rebuilders
  .map((key, index) => `  - name: ${rebuilderName(index)}\n    cosign:\n      key: |\n${indent(key)}`)
  .join('')}require:
  signatures:
${signers.map((name) => `    - by: ${name}\n`).join('')}${statements}`;
}

function rebuilderName(index: number): string {
  return `rebuilder-${index + 1}`;
}

function statementRules(rebuilders: number): string {
  const names = Array.from({ length: rebuilders }, (_, index) => rebuilderName(index));
  const demand = rebuilders === 0 ? '' : `    rebuilders: {of: [${names.join(', ')}], atLeast: ${rebuilders}}\n`;
  return `  statements:
    - type: spdxjson
      by: [release-key]
    - type: slsaprovenance1
      by: [release-key]
      count: 2
  twinBuild:
    by: [release-key]
${demand}  image:
    nonRoot: true
    staticBinary: true
`;
}

function indent(pem: string): string {
  return pem
    .trim()
    .split(/\r?\n/)
    .map((line) => `        ${line.trim()}\n`)
    .join('');
}
