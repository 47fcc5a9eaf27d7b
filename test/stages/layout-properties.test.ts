// What holds for all layouts: random ones are good, stay so through an archive and a copy, and one change never passes unnoticed.
import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import fc from 'fast-check';
import { openArchiveFile } from '../../src/adapters/layout/archive-file.ts';
import { readLayout } from '../../src/adapters/layout/layout-reader.ts';
import { openArchive } from '../../src/judge/inspect/archive.ts';
import { FindingLog } from '../../src/judge/inspect/finding-log.ts';
import { validateArchive, validateImage, validateLayout } from '../../src/roads/validate.ts';
import { noChangePasses } from '../support/layout-mutations.ts';
import { type Files, memoryLayout, randomLayout } from '../support/random-layout.ts';
import { tarOf } from '../support/tar.ts';
import { CALL } from './sample-image.ts';

const root = await mkdtemp(join(tmpdir(), 'layout-properties-'));
after(() => rm(root, { recursive: true, force: true }));

const archiveOf = (files: Files, order: number): Uint8Array => {
  const entries = [...files].map(([name, content]) => ({ name, content, mode: 0o644 }));
  const from = order % entries.length;
  return tarOf([...entries.slice(from), ...entries.slice(0, from)]);
};

test('a random layout has no error as it lies, in an archive in any order, and image by image', async () => {
  await fc.assert(
    fc.asyncProperty(randomLayout, fc.nat(), async (files, order) => {
      const report = await validateLayout(memoryLayout(files), {}, CALL);
      assert.equal(report.valid, true, JSON.stringify(report.findings));
      const path = join(root, 'app.tar');
      await writeFile(path, archiveOf(files, order));
      const archive = await openArchiveFile(path);
      try {
        const inArchive = await validateArchive(archive.file, {}, CALL);
        assert.deepEqual(inArchive.findings, report.findings);
        // What is read out of the archive is what went in, byte by byte.
        const opened = await openArchive(archive.file, new FindingLog(), CALL);
        for (const [name, bytes] of files) {
          const parts: Uint8Array[] = [];
          for await (const part of opened?.open(name, CALL) ?? []) parts.push(part.slice());
          assert.deepEqual(Buffer.concat(parts), Buffer.from(bytes), name);
        }
      } finally {
        await archive.close();
      }
      const reader = await readLayout(memoryLayout(files), CALL);
      const { manifests } = JSON.parse(Buffer.from(files.get('index.json') ?? []).toString());
      for (const { digest } of manifests) {
        const image = await validateImage(reader, digest, 'memory', {}, CALL);
        assert.deepEqual([image.valid, image.digest], [true, digest]);
      }
    }),
    { numRuns: 60 },
  );
});

test('one changed byte, blob or field of a random layout is an error: 2,000 changes', async () => {
  await noChangePasses(2000);
});
