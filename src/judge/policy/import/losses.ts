import { TwinsealError } from '../../../records/twinseal-error.ts';
import { isWaiverName, WAIVERS, type WaiverName } from './waivers.ts';

/** One thing that the imported policy does not have of the original. */
export interface Loss {
  readonly waiver: WaiverName;
  /** JSON pointers into the original. */
  readonly at: readonly string[];
}

const MAX_SHOWN = 8;

/** Notes what can't be mapped while a document is read, so that all of it is told at once. */
export class Losses {
  readonly #found = new Map<WaiverName, string[]>();
  readonly #notes = new Set<string>();

  /** Notes what is lost, and where. @example losses.lose('keyless', '/spec/authorities/0/keyless') */
  lose(waiver: WaiverName, at: string): void {
    const places = this.#found.get(waiver) ?? [];
    places.push(at);
    this.#found.set(waiver, places);
  }

  /** Notes what is told and needs no waiver, since it only tightens. */
  note(text: string): void {
    this.#notes.add(text);
  }

  /** What was noted, each sentence once. */
  get notes(): readonly string[] {
    return [...this.#notes];
  }

  /** True when this was noted. */
  has(waiver: WaiverName): boolean {
    return this.#found.has(waiver);
  }

  /**
   * What is lost, all of it waived.
   * @param waived - names that the user gave
   * @throws TwinsealError `POLICY_UNMAPPED`, naming each loss that is not waived, its place and its waiver
   */
  settle(waived: readonly string[]): readonly Loss[] {
    const losses = [...this.#found].map(([waiver, at]): Loss => ({ waiver, at }));
    const open = losses.filter(({ waiver }) => !waived.includes(waiver));
    if (open.length > 0)
      throw new TwinsealError(
        'POLICY_UNMAPPED',
        `the policy asks for what Twinseal does not do. To go without: --waive ${open.map(({ waiver }) => waiver).join(',')}. ` +
          open.map(({ waiver, at }) => `${waiver} (${places(at)}): ${WAIVERS[waiver].lost}`).join('; '),
      );
    const idle = waived.filter((name) => isWaiverName(name) && !this.#found.has(name));
    if (idle.length > 0) this.note(`nothing had to be waived for ${idle.join(', ')}`);
    return losses;
  }
}

/** `/spec/images/0, /spec/images/1 and 3 more`. @example places(['/spec/policy']) // '/spec/policy' */
export function places(at: readonly string[]): string {
  const more = at.length - MAX_SHOWN;
  return `${at.slice(0, MAX_SHOWN).join(', ')}${more > 0 ? ` and ${more} more` : ''}`;
}
