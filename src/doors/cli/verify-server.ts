import type { ServerQuestion, ServerResult } from '../../ports/verification-server.ts';
import { TwinsealError } from '../../records/twinseal-error.ts';
import type { Flag, Input } from './command.ts';
import { type Report, verdictReport } from './output/report.ts';
import type { ImageReport } from './output/several.ts';
import { pairsOf } from './pair-flags.ts';

/** How to reach a server, and who asks there: files, which the wire reads. The token itself is never an argument. */
export interface ServerAccess {
  readonly url: string;
  readonly tokenFile?: string;
  readonly caFile?: string;
  readonly clientCert?: string;
  readonly clientKey?: string;
}

/** Flags of `verify` that only mean something with `--server`. */
export const SERVER_FLAGS: readonly Flag[] = [
  { name: 'server', kind: 'text', value: 'URL', meaning: 'let a Twinseal server judge' },
  {
    name: 'token-file',
    kind: 'text',
    value: 'FILE',
    meaning: 'file with the API key or OIDC token for the server (else the variable TWINSEAL_TOKEN)',
  },
  { name: 'ca-file', kind: 'text', value: 'FILE', meaning: 'PEM file of the authorities of the server’s certificate' },
  { name: 'client-cert', kind: 'text', value: 'FILE', meaning: 'PEM file of a client certificate for the server' },
  { name: 'client-key', kind: 'text', value: 'FILE', meaning: 'PEM file of its key' },
  { name: 'claim', kind: 'list', value: 'NAME=VALUE', meaning: 'what the server records: release=v1.2.3, commit=...' },
  {
    name: 'namespace',
    kind: 'text',
    value: 'NAME',
    meaning: 'Kubernetes namespace in which the image is to run; of --manifests, where an object names none',
  },
  {
    name: 'label',
    kind: 'list',
    value: 'NAME=VALUE',
    meaning: 'label of what is to run the image, beside those that the objects of --manifests have',
  },
  {
    name: 'idempotency-key',
    kind: 'text',
    value: 'KEY',
    meaning: 'the same key gets the same decision, such as the id of a CI run',
  },
];

/**
 * What the flags say about a server; undefined where an image is judged here.
 * @throws TwinsealError `USAGE` for a flag that means nothing without a server, or with one
 * @example serverAsked(input)?.access.url
 */
export function serverAsked(
  input: Input,
): { readonly access: ServerAccess; readonly question: ServerQuestion } | undefined {
  const url = input.text('server');
  if (url === undefined) {
    const idle = SERVER_FLAGS.find(({ name, kind }) =>
      kind === 'list' ? input.list(name).length > 0 : input.text(name) !== undefined,
    );
    if (idle !== undefined) throw new TwinsealError('USAGE', `--${idle.name} means something only with --server URL`);
    return undefined;
  }
  if (input.is('offline'))
    throw new TwinsealError('USAGE', '--offline is for verifying here; whom a server asks, its settings say');
  if (['cosign-key', 'notation-cert', 'trust-policy', 'trust-store'].some((name) => input.text(name) !== undefined))
    throw new TwinsealError(
      'USAGE',
      'with --server, the policies of the server say whose signature counts: give no key',
    );
  const { text } = input;
  const pairs = 'is NAME=VALUE (repeat it for several; no commas)';
  const [claims, labels] = [pairsOf(input, 'claim', pairs), pairsOf(input, 'label', pairs)];
  return {
    access: accessOf(input, url),
    question: {
      images: input.arguments('IMAGE'),
      ...given('policy', text('policy')),
      request: {
        ...given('namespace', text('namespace')),
        ...(input.list('label').length > 0 && { labels }),
        ...(input.list('claim').length > 0 && { claims }),
      },
      ...given('idempotencyKey', text('idempotency-key')),
    },
  };
}

/** How the flags say to reach a server. @example accessOf(input, 'https://twinseal.example.com').tokenFile */
export function accessOf({ text }: Input, url: string): ServerAccess {
  return {
    url,
    ...given('tokenFile', text('token-file')),
    ...given('caFile', text('ca-file')),
    ...given('clientCert', text('client-cert')),
    ...given('clientKey', text('client-key')),
  };
}

function given<Name extends string>(name: Name, value: string | undefined) {
  return value === undefined ? {} : ({ [name]: value } as Readonly<Record<Name, string>>);
}

/** What a server answered, for every output format. @example serverReports(results)[0] */
export function serverReports(results: readonly ServerResult[]): readonly ImageReport[] {
  return results.map((result): ImageReport => {
    if ('error' in result) return result;
    const { image, answer } = result;
    const report: Report = verdictReport(image, answer, image, {
      effect: answer.effect,
      decision: answer.decisionId,
      document: answer,
    });
    return { image, report };
  });
}
