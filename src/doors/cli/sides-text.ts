import type { Digest } from '../../formats/digest.ts';
import type { SideHost } from '../../records/side-build.ts';
import { escapeTerminal } from '../escape/terminal.ts';
import type { BuildSummary } from './build.ts';
import { differenceText } from './difference-text.ts';
import { twinText } from './twin-summary.ts';

/** One side that was built apart. */
export interface SideSummary {
  readonly side: 'a' | 'b';
  /** Folder of its layout, and the digest of its manifest. */
  readonly layout: string;
  readonly digest: Digest;
  readonly treeDigest: Digest;
  readonly cold: boolean;
  readonly host: SideHost;
  readonly binaries: readonly { readonly platform: string; readonly name: string; readonly digest: Digest }[];
  readonly notes: readonly string[];
}

/** Two sides that were built apart, compared. */
export interface SidesSummary extends BuildSummary {
  readonly hosts: { readonly a: SideHost; readonly b: SideHost };
}

/**
 * What a side is and what came out of it.
 * @example sideText(summary) // 'side B of sha256:...\nlinux/amd64  app  sha256:...\n...'
 */
export function sideText({ side, layout, digest, treeDigest, binaries, host }: SideSummary): string {
  const lines = [
    `side ${side.toUpperCase()} of the tree ${treeDigest}`,
    ...binaries.map((each) => `${each.platform}  ${escapeTerminal(each.name)}  ${each.digest}`),
    hostLine(side, host),
    `wrote ${escapeTerminal(layout)} (${digest})`,
  ];
  return lines.map((line) => `${line}\n`).join('');
}

/** What comparing two sides gave, without the last line. @example sidesText(summary) */
export function sidesText(summary: SidesSummary): string {
  const { twin, differences, hosts } = summary;
  const lines = (['a', 'b'] as const).map((side) => `${hostLine(side, hosts[side])}\n`);
  return `${twinText(twin)}${lines.join('')}${differenceText(differences)}`;
}

function hostLine(side: 'a' | 'b', { platform, kernel, processor, processors }: SideHost): string {
  const what = [platform, kernel, `${processors} x ${processor}`].map(escapeTerminal).join(', ');
  return `side ${side.toUpperCase()}: built on ${what}`;
}
