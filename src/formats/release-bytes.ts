/**
 * Gives the memory of bytes back at once, which are empty from then on. What waits for the garbage collector is tens of megabytes of a
 * large stream, since the collector does not see how much a chunk holds.
 *
 * @param bytes - nobody's any more; those that share their buffer with others stay as they are
 * @example releaseBytes(chunk)
 */
export function releaseBytes(bytes: Uint8Array): void {
  if (bytes.buffer instanceof ArrayBuffer && bytes.byteLength === bytes.buffer.byteLength) bytes.buffer.transfer(0);
}
