// `twinseal validate` as users run it: folders, archives, stdin, references, documents, in every format.
import assert from 'node:assert/strict';
import { readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { gzipSync } from 'node:zlib';
import { canonicalJson } from '../../src/formats/json/canonical.ts';
import type { ValidationReport } from '../../src/roads/validate.ts';
import { type Draft, draft, layerAt, putFile, writeArchive, writeDraft } from '../support/layout-draft.ts';
import { makeImage } from '../support/sealed-image.ts';
import { type ServingRegistry, serveImages } from '../support/serving-registry.ts';
import { tarOf } from '../support/tar.ts';
import { twinseal } from '../support/twinseal-program.ts';

const image = makeImage();
let registry: ServingRegistry;
before(async () => {
  registry = await serveImages(new Map([['team/app', image]]));
});
after(() => registry.stop());

const report = (stdout: string): ValidationReport => JSON.parse(stdout) as ValidationReport;
const told = ({ findings }: ValidationReport) => findings.map(({ code, severity }) => `${severity} ${code}`);
const sparse = (parts: Draft): Draft => {
  parts.late.push((folder) => rm(join(folder, layerAt(parts))));
  return parts;
};

test('a folder, an archive of it and the same archive through stdin are judged alike', async () => {
  const parts = draft();
  parts.config.config.Env.push('LD_PRELOAD');
  const folder = await writeDraft(parts);
  const archive = await writeArchive(parts, (entries) => tarOf([...entries].reverse()));
  const bytes = tarOf([...parts.files].map(([name, content]) => ({ name: `./${name}`, content })));
  const kept = async () => (await readdir(tmpdir())).filter((name) => name.startsWith('twinseal-archive-'));
  const before_ = await kept();
  for (const run of [
    await twinseal(['validate', folder, '-o', 'json']),
    await twinseal(['validate', archive, '-o', 'json']),
    await twinseal(['validate', '-', '-o', 'json'], { input: bytes }),
  ]) {
    assert.equal(run.status, 1, run.stderr);
    assert.deepEqual(told(report(run.stdout)), ['error CONFIG_ENV']);
    const [finding] = report(run.stdout).findings;
    assert.equal(finding?.pointer, '/config/Env/1');
    assert.match(finding?.blob ?? '', /^sha256:/);
    assert.match(finding?.remedy ?? '', /NAME=VALUE/);
  }
  assert.deepEqual(await kept(), before_);
});

test('a compressed archive is told what to do, and what is neither is refused', async () => {
  const zipped = await twinseal(['validate', '-'], { input: gzipSync(tarOf([{ name: 'x' }])) });
  assert.equal(zipped.status, 1);
  assert.match(zipped.stdout, /ARCHIVE_COMPRESSED .*\n.*gunzip -c app\.tar\.gz \| twinseal validate -/);
  const absent = await twinseal(['validate', './nothing.oci']);
  assert.deepEqual([absent.status, absent.stdout], [2, '']);
  assert.match(absent.stderr, /does not exist/);
  const wrong = await twinseal(['validate', '--as', 'manifest', '--sparse', 'x.json']);
  assert.equal(wrong.status, 2);
  const uname = await twinseal(['validate', '--runs-on', 'linux/x86_64', 'x.oci']);
  assert.equal(uname.status, 2);
  assert.match(uname.stderr, /did you mean linux\/amd64\?/);
});

test('missing blobs are errors, and warnings where the user says that they may be missing', async () => {
  const folder = await writeDraft(sparse(draft()));
  const whole = await twinseal(['validate', folder, '-o', 'json']);
  assert.deepEqual([whole.status, told(report(whole.stdout))], [1, ['error BLOB_MISSING']]);
  const few = await twinseal(['validate', folder, '--sparse', '-o', 'json']);
  assert.deepEqual([few.status, told(report(few.stdout))], [0, ['warning BLOB_MISSING']]);
});

test('an image of a registry is validated by tag and by digest, with all its children', async () => {
  for (const name of ['v1', image.index.digest]) {
    const reference = `${registry.host}/team/app${name.startsWith('sha256:') ? '@' : ':'}${name}`;
    const { status, stdout, stderr } = await twinseal(['validate', reference, '-o', 'json']);
    assert.equal(status, 0, stdout + stderr);
    assert.equal(report(stdout).target, reference);
    assert.equal((report(stdout) as { readonly digest?: string }).digest, image.index.digest);
  }
  const asked = registry.requests.filter((line) => line.startsWith('GET') && line.includes('/blobs/'));
  // Each layer and config once a run.
  assert.equal(new Set(asked).size * 2, asked.length, asked.join('\n'));
});

test('a blob that a registry lacks is a finding, a registry that does not answer none', async () => {
  const lacking = makeImage();
  const [layer] = lacking.store.contents.keys();
  assert.ok(layer);
  lacking.store.contents.delete(layer);
  const poor = await serveImages(new Map([['team/app', lacking]]));
  try {
    const { status, stdout } = await twinseal(['validate', `${poor.host}/team/app:v1`, '-o', 'json']);
    assert.equal(status, 1);
    assert.ok(
      told(report(stdout)).every((line) => line === 'error BLOB_MISSING'),
      stdout,
    );
    poor.throttle(true);
    const unknown = await twinseal(['validate', `${poor.host}/team/app:v1`, '--timeout', '5']);
    assert.deepEqual([unknown.status, unknown.stdout], [3, '']);
  } finally {
    await poor.stop();
  }
  const none = await twinseal(['validate', `${registry.host}/team/other:v1`]);
  assert.equal(none.status, 2);
});

test('an empty pipe is bad input, and a JSON document or an archive of docker save is told to be what it is', async () => {
  for (const words of [['-'], ['-', '--as', 'manifest']]) {
    const { status, stdout, stderr } = await twinseal(['validate', ...words], { input: '' });
    assert.deepEqual([status, stdout], [2, '']);
    assert.match(stderr, /^twinseal: stdin is empty: .*\n$/);
  }
  const json = await twinseal(['validate', '-'], { input: '{"schemaVersion":2}' });
  assert.equal(json.status, 1);
  assert.match(json.stdout, /ARCHIVE_DOCUMENT .*a JSON document.*\n.*--as manifest/);
});

test('one document alone, from a file or from stdin', async () => {
  const config = canonicalJson({
    architecture: 'amd64',
    os: 'linux',
    rootfs: { type: 'layers', diff_ids: [] },
    config: { User: '-1' },
  });
  const piped = await twinseal(['validate', '--as', 'config', '-', '-o', 'json'], { input: config });
  assert.deepEqual([piped.status, told(report(piped.stdout))], [1, ['error CONFIG_USER']]);
  const file = join(await writeDraft(draft()), 'oci-layout');
  assert.equal((await twinseal(['validate', '--as', 'layout', file])).status, 0);
  await writeFile(file, '{"imageLayoutVersion":"1.1.0"}');
  const old = await twinseal(['validate', '--as', 'layout', file]);
  assert.equal(old.status, 1);
  assert.match(old.stdout, /articles that speak of 1\.1\.0 are wrong/);
});

test('every finding has a place in SARIF and a case in JUnit, also one of no file', async () => {
  const parts = draft();
  parts.config.config.Env.push('LD_PRELOAD');
  parts.files.set('image-layout.json', new Uint8Array());
  const folder = await writeDraft(parts);
  const sarif = JSON.parse((await twinseal(['validate', folder, '-o', 'sarif'])).stdout);
  const [run] = sarif.runs;
  assert.equal(run.results.length, 2);
  for (const result of run.results) {
    const [{ physicalLocation }] = result.locations;
    assert.match(physicalLocation.artifactLocation.uri, /(?:image-layout\.json|blobs\/sha256\/[0-9a-f]{64})$/);
    assert.equal(physicalLocation.region.startLine, 1);
    assert.ok(run.tool.driver.rules[result.ruleIndex].help.text.length > 10);
  }
  const piped = JSON.parse((await twinseal(['validate', '--as', 'index', '-', '-o', 'sarif'], { input: '[]' })).stdout);
  assert.equal(piped.runs[0].results[0].locations[0].physicalLocation.artifactLocation.uri, 'stdin');
  const junit = (await twinseal(['validate', folder, '-o', 'junit'])).stdout;
  assert.match(junit, /failures="1"/);
  assert.match(junit, /type="CONFIG_ENV"/);
});

test('which image each runtime picks on a machine is told, and that the words of some differ', async () => {
  const parts = draft();
  parts.index.manifests.push({
    ...putFile(parts, 'application/vnd.example+json', new TextEncoder().encode('{}')),
    platform: { os: 'linux', architecture: 'amd64', variant: 'v3' },
  });
  const folder = await writeDraft(parts);
  const { status, stdout } = await twinseal(['validate', folder, '--runs-on', 'linux/amd64/v3']);
  assert.equal(status, 0, stdout);
  assert.match(stdout, /^PASS {2,}containerd +linux\/amd64\/v3 v1 +runs linux\/amd64 sha256/m);
  assert.match(stdout, /^PASS {2,}docker +linux\/amd64\/v3 v1 +runs linux\/amd64\/v3 sha256/m);
  assert.match(stdout, /^HINT +RUNS_ON_DIFFERENT/m);
  const json = report((await twinseal(['validate', folder, '--runs-on', 'linux/s390x', '-o', 'json'])).stdout);
  assert.deepEqual(json.selections?.[0]?.picks, [
    { runtime: 'containerd' },
    { runtime: 'docker' },
    { runtime: 'podman' },
  ]);
  assert.deepEqual(told(json), ['error RUNS_ON_NOWHERE']);
});

test('an image of a layout is no layout, and a device no archive', async () => {
  const folder = await writeDraft(draft());
  const named = await twinseal(['validate', `${folder}:v1`]);
  assert.equal(named.status, 2);
  assert.match(named.stderr, /takes the layout .* whole/);
  assert.equal((await twinseal(['validate', '/dev/null'])).status, 2);
});
