import { isDigest } from '../../formats/digest.ts';
import { FormatError } from '../../formats/format-error.ts';
import { parseRfc3339 } from '../../formats/rfc3339.ts';
import type { Call } from '../../ports/call.ts';
import type { DecisionFilter } from '../../ports/decision-ledger.ts';
import { TwinsealError } from '../../records/twinseal-error.ts';
import type { ExportedAudit } from '../../roads/export-audit.ts';
import { escapeTerminal } from '../escape/terminal.ts';
import type { Command, Input } from './command.ts';
import { accessOf, SERVER_FLAGS, type ServerAccess } from './verify-server.ts';

/** Where decisions are exported from. */
export type ExportFrom = { readonly data: string; readonly key?: string } | { readonly server: ServerAccess };

/** What `audit export` needs. */
export interface AuditExportUse {
  /**
   * Writes a set, whole or not at all.
   * @throws TwinsealError `USAGE` for a path where something is, `STORE_FAILED`, `SERVICE_UNREACHABLE`, what the server says
   * @example (await use.export('audit.tar', { data: 'twinseal-data' }, {}, '1.0.0', call)).entries
   */
  export(to: string, from: ExportFrom, filter: DecisionFilter, tool: string, call: Call): Promise<ExportedAudit>;
}

/** Flags of a server that say how to reach it. */
const ACCESS = ['token-file', 'ca-file', 'client-cert', 'client-key'];
const OUTCOMES = ['allow', 'deny', 'indeterminate'] as const;

/** `twinseal audit export`. */
export const auditExportCommand: Command<AuditExportUse> = {
  name: 'audit export',
  description:
    'Writes decisions and everything that they rest on into a set for auditors: a folder, or a tar where SET ends in\n' +
    '.tar. Without filters the whole ledger goes into it, changes of policies and keys too. `twinseal audit verify` and\n' +
    '`twinseal audit replay` need nothing but the set.',
  arguments: [{ name: 'SET', meaning: 'what to write; nothing that is there is written over' }],
  flags: [
    { name: 'data', kind: 'text', value: 'DIR', meaning: 'data folder of a service, which may be running' },
    {
      name: 'key',
      kind: 'text',
      value: 'VKEY',
      meaning: "the log's verifier key; with --data, that of its log.key unless given",
    },
    { name: 'server', kind: 'text', value: 'URL', meaning: 'a server, asked with the role audit' },
    ...SERVER_FLAGS.filter(({ name }) => ACCESS.includes(name)),
    {
      name: 'digest',
      kind: 'text',
      value: 'DIGEST',
      meaning: 'only decisions about this image, or that name this digest',
    },
    { name: 'repository', kind: 'text', value: 'NAME', meaning: 'only decisions about images of this repository' },
    { name: 'release', kind: 'text', value: 'NAME', meaning: 'only requests with this claim' },
    { name: 'since', kind: 'text', value: 'TIME', meaning: 'only decisions at or after this RFC 3339 time' },
    { name: 'until', kind: 'text', value: 'TIME', meaning: 'only decisions before this RFC 3339 time' },
    { name: 'outcome', kind: 'text', choices: OUTCOMES, meaning: 'only decisions with this outcome' },
    { name: 'policy', kind: 'text', value: 'NAME', meaning: 'only decisions by this policy' },
    { name: 'caller', kind: 'text', value: 'NAME', meaning: 'only requests of this caller' },
    { name: 'shadow-differs', kind: 'switch', meaning: 'only decisions in which a shadow came to another outcome' },
  ],
  examples: [
    { command: 'twinseal audit export audit.tar --data twinseal-data', meaning: 'everything, into one file' },
    {
      command: 'twinseal audit export audit --server https://twinseal.example.com --release v1.2.3',
      meaning: 'what was decided about one release, from a server',
    },
  ],
  async run(input, use, session) {
    const to = input.argument('SET');
    const from = sourceOf(input);
    const filter = filterOf(input);
    const { entries, documents, notKept } = await use.export(to, from, filter, await session.version(), session.call);
    if (!session.quiet)
      session.out(
        `${escapeTerminal(to)}: ${entries} entries, ${documents} documents${notKept > 0 ? `, ${notKept} not kept any more` : ''}\n`,
      );
    return 0;
  },
};

function sourceOf(input: Input): ExportFrom {
  const [data, url, key] = ['data', 'server', 'key'].map((name) => input.text(name));
  if ((data === undefined) === (url === undefined))
    throw new TwinsealError('USAGE', 'say where the decisions are: --data DIR or --server URL');
  if (data !== undefined) {
    const idle = ACCESS.find((name) => input.text(name) !== undefined);
    if (idle !== undefined) throw new TwinsealError('USAGE', `--${idle} means something only with --server URL`);
    return { data, ...(key !== undefined && { key }) };
  }
  if (key !== undefined) throw new TwinsealError('USAGE', '--key goes with --data: a server gives its own');
  return { server: accessOf(input, url ?? '') };
}

function filterOf(input: Input): DecisionFilter {
  const digest = input.text('digest');
  if (digest !== undefined && !isDigest(digest))
    throw new TwinsealError('USAGE', '--digest is one such as sha256:<64 hexadecimal characters>');
  for (const name of ['since', 'until']) requireTime(name, input.text(name));
  const outcome = OUTCOMES.find((known) => known === input.text('outcome'));
  const texts = ['repository', 'release', 'since', 'until', 'policy', 'caller'].flatMap((name) => {
    const text = input.text(name);
    return text === undefined ? [] : [[name, text] as const];
  });
  return {
    ...(digest !== undefined && { digest }),
    ...Object.fromEntries(texts),
    ...(outcome !== undefined && { outcome }),
    ...(input.is('shadow-differs') && { shadowDiffers: true }),
  };
}

function requireTime(name: string, text: string | undefined): void {
  try {
    if (text !== undefined) parseRfc3339(text);
  } catch (error) {
    if (!(error instanceof FormatError)) throw error;
    throw new TwinsealError('USAGE', `--${name} is an RFC 3339 time such as 2026-11-24T12:00:00Z`, { cause: error });
  }
}
