import type { Digest } from '../../formats/digest.ts';
import type { VexProduct, VexStatement } from '../../formats/openvex.ts';
import { purlCovers, purlDigest } from '../../formats/purl-cover.ts';
import type { VulnerabilityFinding } from '../../formats/scan/finding.ts';
import type { StatementFact } from '../../records/facts.ts';
import { CONTENT_TYPES } from '../../records/predicate-types.ts';
import type { Context } from './context.ts';
import { countable } from './statements.ts';

/** What VEX says of one platform image, sorted by vulnerability. */
export interface VexOfImage {
  /** By upper-case name of the vulnerability. */
  readonly byName: ReadonlyMap<string, readonly VexEntry[]>;
  /** Names of the image: its digest and that of the index. */
  readonly image: readonly Digest[];
  /** A document that should have counted and could not be read: then nothing is taken away, since it might have said otherwise. */
  readonly unread?: string;
  /** Comparisons that may still be made: a signer's documents can be large, and a decision is made at one go. */
  readonly work: { left: number };
}

const MAX_WORK = 200_000;

interface VexEntry {
  readonly statement: VexStatement;
  readonly fact: StatementFact;
}

/**
 * VEX statements by given signers about one platform image, of documents whose signed statement names it or the index.
 * @example vexOf(context, ['security'], subject.digest).byName.get('CVE-2026-1234')
 */
export function vexOf(context: Context, by: readonly string[], platform: Digest): VexOfImage {
  const byName = new Map<string, VexEntry[]>();
  const facts = CONTENT_TYPES.openvex
    .flatMap((type) => countable(context, type, by))
    .filter(({ subjects }) => subjects.includes(platform) || subjects.includes(context.root));
  const image = [platform, context.root];
  const work = { left: MAX_WORK };
  for (const fact of facts) {
    if (fact.content?.kind !== 'vex') {
      const unread = `the VEX document by ${fact.signer.name} can't be read: ${fact.unread?.reason ?? 'nothing was read of it'}`;
      return { byName: new Map(), image, unread, work };
    }
    for (const statement of fact.content.statements)
      for (const name of statement.vulnerability) {
        const entries = byName.get(name.toUpperCase()) ?? [];
        entries.push({ statement, fact });
        byName.set(name.toUpperCase(), entries);
      }
  }
  return { byName, image, work };
}

/**
 * The VEX statement that takes a finding away: the newest about it says that the image is not affected, or fixed. A newer `affected`
 * takes that back, one of the same moment too; and what claims a moment that has not come takes nothing away.
 *
 * @returns undefined when the finding stays, also when there is more to compare than 200,000 names
 * @example takenAway(vexOf(context, ['security'], digest), finding, context.now)?.evidence
 * @see OpenVEX 0.2.0, "Overview": each statement overrides the previous ones
 */
export function takenAway(
  { byName, image, work }: VexOfImage,
  finding: VulnerabilityFinding,
  now: number,
): StatementFact | undefined {
  const names = [finding.id, ...(finding.aliases ?? [])];
  const about = names
    .flatMap((name) => byName.get(name.toUpperCase()) ?? [])
    .filter(({ statement }) => {
      work.left -= 1 + statement.products.reduce((sum, { names, parts }) => sum + names.length * 3 + parts.length, 0);
      return work.left >= 0 && isAbout(statement, finding, image);
    });
  // Where not everything could be compared, nothing is known to be newest.
  if (work.left < 0) return undefined;
  const clears = ({ statement: { status } }: VexEntry): boolean => status === 'not_affected' || status === 'fixed';
  const cleared = about.filter((entry) => clears(entry) && entry.statement.at <= now);
  const [newest] = cleared.toSorted((a, b) => b.statement.at - a.statement.at);
  const kept = about.filter((entry) => !clears(entry)).map(({ statement }) => statement.at);
  return newest === undefined || kept.some((at) => at >= newest.statement.at) ? undefined : newest.fact;
}

/** Without products a statement is about what its document is about: the subjects of the signed statement (OpenVEX, "Inheritance"). */
function isAbout({ products }: VexStatement, finding: VulnerabilityFinding, image: readonly Digest[]): boolean {
  return products.length === 0 || products.some((product) => isMeant(product, finding, image));
}

function isMeant(
  { names, parts }: VexProduct,
  { package: found }: VulnerabilityFinding,
  image: readonly Digest[],
): boolean {
  const isPackage = (name: string): boolean => found !== undefined && purlCovers(name, found);
  const isImage = names.some((name) => image.some((digest) => name === digest || purlDigest(name) === digest));
  if (!isImage) return parts.length === 0 && names.some(isPackage);
  return parts.length === 0 || parts.some((part) => part.some(isPackage));
}
