import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { generateKeyPairSync } from 'node:crypto';
import {
  constants,
  cpSync,
  existsSync,
  globSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { after, test } from 'node:test';
import { startService } from '../support/running-service.ts';

const root = join(import.meta.dirname, '..', '..');
const scratch = mkdtempSync(join(tmpdir(), 'twinseal-package-'));
after(() => rmSync(scratch, { recursive: true, force: true }));

/** A program of whoever installed the package. */
const ASKS = `import { ServiceError, twinsealClient } from 'twinseal/client';

declare const process: { readonly argv: readonly string[] };
const client = twinsealClient({ url: process.argv[2] ?? '' });
const names: string[] = [];
for await (const { name, digest } of client.policies()) if (digest !== undefined) names.push(name);
try {
  const { effect } = await client.verify('127.0.0.1:1/app:v1', { policy: 'baseline', claims: { release: 'v1' } });
  console.log(effect === 'admit');
} catch (error) {
  if (!(error instanceof ServiceError)) throw error;
  console.log(names.find((name) => name === 'baseline'), error.constructor.name, error.code, error.retryable);
}
client.close();
`;

/** Runs a command that has to succeed, and shows what it printed where it did not. */
function must(command: string, args: readonly string[], cwd: string): void {
  const { status, stdout, stderr, error } = spawnSync(command, args, {
    cwd,
    encoding: 'utf8',
    timeout: 120_000,
    killSignal: 'SIGKILL',
  });
  assert.equal(status, 0, `${command} ${args.join(' ')}\n${error?.message ?? ''}${stdout}${stderr}`);
}

interface LockedPackage {
  readonly dev?: boolean;
  readonly bin?: Readonly<Record<string, string>>;
}

/**
 * Puts the packages that the lock file names for production into an empty folder's node_modules, as setup got them, with the links to
 * their programs, without which npm would fetch them anew. npm then finds every dependency in place and needs no network.
 */
function bringDependencies(app: string): void {
  const lock = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')) as {
    readonly packages: Readonly<Record<string, LockedPackage>>;
  };
  const links = join(app, 'node_modules', '.bin');
  mkdirSync(links, { recursive: true });
  for (const [path, { dev, bin = {} }] of Object.entries(lock.packages)) {
    if (path === '' || dev === true || !existsSync(join(root, path))) continue;
    cpSync(join(root, path), join(app, path), { recursive: true, mode: constants.COPYFILE_FICLONE });
    for (const [name, program] of Object.entries(bin))
      symlinkSync(relative(links, join(app, path, program)), join(links, name));
  }
}

/** Compiles and packs a copy, so that neither dist/ nor a tarball of the checkout is touched. Returns the tarball. */
function pack(): string {
  const staging = join(scratch, 'staging');
  mkdirSync(staging);
  const manifest = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { files: readonly string[] };
  for (const entry of ['package.json', ...globSync([...manifest.files], { cwd: root })]) {
    if (entry !== 'dist') cpSync(join(root, entry), join(staging, entry), { recursive: true });
  }
  const tsc = join(root, 'node_modules', '.bin', 'tsc');
  must(tsc, ['-p', 'tsconfig.build.json', '--outDir', join(staging, 'dist')], root);
  must('npm', ['pack', '--ignore-scripts', '--silent', '--pack-destination', scratch], staging);
  const [tarball] = readdirSync(scratch).filter((name) => name.endsWith('.tgz'));
  assert.ok(tarball !== undefined, 'npm pack wrote no tarball');
  return join(scratch, tarball);
}

test('the packed package, installed into an empty folder, runs on a machine whose own Node.js is old', {
  timeout: 300_000,
}, async (t) => {
  const app = join(scratch, 'app');
  mkdirSync(app);
  writeFileSync(join(app, 'package.json'), '{"private":true}');
  bringDependencies(app);
  const install = ['install', '--ignore-scripts', '--offline', '--no-audit', '--no-fund', '--loglevel=error', pack()];
  must('npm', install, app);
  const installed = join(app, 'node_modules', 'twinseal');
  const twinseal = join(app, 'node_modules', '.bin', 'twinseal');
  const old = join(scratch, 'old');
  mkdirSync(old);
  writeFileSync(join(old, 'node'), '#!/bin/sh\necho v18.0.0\n', { mode: 0o755 });
  const env = { PATH: `${old}:/usr/bin:/bin`, HOME: scratch };

  await t.test('it ships compiled code with declarations, schemas and policies, and no sources', () => {
    const files = readdirSync(installed, { recursive: true, encoding: 'utf8' });
    for (const file of ['dist/wire/cli.js', 'dist/wire/cli.d.ts', 'LICENSE', 'README.md', 'bin/twinseal'])
      assert.ok(files.includes(file), file);
    for (const folder of ['schemas', 'policies'])
      assert.ok(
        files.some((file) => file.startsWith(`${folder}/`)),
        folder,
      );
    assert.deepEqual(
      files.filter((file) => (/\.ts$/.test(file) && !/\.d\.ts$/.test(file)) || file.startsWith('src')),
      [],
    );
  });

  await t.test('twinseal --help answers from there', () => {
    const { status, stdout, stderr } = spawnSync(twinseal, ['--help'], { cwd: scratch, env, encoding: 'utf8' });
    assert.equal(status, 0, stderr);
    assert.equal(stderr, '');
    assert.match(stdout, /twinseal/);
    assert.match(stdout, /verify/);
  });

  await t.test('its policies are what their tests say there, and policy init names the schema that comes along', () => {
    const run = (...words: string[]) => spawnSync(twinseal, words, { cwd: scratch, env, encoding: 'utf8' });
    const tested = run('policy', 'test', join(installed, 'policies', 'tests'));
    assert.equal(tested.status, 0, tested.stdout + tested.stderr);
    assert.match(tested.stdout, /\npassed: \d+ tests of 6 policies\n$/);
    const { publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
    writeFileSync(join(scratch, 'key.pub'), publicKey.export({ type: 'spki', format: 'pem' }));
    const [first = ''] = run('policy', 'init', '--cosign-key', 'key.pub').stdout.split('\n');
    const schema = readFileSync(join(installed, 'schemas', 'policy.schema.json'), 'utf8');
    assert.equal(first, `# yaml-language-server: $schema=${JSON.parse(schema).$id}`);
  });

  await t.test('an unknown verb is a usage error', () => {
    const { status, stdout } = spawnSync(twinseal, ['no-such-verb'], { cwd: scratch, env, encoding: 'utf8' });
    assert.equal(status, 2);
    assert.equal(stdout, '');
  });

  await t.test('the typed client compiles in a strict project, as the page shows it, and asks a service', async (t) => {
    const service = await startService(join(root, 'policies'), join(scratch, 'data'));
    t.after(() => service.stop('SIGKILL'));
    const page = readFileSync(join(root, 'docs', 'client.md'), 'utf8');
    const [shown] = [...page.matchAll(/^```ts\n([\s\S]*?)^```$/gm)].map(([, text = '']) => text);
    assert.ok(shown !== undefined);
    writeFileSync(join(app, 'shown.ts'), shown);
    writeFileSync(join(app, 'asks.ts'), ASKS);
    const strict = {
      ...{ target: 'es2024', lib: ['es2024', 'dom'], module: 'nodenext', types: [], noEmit: true },
      ...{ strict: true, exactOptionalPropertyTypes: true, noUncheckedIndexedAccess: true, skipLibCheck: false },
      ...{ verbatimModuleSyntax: true, isolatedModules: true, noPropertyAccessFromIndexSignature: true },
    };
    writeFileSync(
      join(app, 'tsconfig.json'),
      JSON.stringify({ compilerOptions: strict, include: ['shown.ts', 'asks.ts'] }),
    );
    writeFileSync(join(app, 'package.json'), '{"private":true,"type":"module"}');
    must(join(root, 'node_modules', '.bin', 'tsc'), ['-p', '.'], app);
    // What is wrong in types must be seen, or the compiler would prove nothing.
    writeFileSync(join(app, 'asks.ts'), ASKS.replace("effect === 'admit'", "effect === 'admits'"));
    assert.notEqual(spawnSync(join(root, 'node_modules', '.bin', 'tsc'), ['-p', '.'], { cwd: app }).status, 0);
    writeFileSync(join(app, 'asks.ts'), ASKS);
    const { stdout, stderr } = spawnSync(process.execPath, ['asks.ts', service.url], { cwd: app, encoding: 'utf8' });
    assert.deepEqual([stdout, stderr], ['baseline ServiceError REGISTRY_UNREACHABLE true\n', '']);
  });

  await t.test('without the bundled Node.js, the old one is refused in one sentence', () => {
    for (const cpu of ['x64', 'arm64'])
      rmSync(join(app, 'node_modules', `node-linux-${cpu}`), { recursive: true, force: true });
    const { status, stderr } = spawnSync(twinseal, ['--help'], { cwd: scratch, env, encoding: 'utf8' });
    assert.equal(status, 2);
    assert.match(stderr, /^twinseal: it needs Node\.js 24\.15 or newer and found v18\.0\.0 on PATH; [^\n]*\.\n$/);
  });
});
