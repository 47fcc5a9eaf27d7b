// What the peers cost to build.
import assert from 'node:assert/strict';
import { basename } from 'node:path';
import { test } from 'node:test';
import { olderVersions, readPeerModules } from '../interop/peer-modules.ts';

test('a module that several peers depend on has one version in all of them', () => {
  const peers = readPeerModules();
  assert.ok(peers.length > 15, `${peers.length} modules`);
  const older = olderVersions(peers).map(
    ({ folder, path, version, newest }) => `${basename(folder)}: ${path} ${version}, elsewhere ${newest}`,
  );
  assert.deepEqual(older, [], 'node test/interop/share-versions.ts makes them one');
});

test('an older version is told, but not one that a replacement stands in for', () => {
  const peer = (folder: string, version: string, replace: readonly string[] = []) => ({
    folder,
    mod: {
      module: folder,
      require: [{ path: 'example.com/a', version, indirect: true }],
      replace: replace.map((path) => ({ old: { path, version: '' }, by: { path, version: 'v1.0.0' } })),
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
});
