import { createHash } from 'node:crypto';
import { stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { readInputFile } from '../../adapters/input-file.ts';
import { writeBlob } from '../../adapters/output-blob.ts';
import { compareCommand } from '../../doors/cli/compare.ts';
import type { Runner } from '../../doors/cli/main.ts';
import type { SidesSummary } from '../../doors/cli/sides-text.ts';
import { type Digest, parseDigest, sha256Digest } from '../../formats/digest.ts';
import { serialiseStatement } from '../../formats/in-toto.ts';
import type { Call } from '../../ports/call.ts';
import { memoryBlob } from '../../records/blob.ts';
import { compareFiles } from '../../roads/compare-files.ts';
import { compareSides } from '../../roads/compare-sides.ts';
import { userPlaces } from '../places.ts';
import { twinSummary } from '../twin-summary.ts';

const MAX_BINARY = 1024 ** 3;

/** Runs `twinseal compare` on two files. @example await run(input, session) // 1 when they differ */
export const run: Runner = (input, session) =>
  compareCommand.run(
    input,
    {
      async compare(a, b, call) {
        const difference = compareFiles(
          await readInputFile(a, MAX_BINARY, call),
          await readInputFile(b, MAX_BINARY, call),
          sha256,
        );
        return difference && { platform: '-', name: basename(a), ...difference };
      },
      isFolder: async (path) => (await stat(path).catch(() => undefined))?.isDirectory() === true,
      compareSides: compareApart,
    },
    session,
  );

async function compareApart(left: string, right: string, proof: string | undefined, call: Call): Promise<SidesSummary> {
  const compared = await compareSides(left, right, userPlaces(), call);
  const { comparison, documents, proof: statement } = compared;
  if (proof !== undefined && statement !== undefined) {
    const bytes = serialiseStatement(statement);
    await writeBlob(proof, memoryBlob(sha256Digest(bytes), bytes), 0o644, call);
  }
  const differences = comparison.outcome === 'different' ? comparison.differences : [];
  return {
    outcome: comparison.outcome,
    twin: twinSummary(compared),
    differences: differences.map(({ a, b, ...rest }) => ({
      ...rest,
      a: { digest: a.digest, size: a.size },
      b: { digest: b.digest, size: b.size },
    })),
    written: proof !== undefined && statement !== undefined ? [proof] : [],
    notes: [],
    hosts: { a: documents.a.host, b: documents.b.host },
  };
}

/** Node's own hash: some ten times as fast as the one of the formats, which runs in browsers too. */
function sha256(bytes: Uint8Array): Digest {
  return parseDigest(`sha256:${createHash('sha256').update(bytes).digest('hex')}`);
}
