import type { Blob } from '../records/blob.ts';
import type { Progress } from '../records/progress.ts';

/**
 * Tells how far a copy is, in blobs and in bytes. What was there already, and what was taken over, counts as done and not as
 * sent, so that a rate can be told that is one of the network or the disk.
 */
export class CopyProgress {
  readonly #progress: Progress;
  readonly #blobs: number;
  readonly #total: number;
  #finished = 0;
  #done = 0;
  #sent = 0;

  /**
   * @param blobs - all that the image needs
   * @param target - name of the place, for the first line
   */
  constructor(blobs: readonly { readonly size: number }[], target: string, progress: Progress) {
    this.#progress = progress;
    this.#blobs = blobs.length;
    this.#total = blobs.reduce((sum, { size }) => sum + size, 0);
    progress({ step: 'copy', state: 'start', text: `${blobs.length} blobs to ${target}`, transfer: this.#transfer() });
  }

  /** A blob that need not be sent. @example meter.spared(layer) */
  spared({ size }: { readonly size: number }): void {
    this.#finished++;
    this.#done += size;
    this.#tell();
  }

  /**
   * A blob whose bytes are counted as they are read. A second reading, after a cut, counts from its start again.
   * @example await target.putBlob(meter.counted(source.blob(layer, call)), call); meter.finished();
   */
  counted(blob: Blob): Blob {
    const { digest, size } = blob;
    let counted = 0;
    const open = async function* (this: CopyProgress, signal?: AbortSignal): AsyncGenerator<Uint8Array> {
      this.#done -= counted;
      counted = 0;
      for await (const chunk of blob.open(signal)) {
        counted += chunk.length;
        this.#done += chunk.length;
        this.#sent += chunk.length;
        this.#tell();
        yield chunk;
      }
    };
    return { digest, size, open: open.bind(this) };
  }

  /** A counted blob that is there now. @example meter.finished() */
  finished(): void {
    this.#finished++;
    this.#tell();
  }

  /** Says what came of it. @example meter.end('3 sent, 0 mounted, 9 were there') */
  end(text: string): void {
    this.#progress({ step: 'copy', state: 'done', text: `${this.#blobs} blobs, ${text}`, transfer: this.#transfer() });
  }

  #tell(): void {
    const text = `${this.#finished} of ${this.#blobs} blobs`;
    this.#progress({ step: 'copy', state: 'busy', text, transfer: this.#transfer() });
  }

  #transfer() {
    return { done: this.#done, total: this.#total, sent: this.#sent };
  }
}
