import { defaultCacheFolder } from '../../adapters/cache-place.ts';
import { PakoLayerCompressor } from '../../adapters/compress/pako-layer-compressor.ts';
import { rootFolders } from '../../adapters/root-folder.ts';
import { workspaces } from '../../adapters/workspace.ts';
import type { Runner } from '../../doors/cli/main.ts';
import { packCommand } from '../../doors/cli/pack.ts';
import { packFolders } from '../../roads/pack.ts';
import { userPlaces } from '../places.ts';

/** Runs `twinseal pack` on this machine. @example await run(input, session) // 0 */
export const run: Runner = async (input, session) => {
  const { folder, remove } = await workspaces().create('pack');
  const compressor = new PakoLayerCompressor({ workFolder: folder, cacheFolder: defaultCacheFolder(process.env) });
  try {
    const sourceDateEpoch = process.env.SOURCE_DATE_EPOCH;
    const ports = { folders: rootFolders(), compressor, places: userPlaces(), sourceDateEpoch };
    return await packCommand.run(
      input,
      {
        async pack(request, call) {
          const { image, notes } = await packFolders(request, ports, call);
          const platforms = image.platforms.map(({ platform, manifest }) => ({
            platform,
            manifest: manifest.descriptor.digest,
          }));
          return { layout: request.layout, index: image.index.descriptor.digest, platforms, notes };
        },
      },
      session,
    );
  } finally {
    await compressor.close();
    await remove();
  }
};
