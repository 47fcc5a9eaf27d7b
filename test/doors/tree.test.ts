import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseCommandLine } from '../../src/doors/cli/parse.ts';
import { treeCommand } from '../../src/doors/cli/tree.ts';
import { sha256Digest } from '../../src/formats/digest.ts';
import type { ImageTree, TreeNode } from '../../src/records/image-tree.ts';

const leaf = { mediaType: 'application/vnd.oci.image.manifest.v1+json', size: 7, children: [], referrers: [] };
const node = (n: number, more: Partial<TreeNode>): TreeNode => ({
  ...leaf,
  digest: sha256Digest(new Uint8Array([n])),
  ...more,
});

async function shown(root: TreeNode): Promise<readonly string[]> {
  const tree: ImageTree = { apiVersion: 'twinseal.dev/image-tree/v1', place: './app.oci', root, notes: [] };
  let out = '';
  await treeCommand.run(
    parseCommandLine(treeCommand, ['app.oci']),
    { tree: async () => tree },
    {
      out: (text) => {
        out += text;
      },
      err: () => {},
      save: async () => {},
      mayWrite: async () => {},
      colours: false,
      quiet: false,
      progress: () => {},
      call: { signal: new AbortController().signal, deadline: Number.POSITIVE_INFINITY },
      version: async () => '0',
    },
  );
  return out.trimEnd().split('\n');
}

test('a tree shows platforms by name, and what a bundle is said to hold', async () => {
  const bundle = { artifactType: 'application/vnd.dev.sigstore.bundle.v0.3+json' };
  const signature = node(2, { ...bundle, predicateType: 'https://sigstore.dev/cosign/sign/v1' });
  const child = node(1, { platform: 'linux/arm64', referrers: [signature] });
  const lines = await shown(node(0, { children: [child] }));
  assert.equal(lines[0], './app.oci');
  assert.match(lines[2] ?? '', /^└── sha256:\S+ {2}linux\/arm64 {2}7 bytes$/);
  assert.match(
    lines[3] ?? '',
    /^ {4}└── attached sha256:\S+ {2}application\/vnd\S+ {2}https:\/\/sigstore\.dev\/\S+ {2}/,
  );
});

test('what a manifest says of itself cannot write to the terminal', async () => {
  const evil = 'x\u001b[2J\nallow: all';
  const lines = await shown(node(0, { referrers: [node(1, { artifactType: evil, predicateType: evil })] }));
  assert.equal(lines.length, 3);
  assert.doesNotMatch(lines.join(''), /\u001b/);
});
