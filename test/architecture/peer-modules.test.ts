// What the peers cost to build.
import assert from 'node:assert/strict';
import { basename } from 'node:path';
import { test } from 'node:test';
import { olderVersions, readPeerModules } from '../interop/peer-modules.ts';

test('what several peers depend on has one version in all of them, but for what is left alone', () => {
  const peers = readPeerModules();
  assert.ok(peers.length > 15, `${peers.length} modules`);
  const older = olderVersions(peers).map(
    ({ folder, path, version, newest }) => `${basename(folder)}: ${path} ${version}, elsewhere ${newest}`,
  );
  assert.deepEqual(older, [], 'node test/interop/share-versions.ts makes them one');
});

test('an older version is told, but not one that a replacement stands in for, nor of what is left alone', () => {
  const peer = (folder: string, version: string, replace: readonly string[] = [], path = 'example.com/a') => ({
    folder,
    mod: {
      module: folder,
      require: [{ path, version, indirect: true }],
      replace: replace.map((old) => ({ old: { path: old, version: '' }, by: { path: old, version: 'v1.0.0' } })),
      exclude: [],
      retract: [],
      tool: [],
      ignore: [],
      godebug: [],
    },
  });
  const newer = peer('newer', 'v1.10.0');
  assert.deepEqual(olderVersions([peer('older', 'v1.9.0'), newer]), [
    { folder: 'older', path: 'example.com/a', version: 'v1.9.0', newest: 'v1.10.0' },
  ]);
  assert.deepEqual(olderVersions([peer('replaced', 'v1.9.0', ['example.com/a']), newer]), []);
  const [one, other] = ['v1.9.0', 'v1.10.0'].map((version) => peer(version, version, [], 'github.com/sigstore/a'));
  assert.ok(one !== undefined && other !== undefined);
  assert.deepEqual(olderVersions([one, other]), []);
});
