// A program: packs a fixed request and prints every digest. Tests run it under more than one Node.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PakoLayerCompressor } from '../../src/adapters/compress/pako-layer-compressor.ts';
import { packImage } from '../../src/seal/pack/pack-image.ts';
import { builtBinary, packRequest } from './pack-request.ts';

const workFolder = mkdtempSync(join(tmpdir(), 'twinseal-pack-'));
const compressor = new PakoLayerCompressor({ workFolder });
try {
  const image = await packImage(
    packRequest([builtBinary('linux/arm64', { size: 3_000_000 }), builtBinary('linux/amd64', { size: 3_000_000 })]),
    compressor,
    { signal: new AbortController().signal, deadline: Date.now() + 60_000 },
  );
  const digests = {
    index: image.index.descriptor.digest,
    platforms: image.platforms.map(({ platform, manifest, config, layers }) => ({
      platform,
      manifest: manifest.descriptor.digest,
      config: config.descriptor.digest,
      layers: layers.map((layer) => layer.descriptor.digest),
    })),
  };
  console.log(JSON.stringify(digests, null, 2));
} finally {
  await compressor.close();
  rmSync(workFolder, { recursive: true });
}
