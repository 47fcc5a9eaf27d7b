// Images that crane made, which Twinseal never saw being built: a program comes out of the source bit for bit, from what its build info
// says alone. rebuild-ko.heavy.test.ts does it with an image of ko's.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { tarOf } from '../support/tar.ts';
import { goEnv, home, module, rebuild, root } from './hello-rebuild.ts';
import { peerOutput, withoutPeers } from './peer.ts';
import { startGgcr } from './registry.ts';

/** A layer with one file, appended to nothing by crane. */
async function append(name: string, content: Uint8Array, reference: string): Promise<void> {
  const layer = join(root, 'layer.tar');
  writeFileSync(layer, tarOf([{ name, content, mode: 0o755 }]));
  await peerOutput('crane', ['append', '--oci-empty-base', '--new_layer', layer, '--new_tag', reference]);
}

test('a program in an image that crane appended is reproduced, and told apart from one without -trimpath', {
  skip: withoutPeers('crane', 'registry-ggcr'),
}, async () => {
  const registry = await startGgcr();
  after(registry.stop);
  const image = async (name: string, ...flags: string[]): Promise<string> => {
    const program = join(root, name);
    const words = ['build', ...flags, '-ldflags=-s -w', '-buildvcs=false', '-o', program, '.'];
    execFileSync('go', words, { cwd: module, env: { PATH: process.env.PATH, HOME: home, ...goEnv } });
    const reference = `${registry.host}/${name}`;
    await append('app', readFileSync(program), `${reference}:plain`);
    await peerOutput('crane', ['mutate', '--entrypoint', '/app', `${reference}:plain`, '-t', `${reference}:v1`]);
    return `${reference}:v1`;
  };
  const good = await rebuild(await image('trimmed', '-trimpath'));
  assert.deepEqual([good.said.outcome, good.status], ['reproduced', 0], good.first.reason);
  assert.deepEqual([good.first.settings.ldflags, good.first.settings.environment.GOAMD64], [['-s', '-w'], 'v1']);
  const untrimmed = await rebuild(await image('untrimmed'));
  assert.deepEqual([untrimmed.said.outcome, untrimmed.status], ['not-tried', 1]);
  assert.match(untrimmed.first.reason, /without -trimpath/);
});
