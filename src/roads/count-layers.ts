import type { LayerCompressor } from '../ports/layer-compressor.ts';

/**
 * A compressor that counts what it is asked for, to tell the user how much was compressed anew.
 *
 * @returns the wrapped compressor, and `text` that says what it did so far
 * @example countLayers(compressor).text() // 'layers: 0 made, 3 taken from the cache; 5812 bytes'
 */
export function countLayers(inner: LayerCompressor): {
  readonly compressor: LayerCompressor;
  text(): string;
} {
  let made = 0;
  let cached = 0;
  let bytes = 0;
  return {
    compressor: {
      name: inner.name,
      async compress(parts, call) {
        const layer = await inner.compress(parts, call);
        if (layer.fromCache) cached++;
        else made++;
        bytes += layer.blob.size;
        return layer;
      },
    },
    text: () => `layers: ${made} made, ${cached} taken from the cache; ${bytes} bytes`,
  };
}
