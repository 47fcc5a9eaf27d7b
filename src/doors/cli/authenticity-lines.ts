import type { SourceAuthenticity, ToolchainAuthenticity } from '../../records/authenticity.ts';
import { escapeTerminal } from '../escape/terminal.ts';

/** What was found out about the Go of each side, and about the modules of the source. */
export interface AuthenticitySummary {
  readonly go: Readonly<Record<'a' | 'b', ToolchainAuthenticity & { readonly version: string }>>;
  readonly modules: SourceAuthenticity;
}

const SHOWN = 3;

/**
 * Says of Go and of the modules whether they are what Go's checksum database knows.
 * @example authenticityLines(summary) // ['Go: go1.26.8, authenticated', 'modules: 13 authenticated']
 */
export function authenticityLines({ go, modules }: AuthenticitySummary): readonly string[] {
  const [a, b] = [goText(go.a), goText(go.b)];
  const { authenticated, others, stray } = modules;
  const count = authenticated + others.length;
  const shown = others
    .slice(0, SHOWN)
    .map(({ path, version, outcome, why }) => `  ${path}@${version}: ${why ?? outcome}`);
  const more = others.length > SHOWN ? [`  and ${others.length - SHOWN} more`] : [];
  const all = others.length === 0 && stray === undefined;
  return [
    ...(a === b ? [`Go: ${a}`] : [`Go of side A: ${a}`, `Go of side B: ${b}`]),
    ...(count === 0 ? [] : [`modules: ${all ? authenticated : `${authenticated} of ${count}`} authenticated`]),
    ...shown,
    ...more,
  ].map(escapeTerminal);
}

function goText({ version, outcome, why }: AuthenticitySummary['go']['a']): string {
  return why === undefined ? `${version}, ${outcome}` : `${version}, ${outcome}: ${why}`;
}
