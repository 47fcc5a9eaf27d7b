// action.yml and deploy/ci/gitlab.yml, run as their runners would: a seal with what was kept, then the gate.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { withoutPeers } from '../interop/peer.ts';
import { startDistribution } from '../interop/registry.ts';
import { readAction, runAction, runGitlab } from '../support/ci-runner.ts';
import { writeHelloModule } from '../support/hello-module.ts';
import { withoutMounts } from '../support/private-mounts.ts';
import { makeKeys, PASSWORD } from '../support/sealed-hello.ts';

const skip = withoutPeers('registry-distribution') || withoutMounts();
const registry = skip === false ? await startDistribution() : { host: '127.0.0.1:1', stop: async () => {} };
after(registry.stop);
const root = mkdtempSync(join(tmpdir(), 'twinseal-ci-'));
after(() => rmSync(root, { recursive: true, force: true }));
const keys = await makeKeys(join(root, 'keys'));
const home = join(root, 'home');
mkdirSync(home);
const env = { PATH: process.env.PATH, HOME: home, TMPDIR: join(root, 'tmp'), GOSUMDB: 'off' };
mkdirSync(env.TMPDIR);
const read = (path: string): string => readFileSync(path, 'utf8');

function workspace(name: string): string {
  const folder = join(root, name);
  mkdirSync(folder);
  writeHelloModule(join(folder, 'app'));
  writeFileSync(join(folder, 'cosign.pub'), read(keys.cosignPub));
  return folder;
}

test('GitHub: a module is sealed and pushed with keys from secrets, what was kept is used, and the gate lets it in', {
  skip,
}, async () => {
  const kept = join(root, 'github-cache');
  const push = `${registry.host}/ci/app:v1`;
  const secrets = {
    'cosign-key': read(keys.cosignKey),
    'cosign-password': PASSWORD,
    'notation-key': read(keys.notationKey),
    'notation-cert': read(keys.notationChain),
  };
  const inputs = { run: 'seal', directory: 'app', push, platforms: 'linux/amd64', ...secrets };
  const first = await runAction(inputs, workspace('github-1'), kept, env);
  assert.equal(first.status, 0, first.log);
  assert.match(first.outputs.digest ?? '', /^sha256:[0-9a-f]{64}$/);
  assert.equal(first.outputs.reference, `${registry.host}/ci/app@${first.outputs.digest}`);
  assert.match(
    first.summary,
    new RegExp(`\\| index \\| \`${first.outputs.digest}\` \\|\n\\| linux/amd64 \\| \`sha256:`),
  );
  assert.ok(
    readdirSync(join(kept, 'twinseal', 'layers')).some((name) => name.endsWith('.gz')),
    'layers are kept',
  );
  assert.ok(!existsSync(join(kept, 'builds')), 'builds are cold unless asked for');
  for (const secret of [PASSWORD, 'PRIVATE KEY', 'ENCRYPTED']) assert.ok(!first.log.includes(secret), secret);
  assert.deepEqual(readdirSync(env.TMPDIR), [], 'no key stays on the runner');

  const second = await runAction({ ...inputs, warm: 'true' }, workspace('github-2'), kept, env);
  assert.equal(second.status, 0, second.log);
  assert.ok(existsSync(join(kept, 'builds', 'a')), 'build caches are kept when they are asked for');
  const layers = (log: string): string | undefined => /blobs: (\d+) sent, \d+ mounted, \d+ were there/.exec(log)?.[0];
  assert.notEqual(layers(second.log), layers(first.log), 'layers that the registry has are not sent again');

  const gate = workspace('github-3');
  const verify = { run: 'verify', image: second.outputs.reference ?? '', 'cosign-pub': 'cosign.pub' };
  const reports = { sarif: 'twinseal.sarif', junit: 'twinseal.xml' };
  const allowed = await runAction({ ...verify, ...reports }, gate, kept, env);
  assert.equal(allowed.status, 0, allowed.log);
  assert.deepEqual([allowed.outputs.outcome, allowed.outputs.digest], ['allow', second.outputs.digest]);
  assert.match(allowed.log, /^::notice title=twinseal/m);
  assert.equal((JSON.parse(read(join(gate, 'twinseal.sarif'))) as { version: string }).version, '2.1.0');
  assert.match(read(join(gate, 'twinseal.xml')), /<testsuites name="twinseal"/);

  const stranger = spawnSync('openssl', ['ecparam', '-name', 'prime256v1', '-genkey', '-noout', '-out', 'x.pem'], {
    cwd: gate,
  });
  assert.equal(stranger.status, 0);
  spawnSync('openssl', ['ec', '-in', 'x.pem', '-pubout', '-out', 'stranger.pub'], { cwd: gate });
  const denied = await runAction({ ...verify, 'cosign-pub': 'stranger.pub' }, gate, kept, env);
  assert.deepEqual([denied.status, denied.outputs.outcome], [1, 'deny'], denied.log);
  assert.match(denied.log, /^::error title=twinseal/m);
  assert.match(denied.summary, /### Twinseal: deny/);

  const unknown = await runAction({ ...verify, image: `127.0.0.1:1/app@sha256:${'a'.repeat(64)}` }, gate, kept, env);
  assert.deepEqual([unknown.status, unknown.outputs.outcome], [3, 'indeterminate'], unknown.log);
});

test('GitHub: no input is a command, and a mistaken one is told', { skip }, async () => {
  const action = readAction();
  for (const step of action.runs.steps) {
    assert.doesNotMatch(step.run ?? '', /\$\{\{/, 'an expression inside of a command is a command');
    if (step.uses !== undefined) assert.match(step.uses, /@[0-9a-f]{40}$/, 'actions are pinned by commit');
  }
  const folder = workspace('github-4');
  const evil = '$(touch ran); `touch ran`; "; touch ran #';
  const inputs = {
    run: 'seal',
    directory: evil,
    push: evil,
    main: evil,
    platforms: evil,
    cache: 'kept',
    'cosign-key': read(keys.cosignKey),
  };
  const refused = await runAction(inputs, folder, join(root, 'none'), env);
  assert.equal(refused.status, 2, refused.log);
  assert.ok(!existsSync(join(folder, 'ran')));
  const dash = await runAction(
    { run: 'verify', image: '--help', 'cosign-pub': 'cosign.pub' },
    folder,
    join(root, 'none'),
    env,
  );
  assert.equal(dash.status, 2, dash.log);
  const neither = await runAction({ run: 'sael' }, folder, join(root, 'none'), env);
  assert.equal(neither.status, 2);
  assert.match(neither.log, /::error title=twinseal::run must be seal or verify/);
});

test('GitLab: the template seals with keys from files and gates with reports', { skip }, async () => {
  const kept = join(root, 'gitlab-cache');
  const folder = workspace('gitlab-1');
  const sealed = await runGitlab(
    '.twinseal-seal',
    {
      TWINSEAL_DIR: 'app',
      TWINSEAL_PUSH: `${registry.host}/ci/gitlab:v1`,
      TWINSEAL_PLATFORMS: 'linux/amd64',
      TWINSEAL_COSIGN_KEY: keys.cosignKey,
      COSIGN_PASSWORD: PASSWORD,
    },
    folder,
    kept,
    env,
  );
  assert.equal(sealed.status, 0, sealed.log);
  assert.match(sealed.outputs.TWINSEAL_DIGEST ?? '', /^sha256:[0-9a-f]{64}$/);
  assert.ok(existsSync(join(kept, '.twinseal-cache', 'twinseal', 'layers')));
  const image = sealed.outputs.TWINSEAL_REFERENCE ?? '';
  const gate = await runGitlab(
    '.twinseal-verify',
    { TWINSEAL_IMAGE: image, TWINSEAL_COSIGN_PUB: 'cosign.pub' },
    folder,
    kept,
    env,
  );
  assert.equal(gate.status, 0, gate.log);
  assert.equal(gate.outputs.TWINSEAL_OUTCOME, 'allow');
  assert.match(gate.reports['twinseal.xml'] ?? '', /failures="0" errors="0"/);
  assert.match(gate.reports['twinseal.sarif'] ?? '', /"results": \[\]/);
  const missing = await runGitlab('.twinseal-verify', { TWINSEAL_COSIGN_PUB: 'cosign.pub' }, folder, kept, env);
  assert.deepEqual([missing.status, /names no image/.test(missing.log)], [2, true]);
});
