import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { layoutFiles } from '../../src/adapters/layout/layout-files.ts';
import { sha256Digest } from '../../src/formats/digest.ts';
import type { ImageConfig } from '../../src/formats/oci/documents.ts';
import { FindingLog } from '../../src/judge/inspect/finding-log.ts';
import { inspectAgreement } from '../../src/judge/inspect/platform-rules.ts';
import type { ImageReport } from '../../src/records/image-report.ts';
import { validateLayout } from '../../src/roads/validate.ts';
import { elfSample } from '../formats/elf-sample.ts';
import { makeImage } from '../support/sealed-image.ts';
import { testCall } from '../support/walkable-image.ts';
import { writeLayout } from '../support/written-layout.ts';

const MACHINES = { amd64: 62, arm64: 183 } as const;

async function codesOf(image: Parameters<typeof writeLayout>[0]): Promise<readonly string[]> {
  const folder = mkdtempSync(join(tmpdir(), 'twinseal-test-'));
  try {
    const layout = await writeLayout(image, join(folder, 'app.oci'));
    const { findings } = await validateLayout(layoutFiles(layout), {}, testCall());
    return findings.filter(({ severity }) => severity === 'error').map(({ code }) => code);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

test('accepts an image whose programs are for the platforms that index and config claim', async () => {
  assert.deepEqual(await codesOf(makeImage()), []);
});

test('finds a program for another machine inside a layer, though every digest agrees', async () => {
  const swapped = makeImage({
    binary: (machine) => elfSample({ machine: machine === MACHINES.amd64 ? MACHINES.arm64 : MACHINES.amd64 }),
  });
  assert.deepEqual(await codesOf(swapped), ['PLATFORM_PROGRAM_MISMATCH', 'PLATFORM_PROGRAM_MISMATCH']);
});

test('finds index entries whose platforms were swapped', async () => {
  const swapped = makeImage({
    indexEntry: (entry, architecture) => ({
      ...entry,
      platform: { os: 'linux', architecture: architecture === 'amd64' ? 'arm64' : 'amd64' },
    }),
  });
  const codes = await codesOf(swapped);
  assert.deepEqual(new Set(codes), new Set(['PLATFORM_CONFIG_MISMATCH', 'PLATFORM_PROGRAM_MISMATCH']));
});

const CONFIG: ImageConfig = { os: 'linux', architecture: 'amd64', rootfs: { type: 'layers', diff_ids: [] } };

function agreement(claimed: ImageConfig, settings: readonly (readonly [string, string])[]): readonly string[] {
  const report: ImageReport = {
    subject: sha256Digest(new Uint8Array()),
    platform: 'linux/amd64',
    config: {},
    entrypoint: {
      argv: ['/app'],
      trail: ['/app'],
      outcome: 'resolved',
      path: '/app',
      machine: claimed.architecture,
      preload: [],
      go: {
        goVersion: 'go1.26.8',
        buildSettings: settings,
        mainModule: { path: 'a.b/c', version: '' },
        deps: [],
        buildId: '',
      },
    },
    findings: [],
    faults: [],
    layersWalked: true,
  };
  const log = new FindingLog();
  inspectAgreement(undefined, claimed, report.entrypoint, {}, log);
  return log.findings.map(({ code }) => code);
}

test('finds a variant that understates what the build info of the program says', () => {
  const level = (value: string) => [
    ['GOOS', 'linux'] as const,
    ['GOARCH', 'amd64'] as const,
    ['GOAMD64', value] as const,
  ];
  assert.deepEqual(agreement(CONFIG, level('v1')), []);
  assert.deepEqual(agreement(CONFIG, level('v3')), ['PLATFORM_VARIANT_UNDERSTATED']);
  assert.deepEqual(agreement({ ...CONFIG, variant: 'v3' }, level('v3')), []);
  assert.deepEqual(agreement({ ...CONFIG, variant: 'v2' }, level('v3')), ['PLATFORM_VARIANT_UNDERSTATED']);
});

test('tells of an option that no platform can say', () => {
  const arm64 = { ...CONFIG, architecture: 'arm64' };
  const built = (value: string) => [
    ['GOOS', 'linux'] as const,
    ['GOARCH', 'arm64'] as const,
    ['GOARM64', value] as const,
  ];
  assert.deepEqual(agreement(arm64, built('v8.0')), []);
  assert.deepEqual(agreement(arm64, built('v8.0,lse')), ['PLATFORM_OPTION_UNSAID']);
  assert.deepEqual(agreement(arm64, built('v9.0')), ['PLATFORM_VARIANT_UNDERSTATED']);
});

test('finds build info of another system than the image claims', () => {
  const settings = [['GOOS', 'freebsd'] as const, ['GOARCH', 'amd64'] as const];
  assert.deepEqual(agreement(CONFIG, settings), ['PLATFORM_BUILD_MISMATCH']);
});
