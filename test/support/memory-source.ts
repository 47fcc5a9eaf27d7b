import { sha256Digest } from '../../src/formats/digest.ts';
import { encodeUtf8 } from '../../src/formats/utf8.ts';
import type { SourceImporter } from '../../src/ports/source-importer.ts';
import type { ImportedTree } from '../../src/records/imported-tree.ts';

/** A source tree in memory with the importer that reads it. */
export function memorySource(files: Readonly<Record<string, string>>): {
  readonly tree: ImportedTree;
  readonly importer: SourceImporter;
} {
  const tree: ImportedTree = {
    folder: 'memory',
    treeDigest: sha256Digest(encodeUtf8(JSON.stringify(files))),
    leftOut: [],
    files: Object.entries(files).map(([path, text]) => {
      const bytes = encodeUtf8(text);
      return { path, size: bytes.length, sha256: sha256Digest(bytes).slice('sha256:'.length), executable: false };
    }),
  };
  const importer: SourceImporter = {
    importTree: async () => tree,
    readFile: async (_tree, path) => (files[path] === undefined ? undefined : encodeUtf8(files[path])),
  };
  return { tree, importer };
}
