const MAGIC: readonly (readonly [readonly number[], string])[] = [
  [[0x1f, 0x8b], 'gzip'],
  [[0x28, 0xb5, 0x2f, 0xfd], 'zstd'],
  [[0x42, 0x5a, 0x68], 'bzip2'],
  [[0xfd, 0x37, 0x7a, 0x58, 0x5a], 'xz'],
];

/**
 * What an archive is compressed with, where a plain tar is wanted: read as one it would seem to be cut short, which is no help to
 * whoever sent it whole.
 *
 * @param head - its first bytes, five at least where it has them
 * @returns undefined for what is none of those
 * @example archivePacking(bytes) // 'gzip'
 */
export function archivePacking(head: Uint8Array): string | undefined {
  return MAGIC.find(([magic]) => magic.every((byte, at) => head[at] === byte))?.[1];
}
