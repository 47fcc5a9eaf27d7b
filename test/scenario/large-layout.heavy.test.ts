// The memory of a validation does not grow with the image: 1 GB of layers, as a folder, as an archive from stdin and over HTTP.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { createReadStream, readFileSync } from 'node:fs';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import type { ValidationReport } from '../../src/roads/validate.ts';
import { writeLargeLayout } from '../support/large-layout.ts';
import { policyDocument } from '../support/policy-text.ts';
import { startService } from '../support/running-service.ts';

const program = join(import.meta.dirname, '..', '..', 'bin', 'twinseal');
const MB = 1_000_000;
const MOST = 100 * MB;
const folder = await mkdtemp(join(tmpdir(), 'twinseal-large-'));
const layout = join(folder, 'app.oci');
const small = join(folder, 'small.oci');
const archive = join(folder, 'app.tar');
const smallArchive = join(folder, 'small.tar');
after(() => rm(folder, { recursive: true, force: true }));

before(async () => {
  await writeLargeLayout(small, { layers: 1, files: 8, size: 2 ** 16 });
  const size = await writeLargeLayout(layout, { layers: 10, files: 200, size: 2 ** 20 });
  assert.ok(size > 1000 * MB, `${size}`);
  await pack(layout, archive);
  await pack(small, smallArchive);
});

async function pack(from: string, to: string): Promise<void> {
  const tar = spawn('tar', ['-C', from, '-cf', to, 'blobs', 'oci-layout', 'index.json'], { stdio: 'inherit' });
  assert.equal(await new Promise((resolve) => tar.once('close', resolve)), 0);
}

/** Bytes of memory that a process had at most, as the kernel counted them. */
function peakOf(pid: number | undefined): number {
  try {
    return Number(/VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0) * 1024;
  } catch {
    return 0;
  }
}

async function validate(words: readonly string[], input?: string): Promise<{ stdout: string; peak: number }> {
  const child = spawn(program, ['validate', ...words, '-o', 'json', '--timeout', '1200'], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  if (input === undefined) child.stdin.end();
  else createReadStream(input).pipe(child.stdin);
  let [stdout, peak] = ['', 0];
  child.stdout.setEncoding('utf8').on('data', (chunk: string) => {
    stdout += chunk;
  });
  // The kernel keeps the highest value, so that nothing between two looks is missed.
  const looking = setInterval(() => {
    peak = Math.max(peak, peakOf(child.pid));
  }, 20);
  await new Promise((resolve) => child.once('close', resolve));
  clearInterval(looking);
  return { stdout, peak };
}

test('a folder and an archive with 1 GB of layers are validated in less than 100 MB', async (t) => {
  // What is compiled for the first time is compiled in memory, and kept for later.
  await validate([small]);
  await validate([smallArchive]);
  await validate(['-'], smallArchive);
  for (const run of [await validate([layout]), await validate([archive]), await validate(['-'], archive)]) {
    const report = JSON.parse(run.stdout) as ValidationReport;
    assert.deepEqual([report.valid, report.findings], [true, []]);
    t.diagnostic(`${Math.round(run.peak / MB)} MB`);
    assert.ok(run.peak > 0 && run.peak < MOST, `${run.peak} bytes`);
  }
});

test('the service validates an upload of 1 GB in memory that does not grow with it', async (t) => {
  const policies = join(folder, 'policies');
  await mkdir(policies);
  const policy = policyDocument({ require: { image: { nonRoot: true } } });
  await writeFile(join(policies, 'any.yaml'), JSON.stringify(policy));
  const service = await startService(policies, join(folder, 'data'));
  try {
    const send = async (body: ReadableStream | Uint8Array) => {
      const response = await fetch(`${service.url}/layouts/validate`, {
        method: 'POST',
        headers: { 'content-type': 'application/x-tar' },
        body: body as NonNullable<RequestInit['body']>,
        duplex: 'half',
      } as RequestInit);
      assert.equal(response.status, 200);
      return (await response.json()) as ValidationReport;
    };
    await send(readFileSync(smallArchive));
    const before_ = peakOf(service.pid);
    const { valid } = await send(ReadableStream.from(createReadStream(archive)) as ReadableStream);
    assert.equal(valid, true);
    const grown = peakOf(service.pid) - before_;
    t.diagnostic(`${Math.round(before_ / MB)} MB before, ${Math.round(grown / MB)} MB more`);
    assert.ok(grown < MOST, `${grown} bytes more`);
  } finally {
    await service.stop();
  }
});
