import type { CommandShape } from './command.ts';

/** One verb as the list in `--help` shows it; its module is imported only when it runs or explains itself. */
export interface Verb {
  readonly name: string;
  /** One line, without a full stop. */
  readonly summary: string;
  /** Arguments, flags and help of the verb, imported when they are needed. @example (await verb.shape()).flags */
  shape(): Promise<CommandShape>;
}

/** Every verb, in the order of the work: seal, move, judge, serve. */
export const VERBS: readonly { readonly group: string; readonly verbs: readonly Verb[] }[] = [
  {
    group: 'Build and seal',
    verbs: [
      {
        name: 'seal',
        summary: 'build a Go module twice, compare, pack, sign and attach all evidence',
        shape: async () => (await import('./seal.ts')).sealCommand,
      },
      {
        name: 'bake',
        summary: 'seal the targets of a bake file that are Go programs, in one go',
        shape: async () => (await import('./bake.ts')).bakeCommand,
      },
      {
        name: 'pack',
        summary: 'pack prepared folders into an image, for programs that Go does not build',
        shape: async () => (await import('./pack.ts')).packCommand,
      },
      {
        name: 'build',
        summary: 'build a Go module twice and say whether both sides are equal; signs nothing',
        shape: async () => (await import('./build.ts')).buildCommand,
      },
      {
        name: 'compare',
        summary: 'compare two Go binaries and name the likely cause of a difference',
        shape: async () => (await import('./compare.ts')).compareCommand,
      },
      {
        name: 'rebuild',
        summary: 'build the program of an image again from source, compare, and sign what came of it',
        shape: async () => (await import('./rebuild.ts')).rebuildCommand,
      },
      {
        name: 'sign',
        summary: 'sign an image in a layout or a registry, by cosign and notation at once',
        shape: async () => (await import('./sign.ts')).signCommand,
      },
      {
        name: 'attest',
        summary: 'sign a statement about an image, such as a scan, and attach it',
        shape: async () => (await import('./attest.ts')).attestCommand,
      },
      {
        name: 'keys generate',
        summary: 'make a key pair for cosign, or a test certificate chain for notation',
        shape: async () => (await import('./keys-generate.ts')).keysGenerateCommand,
      },
      {
        name: 'keys public',
        summary: 'print the public key of a private key',
        shape: async () => (await import('./keys-public.ts')).keysPublicCommand,
      },
    ],
  },
  {
    group: 'Move and look',
    verbs: [
      {
        name: 'push',
        summary: 'push a layout with all its evidence to a registry',
        shape: async () => (await import('./push.ts')).pushCommand,
      },
      {
        name: 'pull',
        summary: 'bring an image with all its evidence into a layout',
        shape: async () => (await import('./pull.ts')).pullCommand,
      },
      {
        name: 'copy',
        summary: 'copy an image with all its evidence from one place to another',
        shape: async () => (await import('./copy.ts')).copyCommand,
      },
      {
        name: 'debug fetch',
        summary: 'fetch the debug files of an image for gdb and delve',
        shape: async () => (await import('./debug-fetch.ts')).debugFetchCommand,
      },
      {
        name: 'tree',
        summary: 'show an image, its platforms and what is attached to each',
        shape: async () => (await import('./tree.ts')).treeCommand,
      },
    ],
  },
  {
    group: 'Judge',
    verbs: [
      {
        name: 'verify',
        summary: 'judge an image by a policy or a key: allow, deny, or could not tell',
        shape: async () => (await import('./verify.ts')).verifyCommand,
      },
      {
        name: 'validate',
        summary: 'check a layout, a tar of one, an image of a registry, or one document against the OCI specifications',
        shape: async () => (await import('./validate.ts')).validateCommand,
      },
      {
        name: 'bundle verify',
        summary: 'verify a Sigstore bundle about a file or digest, offline',
        shape: async () => (await import('./bundle-verify.ts')).bundleVerifyCommand,
      },
      {
        name: 'trust update',
        summary: 'bring the trusted root of a Sigstore instance up to date by TUF',
        shape: async () => (await import('./trust-update.ts')).trustUpdateCommand,
      },
      {
        name: 'trust show',
        summary: 'show a kept trusted root: whom it names, how old it is',
        shape: async () => (await import('./trust-show.ts')).trustShowCommand,
      },
      {
        name: 'policy init',
        summary: 'print a first policy with a key in it',
        shape: async () => (await import('./policy-init.ts')).policyInitCommand,
      },
      {
        name: 'policy explain',
        summary: 'show which rules of a policy decided about an image',
        shape: async () => (await import('./policy-explain.ts')).policyExplainCommand,
      },
      {
        name: 'policy test',
        summary: 'run unit tests of policies',
        shape: async () => (await import('./policy-test.ts')).policyTestCommand,
      },
      {
        name: 'policy import',
        summary: 'make a policy of a sigstore ClusterImagePolicy or of notation’s trustpolicy.json',
        shape: async () => (await import('./policy-import.ts')).policyImportCommand,
      },
    ],
  },
  {
    group: 'Audit',
    verbs: [
      {
        name: 'audit export',
        summary: 'write decisions and all that they rest on into a set for auditors',
        shape: async () => (await import('./audit-export.ts')).auditExportCommand,
      },
      {
        name: 'audit verify',
        summary: 'verify a set offline: signatures of the log, places, receipts, digests',
        shape: async () => (await import('./audit-verify.ts')).auditVerifyCommand,
      },
      {
        name: 'audit replay',
        summary: 'compute the verdicts of a set anew and compare them byte for byte',
        shape: async () => (await import('./audit-replay.ts')).auditReplayCommand,
      },
    ],
  },
  {
    group: 'Run',
    verbs: [
      {
        name: 'serve',
        summary: 'answer POST /verify over HTTP',
        shape: async () => (await import('./serve.ts')).serveCommand,
      },
      {
        name: 'callers key',
        summary: 'make an API key for a caller of the service',
        shape: async () => (await import('./callers-key.ts')).callersKeyCommand,
      },
      {
        name: 'worker',
        summary: 'do the builds and seals that a service has taken',
        shape: async () => (await import('./worker.ts')).workerCommand,
      },
      {
        name: 'cache prune',
        summary: 'make what is kept between runs smaller, by size and age',
        shape: async () => (await import('./cache-prune.ts')).cachePruneCommand,
      },
      {
        name: 'doctor',
        summary: 'say what this machine has and lacks for a twin build',
        shape: async () => (await import('./doctor.ts')).doctorCommand,
      },
      {
        name: 'completion',
        summary: 'print completions for bash, zsh or fish',
        shape: async () => (await import('./completion.ts')).completionCommand,
      },
    ],
  },
];

/**
 * All verbs in one list.
 * @example allVerbs().map(({ name }) => name) // ['seal', 'build', ...]
 */
export function allVerbs(): readonly Verb[] {
  return VERBS.flatMap(({ verbs }) => verbs);
}
