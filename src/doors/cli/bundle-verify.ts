import type { Call } from '../../ports/call.ts';
import { PUBLIC_INSTANCE } from '../../ports/trusted-roots.ts';
import type { BundleReport } from '../../records/bundle-report.ts';
import { TwinsealError } from '../../records/twinseal-error.ts';
import type { Command, Input } from './command.ts';
import { bundleVerifyReport } from './output/bundle-report.ts';
import { OUTPUT_FLAG, REPORT_FLAG, tellReport } from './output/print-report.ts';

/** What the user wants to know of a bundle. */
export interface BundleQuestion {
  readonly bundle: string;
  /** A file, or `sha256:` and hex of one. */
  readonly artifact: string;
  readonly signer:
    | {
        /** File with a public key. */
        readonly key: string;
      }
    | { readonly identity: string; readonly issuer: string };
  /** A trusted root, in a file or of a kept instance; an identity has one in any case. */
  readonly root?: { readonly file: string } | { readonly instance: string };
}

/** What `bundle verify` needs. */
export interface BundleVerifyUse {
  /**
   * Verifies a bundle offline.
   * @throws TwinsealError `INPUT_UNREADABLE`, `INPUT_TOO_LARGE`; `INPUT_MALFORMED` for what is no key or trusted root;
   *   `TRUST_UNKNOWN`, `TRUST_DAMAGED`
   * @example (await use.verify({ bundle: 'app.sigstore.json', artifact: 'app', signer: { key: 'cosign.pub' } }, call)).outcome
   */
  verify(question: BundleQuestion, call: Call): Promise<BundleReport>;
}

/** `twinseal bundle verify`. */
export const bundleVerifyCommand: Command<BundleVerifyUse> = {
  name: 'bundle verify',
  description:
    'Verifies a Sigstore bundle (v0.1 to v0.3) about a file, offline: a signature over the file, or a signed in-toto\n' +
    'statement that names it. A digest in place of the file is held to the same. Exit status 1 when it does not verify, 3\n' +
    'when a digest alone can not tell.',
  arguments: [
    {
      name: 'FILE_OR_DIGEST',
      meaning: 'the file, or sha256:HEX, sha384:HEX or sha512:HEX of it; what exists on disk is a file',
    },
  ],
  flags: [
    { name: 'bundle', kind: 'text', value: 'FILE', meaning: 'the bundle' },
    { name: 'key', kind: 'text', value: 'FILE', meaning: 'public key (PEM) of who must have signed' },
    {
      name: 'certificate-identity',
      kind: 'text',
      value: 'NAME',
      meaning: 'e-mail address, URI or user name in the certificate of who must have signed, compared whole',
    },
    {
      name: 'certificate-oidc-issuer',
      kind: 'text',
      value: 'URL',
      meaning: 'who must have vouched for that identity, compared whole',
    },
    {
      name: 'trusted-root',
      kind: 'text',
      value: 'FILE',
      meaning:
        'trusted_root.json of the Sigstore instance; with --key, its logs must have the signature too, or where it names none, its timestamp authorities',
    },
    {
      name: 'trust',
      kind: 'text',
      value: 'NAME',
      meaning: 'in its place, an instance that `trust update` keeps (with an identity: sigstore unless given)',
    },
    OUTPUT_FLAG,
    REPORT_FLAG,
  ],
  examples: [
    {
      command: 'twinseal bundle verify --bundle app.sigstore.json --key cosign.pub app',
      meaning: 'what cosign sign-blob or attest-blob made',
    },
    {
      command:
        'twinseal bundle verify --bundle app.sigstore.json --key cosign.pub sha256:5891b5b522d5df086d0ff0b110fbd9d21bb4fc7163af34d08286a2e846f6be03',
      meaning: 'the same, where only the digest is at hand',
    },
    {
      command:
        'twinseal bundle verify --bundle app.sigstore.json --certificate-identity me@example.com --certificate-oidc-issuer https://github.com/login/oauth app',
      meaning: 'what somebody signed without a key, by the trusted root of the public-good instance that is kept',
    },
  ],
  async run(input, use, session) {
    const artifact = input.argument('FILE_OR_DIGEST');
    const verified = async () => {
      const bundle = input.text('bundle');
      if (bundle === undefined) throw new TwinsealError('USAGE', 'bundle verify needs --bundle FILE');
      const signer = signerOf(input);
      const root = rootOf(input, 'identity' in signer);
      const question = { bundle, artifact, signer, ...(root !== undefined && { root }) };
      return bundleVerifyReport(await use.verify(question, session.call));
    };
    return await tellReport({ verb: 'bundle verify', subject: artifact }, verified, input, session);
  },
};

/** Whom an identity is believed by has to be somebody; a key is believed by itself, unless more is asked for. */
function rootOf(input: Input, needed: boolean): BundleQuestion['root'] {
  const [file, instance] = [input.text('trusted-root'), input.text('trust')];
  if (file !== undefined && instance !== undefined)
    throw new TwinsealError('USAGE', '--trusted-root and --trust both say whom to believe: leave one out');
  if (file !== undefined) return { file };
  if (instance !== undefined) return { instance };
  return needed ? { instance: PUBLIC_INSTANCE } : undefined;
}

/** A key or an identity, never both: one would seem to count where the other one does. */
function signerOf(input: Input): BundleQuestion['signer'] {
  const key = input.text('key');
  const [identity, issuer] = [input.text('certificate-identity'), input.text('certificate-oidc-issuer')];
  if (key !== undefined && identity === undefined && issuer === undefined) return { key };
  if (key === undefined && identity !== undefined && issuer !== undefined) {
    return { identity, issuer };
  }
  throw new TwinsealError(
    'USAGE',
    'bundle verify needs either --key FILE, or --certificate-identity NAME with --certificate-oidc-issuer URL',
  );
}
