import type { Platform } from '../../formats/oci/platform.ts';
import type { Call } from '../../ports/call.ts';
import { TwinsealError } from '../../records/twinseal-error.ts';
import type { DocumentKind, ValidationReport } from '../../roads/validate.ts';
import type { Command, Input } from './command.ts';
import { OUTPUT_FLAG, REPORT_FLAG, tellReport } from './output/print-report.ts';
import { findingsReport } from './output/report.ts';

// A list of its own, since help must not load the readers of documents.
const DOCUMENT_KINDS: readonly DocumentKind[] = ['descriptor', 'manifest', 'index', 'config', 'layout'];

/** How an image is validated. */
export interface ValidateChoices {
  readonly sparse: boolean;
  readonly runsOn?: Platform;
}

/** What `validate` needs. */
export interface ValidateUse {
  /**
   * Checks a layout, an archive of one (`-` is stdin), or an image of a registry; what is wrong in it is a finding.
   * @throws TwinsealError `LAYOUT_INVALID` for what is neither folder nor file, `REFERENCE_INVALID`, `CONTENT_NOT_FOUND`, or a fault
   * @example (await use.image('./app.oci', { sparse: false }, call)).findings
   */
  image(target: string, choices: ValidateChoices, call: Call): Promise<ValidationReport>;
  /**
   * Checks one document alone (`-` is stdin); what is wrong in it is a finding.
   * @throws TwinsealError `INPUT_UNREADABLE`, `INPUT_TOO_LARGE`
   * @example (await use.document('manifest', 'manifest.json', call)).findings
   */
  document(kind: DocumentKind, file: string, call: Call): Promise<ValidationReport>;
}

/** `twinseal validate`. */
export const validateCommand: Command<ValidateUse> = {
  name: 'validate',
  description:
    'Checks a layout, an archive of one, or an image of a registry: digests and sizes of every blob, descriptors, manifests,\n' +
    'configs, layers and the programs inside against one another. Nothing is unpacked. With --as, checks one document alone.\n' +
    'Any error finding gives exit status 1; docs/findings.md says what each code means and what to do.',
  arguments: [
    {
      name: 'TARGET',
      meaning: 'a layout folder, a tar of one, - for a tar from stdin, or an image reference; with --as, a file or -',
    },
  ],
  flags: [
    { name: 'as', kind: 'text', choices: DOCUMENT_KINDS, meaning: 'check one document of this kind' },
    { name: 'sparse', kind: 'switch', meaning: 'blobs may be missing on purpose: a warning, not an error' },
    {
      name: 'runs-on',
      kind: 'text',
      value: 'PLATFORM',
      meaning: 'the machine that it has to run on, such as linux/amd64/v3; tells which image each runtime picks there',
    },
    OUTPUT_FLAG,
    REPORT_FLAG,
  ],
  examples: [
    { command: 'twinseal validate app.oci', meaning: 'everything in a layout' },
    { command: 'twinseal validate app.tar --sparse', meaning: 'a tar of a layout, in which blobs may be missing' },
    {
      command: 'twinseal validate registry.example.com/app:v1 --runs-on linux/amd64/v3',
      meaning: 'an image in a registry, and what containerd, Docker Engine and podman run of it',
    },
    { command: 'twinseal validate --as manifest manifest.json -o json', meaning: 'one document, findings as JSON' },
  ],
  async run(input, use, session) {
    const target = input.argument('TARGET');
    const subject = target === '-' ? 'stdin' : target;
    const validated = async () => findingsReport(subject, await validate(target, input, use, session.call));
    return await tellReport({ verb: 'validate', subject }, validated, input, session);
  },
};

async function validate(target: string, input: Input, use: ValidateUse, call: Call): Promise<ValidationReport> {
  const kind = DOCUMENT_KINDS.find((known) => known === input.text('as'));
  const machine = input.text('runs-on');
  if (kind !== undefined && (machine !== undefined || input.is('sparse')))
    throw new TwinsealError('USAGE', '--as checks one document alone: leave out --sparse and --runs-on');
  const runsOn =
    machine === undefined
      ? undefined
      : (await import('../../records/asked-platform.ts')).askedPlatform(machine, '--runs-on');
  return kind === undefined
    ? await use.image(target, { sparse: input.is('sparse'), ...(runsOn && { runsOn }) }, call)
    : await use.document(kind, target, call);
}
