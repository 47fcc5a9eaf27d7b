// Layers that two readers see differently: as tar streams, as file systems, by a table of contents.
import { createHash } from 'node:crypto';
import { encodeUtf8 } from '../../../src/formats/utf8.ts';
import { DEFAULT_INSPECT_LIMITS } from '../../../src/judge/inspect/layout.ts';
import { type Attack, type Attacks, type Draft, repack } from '../layout-draft.ts';
import { join, paxOf, type RawEntry, rawEntry, tarOf } from '../tar.ts';

const APP: RawEntry = { name: 'usr/bin/app', content: 'program' };

/** A layer with the program and these entries behind it; the twin has others in their place. */
function layer(title: string, entries: readonly RawEntry[], twin: readonly RawEntry[] = []): Attack {
  const put = (added: readonly RawEntry[]) => (p: Draft) => repack(p, tarOf([APP, ...added]));
  return [title, put(entries), { twin: put(twin) }];
}

/** Two layers, the upper one with these entries. */
function upper(title: string, entries: readonly RawEntry[], twin: readonly RawEntry[]): Attack {
  const put = (added: readonly RawEntry[]) => (p: Draft) => twoLayers(p, LOWER, added);
  return [title, put(entries), { twin: put(twin) }];
}

const LOWER: readonly RawEntry[] = [APP, { name: 'a/x' }, { name: 'a/y' }];

function twoLayers(p: Draft, lower: readonly RawEntry[], over: readonly RawEntry[]): void {
  repack(p, tarOf(over));
  const first = tarOf(lower);
  const digest = `sha256:${createHash('sha256').update(first).digest('hex')}`;
  p.files.set(`blobs/sha256/${digest.slice(7)}`, first);
  p.lower.push({ mediaType: 'application/vnd.oci.image.layer.v1.tar', digest, size: first.length });
  p.config.rootfs.diff_ids.unshift(digest);
  p.config.history.push({ created_by: 'x' });
}

/** A tar whose bytes are made by hand. */
const raw = (title: string, tar: Uint8Array, twin: Uint8Array): Attack => [
  title,
  (p) => repack(p, tar),
  { twin: (p) => repack(p, twin) },
];

const good = tarOf([APP]);
const header = (type: string, content: string): RawEntry => ({ name: 'x', type, content });
const at = (start: number, bytes: Uint8Array): Uint8Array => {
  const copy = Uint8Array.from(good);
  copy.set(bytes, start);
  return copy;
};

/** A layer with a table of contents that readers may take in place of its tar. */
function stargz(p: Draft, change: { readonly size?: number; readonly digest?: string; readonly toc?: string }): void {
  const digest = `sha256:${createHash('sha256').update('program').digest('hex')}`;
  const entry = { name: 'usr/bin/app', type: 'reg', size: change.size ?? 7, digest };
  const toc = encodeUtf8(change.toc ?? JSON.stringify({ version: 1, entries: [entry] }));
  repack(p, tarOf([APP, { name: 'stargz.index.json', content: toc }]));
  const own = `sha256:${createHash('sha256').update(toc).digest('hex')}`;
  p.layerMembers.annotations = { 'containerd.io/snapshot/stargz/toc.digest': change.digest ?? own };
}

export const LAYER_ATTACKS: Attacks = {
  LAYER_TAR: raw('a header with a wrong checksum', at(0, encodeUtf8('X')), good),
  LAYER_TAR_TRUNCATED: raw('a tar that ends inside of a file', good.subarray(0, 700), good),
  LAYER_TAR_LIMIT: [
    'more entries than are read',
    (p) => repack(p, tarOf([APP, { name: 'a' }, { name: 'b' }])),
    {
      options: {
        limits: { ...DEFAULT_INSPECT_LIMITS, reading: { ...DEFAULT_INSPECT_LIMITS.reading, maxEntries: 2 } },
      },
    },
  ],
  LAYER_TAR_END: raw(
    'an entry behind the end mark',
    join([good, rawEntry({ name: 'etc/cron.d/x' }), new Uint8Array(1024)]),
    join([good, new Uint8Array(1024)]),
  ),
  LAYER_TAR_UNMARKED: raw('a tar without an end mark', tarOf([APP], new Uint8Array()), good),
  LAYER_ZERO_BLOCK: raw(
    'one block of zeros between entries',
    join([rawEntry(APP), new Uint8Array(512), tarOf([{ name: 'x' }])]),
    tarOf([APP, { name: 'x' }]),
  ),
  LAYER_PAX: layer('a record that does not fit its length', [header('x', '99 path=a\n'), { name: 'b' }]),
  LAYER_PAX_DUPLICATE: layer(
    'a record that stands twice',
    [header('x', '9 path=a\n9 path=b\n'), { name: 'c' }],
    [header('x', '9 path=b\n'), { name: 'c' }],
  ),
  LAYER_PAX_LIMIT: layer(
    'a flood of records',
    [header('x', paxOf(Object.fromEntries(Array.from({ length: 5000 }, (_, i) => [`u.k${i}`, ''])))), { name: 'c' }],
    [header('x', paxOf({ 'u.k1': '' })), { name: 'c' }],
  ),
  LAYER_TWO_HEADERS: layer(
    'two extended headers of one entry',
    [header('x', '9 path=a\n'), header('x', '9 path=b\n'), { name: 'c' }],
    [header('x', '9 path=a\n'), { name: 'c' }],
  ),
  LAYER_TWO_NAMES: layer(
    'a PAX name and a GNU name',
    [header('x', '9 path=a\n'), header('L', 'b\0'), { name: 'c' }],
    [header('L', 'b\0'), { name: 'c' }],
  ),
  LAYER_TWO_SIZES: layer(
    'a size in the header and another one before it',
    [header('x', paxOf({ size: '2' })), { name: 'a', content: 'xyz' }],
    [header('x', paxOf({ size: '3' })), { name: 'a', content: 'xyz' }],
  ),
  LAYER_GLOBAL_HEADER: layer(
    'a global header that names every file',
    [header('g', '9 path=a\n'), { name: 'b' }],
    [header('g', paxOf({ comment: 'x' })), { name: 'b' }],
  ),
  LAYER_SPARSE: layer(
    'a sparse map of GNU',
    [header('x', paxOf({ 'GNU.sparse.major': '1' })), { name: 'a' }],
    [{ name: 'a' }],
  ),
  LAYER_OVERLAY: layer(
    'a folder that is opaque for overlayfs alone',
    [{ name: 'a/', type: '5', pax: { 'SCHILY.xattr.trusted.overlay.opaque': 'y' } }],
    [{ name: 'a/', type: '5', pax: { 'SCHILY.xattr.user.note': 'y' } }],
  ),
  LAYER_ENTRY_TYPE: layer('an entry of an unknown type', [{ name: 'a', type: 'Z' }], [{ name: 'a' }]),
  LAYER_ENTRY_SIZE: layer('a folder with a size', [{ name: 'a/', type: '5', size: 512 }], [{ name: 'a/', type: '5' }]),
  LAYER_ENTRY_NAME: layer('a link without a target', [{ name: 'a', type: '2' }], [{ name: 'a', type: '2', link: 'b' }]),
  LAYER_PATH: layer('an entry that climbs out', [{ name: '../../etc/cron.d/x' }], [{ name: '..x/etc' }]),
  LAYER_PATH_LENGTH: layer(
    'a path of 5000 characters',
    [{ name: 'x', pax: { path: `${'y/'.repeat(2500)}z` } }],
    [{ name: 'x', pax: { path: `${'y/'.repeat(100)}z` } }],
  ),
  LAYER_ROOT: layer('a root that is a link', [{ name: '.', type: '2', link: '/etc' }], [{ name: './', type: '5' }]),
  LAYER_DUPLICATE: layer(
    'two entries for one path',
    [{ name: './usr/bin/app', content: 'b' }],
    [{ name: './usr/bin/b' }],
  ),
  LAYER_UNDER_LINK: layer(
    'a file below a link',
    [{ name: 'lib', type: '2', link: 'usr' }, { name: 'lib/x' }],
    [{ name: 'lib', type: '2', link: 'usr' }, { name: 'usr/x' }],
  ),
  LAYER_UNDER_FILE: layer('a file below a file', [{ name: 'a' }, { name: 'a/b' }], [{ name: 'a' }, { name: 'b/b' }]),
  LAYER_NAME_UNICODE: layer(
    'two names that macOS takes for one',
    [{ name: '\u00e9' }, { name: 'e\u0301' }],
    [{ name: '\u00e9' }, { name: '\u00e8' }],
  ),
  LAYER_NAME_NOT_UTF8: layer(
    'a name in Latin-1',
    [{ name: 'x', type: 'x', content: new Uint8Array(Buffer.from('9 path=\xe9\n', 'latin1')) }, { name: 'a' }],
    [{ name: 'x', type: 'x', content: '11 path=\u00e9\n' }, { name: 'a' }],
  ),
  LAYER_WHITEOUT: layer('a whiteout of nothing', [{ name: 'a/.wh.' }], [{ name: 'a/.wh.b' }]),
  LAYER_WHITEOUT_FORM: layer('a whiteout with content', [{ name: 'a/.wh.b', content: 'x' }], [{ name: 'a/.wh.b' }]),
  LAYER_WHITEOUT_OWN: layer(
    'a whiteout of its own layer',
    [{ name: 'a/b' }, { name: 'a/.wh.b' }],
    [{ name: 'a/b' }, { name: 'a/.wh.c' }],
  ),
  LAYER_WHITEOUT_BELOW: layer('a folder named like a whiteout', [{ name: '.wh.a/b' }], [{ name: 'wh.a/b' }]),
  LAYER_WHITEOUT_REMADE: upper(
    'a folder in the place of one that is hidden',
    [{ name: '.wh.a' }, { name: 'a/', type: '5' }],
    [{ name: 'a/', type: '5' }],
  ),
  LAYER_OPAQUE_LATE: upper(
    'an opaque whiteout behind its siblings',
    [{ name: 'a/z' }, { name: 'a/.wh..wh..opq' }],
    [{ name: 'a/.wh..wh..opq' }, { name: 'a/z' }],
  ),
  LAYER_OPAQUE_DEEP: upper(
    'an opaque whiteout behind an entry of a folder that only its path implies',
    [{ name: 'a/b/c' }, { name: 'a/.wh..wh..opq' }],
    [{ name: 'a/.wh..wh..opq' }, { name: 'a/b/c' }],
  ),
  LAYER_OPAQUE_ROOT: upper(
    'an opaque whiteout of the root',
    [{ name: '.wh..wh..opq' }, APP],
    [{ name: 'a/.wh..wh..opq' }, APP],
  ),
  LAYER_LINK: layer(
    'a hard link to nothing',
    [{ name: 'a', type: '1', link: 'b' }],
    [{ name: 'a', type: '1', link: APP.name }],
  ),
  LAYER_LINK_MODE: layer(
    'a hard link that takes the execute permission away',
    [{ name: 'a', type: '1', link: APP.name, mode: 0o644 }],
    [{ name: 'a', type: '1', link: APP.name, mode: 0o755 }],
  ),
  LAYER_LINK_SETUID: layer(
    'a hard link that makes its file setuid',
    [{ name: 'a', type: '1', link: APP.name, mode: 0o4755 }],
    [{ name: 'a', type: '1', link: APP.name, mode: 0o755 }],
  ),
  LAYER_PASSWD_TOO_LARGE: layer(
    'an /etc/passwd of 11 MiB',
    [{ name: 'etc/passwd', content: new Uint8Array(11 * 2 ** 20) }],
    [{ name: 'etc/passwd', content: 'root:x:0:0::/:\n' }],
  ),
  LAYER_TOC_MALFORMED: [
    'a table of contents that is no JSON',
    (p) => stargz(p, { toc: '{' }),
    { twin: (p) => stargz(p, {}) },
  ],
  LAYER_TOC_DIGEST: [
    'a table of contents with another digest',
    (p) => stargz(p, { digest: `sha256:${'5'.repeat(64)}` }),
    { twin: (p) => stargz(p, {}) },
  ],
  LAYER_TOC_MISMATCH: [
    'a table of contents that says another size',
    (p) => stargz(p, { size: 8 }),
    { twin: (p) => stargz(p, {}) },
  ],
};
