import { existsSync } from 'node:fs';
import { readdir, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { writeLargeLayout } from '../../test/support/large-layout.ts';
import { type Bench, type Claim, figureOf } from '../claim.ts';
import { plainEnvironment } from '../environment.ts';
import { CHECKOUT, packagedTwinseal } from '../programs.ts';
import { interleave } from '../rounds.ts';
import { timedRun } from '../timed-run.ts';

/** At least 0.8 times the rate. */
const TARGET = 1 / 0.8;
const GIGABYTE = 1_000_000_000;

// Each blob hashed once, each layer unpacked once; what `validate` does besides (the digest of what was unpacked, tar, files) they do not.
const STANDARD = 'for f in "$@"; do sha256sum "$f" && gunzip -c < "$f" > /dev/null || exit 1; done';

/**
 * `twinseal validate` of a layout with 1 GB of gzip layers, as a whole process, against `sha256sum` and `gunzip` of the same blobs,
 * each once, with the processors that there are for both.
 */
export const validateLayout: Claim = {
  name: 'validate-layout',
  async measure(bench) {
    const packaged = await packagedTwinseal(bench);
    const layout = await largeLayout(bench);
    const env = plainEnvironment(join(bench.scratch, 'validate-layout'));
    const layers = await layersOf(layout);
    const ours = (program: string) => async () => {
      const { took, stdout } = await timedRun([program, 'validate', layout, '--timeout', '600'], { cwd: '/', env });
      if (!stdout.startsWith('valid: ')) throw new Error(`the layout was not found valid: ${stdout.slice(0, 200)}`);
      return took;
    };
    const standard = async () => (await timedRun(['sh', '-c', STANDARD, 'sh', ...layers], { cwd: '/', env })).took;
    const times = await interleave(
      { standard, packaged: ours(packaged), checkout: ours(CHECKOUT) },
      bench.rounds(3),
      true,
    );
    const against = 'sha256sum and gunzip of each layer';
    return [
      figureOf('twinseal validate, 1 GB of layers (package)', against, times.packaged, times.standard, TARGET),
      figureOf('twinseal validate, 1 GB of layers (checkout)', against, times.checkout, times.standard, TARGET),
    ];
  },
};

/** Compressing it takes a minute, so that it is kept. */
async function largeLayout(bench: Bench): Promise<string> {
  const folder = join(bench.kept, 'validate-layout.oci');
  if (existsSync(folder)) return folder;
  bench.say('writing a layout with 1 GB of layers');
  const making = `${folder}.new`;
  await rm(making, { recursive: true, force: true });
  const size = await writeLargeLayout(making, { layers: 10, files: 200, size: 2 ** 20 });
  if (size < GIGABYTE) throw new Error(`the layers have ${size} bytes, which is less than 1 GB`);
  await rename(making, folder);
  return folder;
}

async function layersOf(layout: string): Promise<readonly string[]> {
  const folder = join(layout, 'blobs', 'sha256');
  const paths = (await readdir(folder)).sort().map((name) => join(folder, name));
  const sizes = await Promise.all(paths.map(async (path) => (await stat(path)).size));
  return paths.filter((_, i) => (sizes[i] ?? 0) > 1_000_000);
}
