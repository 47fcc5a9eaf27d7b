import type { ContentReader } from '../../ports/content.ts';

/** Lends readers of one repository: each for one piece of work, on a client that stays open for as long. */
export interface ReaderSource {
  readonly name: string;
  readonly repository: string;
  /** As `ContentReader.access`. */
  readonly access?: string;
  /**
   * A reader until it is given back.
   * @throws TwinsealError `REFERENCE_INVALID`
   * @example const { reader, giveBack } = source.lend(); try { await reader.resolve('v1', call) } finally { giveBack() }
   */
  lend(): LentReader;
}

/** A reader for a while. */
export interface LentReader {
  readonly reader: ContentReader;
  /** Ends the loan. @example lent.giveBack() */
  giveBack(): void;
}

/** Does a piece of work with a lent reader. @example await withReader(source, (reader) => reader.resolve('v1', call)) */
export async function withReader<T>(source: ReaderSource, work: (reader: ContentReader) => Promise<T>): Promise<T> {
  const { reader, giveBack } = source.lend();
  try {
    return await work(reader);
  } finally {
    giveBack();
  }
}
