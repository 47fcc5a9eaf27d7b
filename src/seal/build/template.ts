import { parseUtcSeconds } from '../../formats/rfc3339.ts';
import type { SourceLock } from '../../records/source-lock.ts';
import { TwinsealError } from '../../records/twinseal-error.ts';

/** What a template can name on one side. */
export interface TemplateInput {
  readonly source: SourceLock;
  /** Milliseconds since 1970, of the moment at which this side evaluates its flags. */
  readonly now: number;
  /** The environment that this side builds in. */
  readonly environment: Readonly<Record<string, string>>;
}

const HOLE = /\{\{-?\s*(.*?)\s*-?\}\}/g;
const NAMES =
  '.Now, .Date, .Timestamp, .Revision, .Version, .Module, .Env.NAME, .Git.FullCommit, .Git.ShortCommit, .Git.Tag, .Git.CommitDate, .Git.CommitTimestamp, .Git.IsDirty, .Git.IsClean and .Git.TreeState';

/**
 * Fills the holes of a flag, as ko writes them. Each side does this by itself, so a hole that has another value each time
 * ({{.Now}}) makes different binaries, which is the truth about such a flag.
 *
 * `.Date` and `.Timestamp` are the time of the source and the same on both sides.
 * @throws TwinsealError `SETTINGS_INVALID` for a name that is unknown or has no value
 * @example fillTemplate('-X main.v={{.Version}}', input) // '-X main.v=1.2.3'
 * @see ko documentation, "Setting ldflags", "Templating support"
 */
export function fillTemplate(text: string, input: TemplateInput): string {
  const filled = text.replace(HOLE, (_hole, expression: string) => fieldOf(expression, input));
  if (/\{\{|\}\}/.test(filled)) {
    throw new TwinsealError(
      'SETTINGS_INVALID',
      `the template ${JSON.stringify(text.slice(0, 100))} has a hole that is not closed`,
    );
  }
  return filled;
}

function fieldOf(name: string, { source, now, environment }: TemplateInput): string {
  const { metadata, vcs } = source;
  const created = metadata.created.value;
  switch (name) {
    case '.Now':
      return new Date(now).toISOString();
    case '.Date':
      return created;
    case '.Timestamp':
      return String(parseUtcSeconds(created));
    case '.Module':
      return source.module;
    case '.Revision':
      return known(name, metadata.revision?.value, '--revision');
    case '.Version':
      return known(name, metadata.version?.value, '--version');
    case '.Git.FullCommit':
      return known(name, vcs?.revision);
    case '.Git.ShortCommit':
      return known(name, vcs?.revision.slice(0, 7));
    case '.Git.Tag':
      return known(name, vcs?.tag);
    case '.Git.CommitDate':
      return known(name, vcs?.commitTime);
    case '.Git.CommitTimestamp':
      return known(name, vcs === undefined ? undefined : String(parseUtcSeconds(vcs.commitTime)));
    case '.Git.IsDirty':
      return known(name, vcs === undefined ? undefined : String(vcs.dirty));
    case '.Git.IsClean':
      return known(name, vcs === undefined ? undefined : String(!vcs.dirty));
    case '.Git.TreeState':
      return known(name, vcs === undefined ? undefined : vcs.dirty ? 'dirty' : 'clean');
    default: {
      if (name.startsWith('.Args.'))
        throw new TwinsealError(
          'SETTINGS_INVALID',
          `the template {{${name.slice(0, 60)}}} names an argument of a bake file, which only \`twinseal bake\` has`,
        );
      const variable = /^\.Env\.([A-Za-z_][A-Za-z0-9_]*)$/.exec(name)?.[1];
      if (variable !== undefined && Object.hasOwn(environment, variable)) return environment[variable] ?? '';
      if (variable !== undefined) {
        throw new TwinsealError(
          'SETTINGS_INVALID',
          `the template {{${name}}} names a variable that a side does not have: nothing of your environment is handed on`,
        );
      }
      throw new TwinsealError('SETTINGS_INVALID', `the template {{${name.slice(0, 60)}}} is not known: ${NAMES} are`);
    }
  }
}

function known(name: string, value: string | undefined, flag?: string): string {
  if (value !== undefined) return value;
  const remedy = flag === undefined ? 'the source has no such git facts' : `the source tells none: give ${flag}`;
  throw new TwinsealError('SETTINGS_INVALID', `the template {{${name}}} has no value, since ${remedy}`);
}
