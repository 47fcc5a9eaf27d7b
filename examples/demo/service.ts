import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { startService } from '../../test/support/running-service.ts';
import { chapter, say } from './stage.ts';

/** Runs `twinseal ...` in the demo's folder and shows it. */
export type Twinseal = (words: readonly string[], expect?: number) => Promise<unknown>;

/**
 * The same verdicts from a service that keeps them, and what an auditor does years later with nothing but a set of files.
 * @param sealed - the good image in a registry, pushed before
 * @param decoy - the insider's image, pushed before
 */
export async function serveAndAudit(out: string, sealed: string, decoy: string, twinseal: Twinseal): Promise<void> {
  chapter('7', 'The service: the same verdicts, each kept with all that it rests on before it is answered');
  const service = await startService(join(out, 'policy'), join(out, 'data'));
  say(`twinseal serve --policies policy --data data   (listens on ${service.url})`);
  try {
    await twinseal(['verify', sealed, '--policy', 'release', '--server', service.url]);
    await twinseal(['verify', decoy, '--policy', 'release-cosign', '--server', service.url], 1);
  } finally {
    await service.stop();
  }

  chapter(
    '8',
    'Two years later: an auditor verifies the log and computes each verdict anew, without service or network',
  );
  await twinseal(['audit', 'export', 'audit', '--data', 'data']);
  await twinseal(['audit', 'verify', 'audit']);
  await twinseal(['audit', 'replay', 'audit']);
  say('Then somebody changes what was decided:');
  say(`changed ${await whitewash(join(out, 'audit', 'decisions'))}`);
  await twinseal(['audit', 'verify', 'audit'], 1);
}

/** Makes a refusal look like an admission. @returns the name of the file */
async function whitewash(folder: string): Promise<string> {
  for (const name of await readdir(folder)) {
    const path = join(folder, name);
    const text = await readFile(path, 'utf8');
    if (!text.includes('"effect":"refuse"')) continue;
    await writeFile(path, text.replace('"effect":"refuse"', '"effect":"admit"'));
    return name;
  }
  throw new Error('no decision refused anything');
}
