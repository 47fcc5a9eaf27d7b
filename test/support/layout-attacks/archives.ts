// Broken archives of a good layout.
import { gzipSync } from 'node:zlib';
import type { Attack, Attacks, Draft } from '../layout-draft.ts';
import { join, type RawEntry, rawEntry, tarOf } from '../tar.ts';

type Pack = NonNullable<Draft['archive']>;

/** An archive that differs from a good one in the way that `pack` says. */
const packed = (title: string, pack: Pack, twin: Pack = (entries) => tarOf(entries)): Attack => [
  title,
  (p) => {
    p.archive = pack;
  },
  {
    twin: (p) => {
      p.archive = twin;
    },
  },
];

const more =
  (entry: RawEntry): Pack =>
  (entries) =>
    tarOf([...entries, entry]);
const index = { name: 'index.json', content: '{"schemaVersion":2,"manifests":[]}' };

export const ARCHIVE_ATTACKS: Attacks = {
  ARCHIVE_TAR: packed('an archive with a wrong checksum', (entries) => {
    const tar = tarOf(entries);
    tar[0] = (tar[0] ?? 0) ^ 1;
    return tar;
  }),
  ARCHIVE_DOCUMENT: packed('a JSON document in the place of an archive', () => Buffer.from(index.content)),
  ARCHIVE_DOCKER: packed('an archive of docker save', () =>
    tarOf([
      { name: 'manifest.json', content: '[{"Config":"c.json","RepoTags":["app:v1"],"Layers":["l/layer.tar"]}]' },
      { name: 'repositories', content: '{}' },
      { name: 'l/layer.tar', content: '' },
    ]),
  ),
  ARCHIVE_COMPRESSED: packed('an archive that is compressed', (entries) => new Uint8Array(gzipSync(tarOf(entries)))),
  ARCHIVE_TRUNCATED: packed('an archive that is cut short', (entries) => tarOf(entries).subarray(0, -1500)),
  ARCHIVE_PATH: packed(
    'an entry that climbs out of the archive',
    more({ name: '../../etc/cron.d/x' }),
    more({ name: 'a/..b' }),
  ),
  ARCHIVE_DUPLICATE: packed('a second index.json', more(index), more({ ...index, name: 'index.json.bak' })),
  ARCHIVE_LINK: packed('a blob that is a link', (entries) =>
    tarOf(entries.map((entry) => (entry.name.startsWith('blobs/') ? linked(entry) : entry))),
  ),
  ARCHIVE_SPECIAL_FILE: packed('a device', more({ name: 'null', type: '3' }), more({ name: 'null' })),
  ARCHIVE_TRAILING: packed(
    'blobs behind the end mark',
    (entries) => join([tarOf(entries), rawEntry({ name: `blobs/sha256/${'5'.repeat(64)}` }), new Uint8Array(1024)]),
    (entries) => join([tarOf(entries), new Uint8Array(8192)]),
  ),
  ARCHIVE_UNMARKED: packed('an archive without an end mark', (entries) => tarOf(entries, new Uint8Array())),
  ARCHIVE_LIMIT: packed('an archive with more entries than are read', (entries) => {
    const one = rawEntry({ name: 'x/', type: '5' });
    const flood = new Uint8Array(100_001 * one.length);
    for (let at = 0; at < flood.length; at += one.length) flood.set(one, at);
    return join([flood, tarOf(entries)]);
  }),
};

function linked({ name }: RawEntry): RawEntry {
  return { name, type: '2', link: '/etc/passwd' };
}
