import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { startDistribution } from '../test/interop/registry.ts';
import { makeImage, publicPem, seal, testKey } from '../test/support/sealed-image.ts';
import { writeLayout } from '../test/support/written-layout.ts';
import type { Bench } from './claim.ts';
import { plainEnvironment } from './environment.ts';
import { packagedTwinseal } from './programs.ts';
import { policyOf, type ServiceGround } from './service.ts';
import { timedRun } from './timed-run.ts';

/** As {@link ServiceGround}, with many images; `image` is the first of them. */
export interface ManyImages extends ServiceGround {
  readonly images: readonly string[];
}

/**
 * Images of two platforms that have nothing in common but the key that signed them, each with a twin proof and an SBOM, in a
 * registry on loopback. Their programs are small: what is measured is what comes over the network, and in how many requests.
 * @example const { images } = await manyImages(bench, 'service-cold', 50)
 */
export async function manyImages(bench: Bench, name: string, count: number): Promise<ManyImages> {
  const twinseal = await packagedTwinseal(bench);
  const registry = await startDistribution();
  try {
    const home = join(bench.scratch, name);
    const policies = join(home, 'policies');
    await mkdir(policies, { recursive: true });
    bench.say(`pushing ${count} images`);
    const options = { cwd: home, env: plainEnvironment(home) };
    const images: string[] = [];
    for (let n = 0; n < count; n += 1) {
      const bend = { config: { author: `${n}` }, layersAbove: [[{ name: `etc/${n}`, content: Buffer.from(`${n}`) }]] };
      const layout = await writeLayout(seal(makeImage(bend), ['notation']), join(home, 'one.oci'));
      const image = `${registry.host}/many/app${n}:v1`;
      await timedRun([twinseal, 'push', layout, image], options);
      await rm(layout, { recursive: true });
      images.push(image);
    }
    const pem = publicPem(testKey('release')).trim();
    const publicKey = join(home, 'cosign.pub');
    await writeFile(publicKey, `${pem}\n`);
    await writeFile(join(policies, 'release.yaml'), policyOf(pem));
    return { image: images[0] ?? '', images, publicKey, policies, twinseal, home, stop: registry.stop };
  } catch (error) {
    await registry.stop();
    throw error;
  }
}
