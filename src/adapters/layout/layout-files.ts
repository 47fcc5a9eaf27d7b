import type { LayoutFiles } from '../../ports/layout-files.ts';
import { listBelow, lookBelow, readRegular, streamRegular } from './regular-file.ts';

/**
 * The files of a layout folder, for a validator: nothing is checked, no link followed, no FIFO waited for.
 *
 * @param folder - may not exist; `look` then says `missing`
 * @param reuse - chunks that `open` gives are good until the next one is asked for only: for who reads and keeps nothing
 * @example const files = layoutFiles('./app.oci'); await files.look('index.json', call)
 */
export function layoutFiles(folder: string, reuse = false): LayoutFiles {
  return {
    name: folder,
    look: (path) => lookBelow(folder, path),
    read: (path, maxBytes, call) => readRegular(folder, path, maxBytes, call),
    open: (path, call) => streamRegular(folder, path, call, undefined, reuse),
    list: (path, max) => listBelow(folder, path, max),
  };
}
