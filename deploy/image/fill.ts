// Puts Twinseal as its package ships it, with the packages that its lock file names for production, into a folder, and writes an SBOM of
// these, of Node.js and of the Debian packages beside them.
//   node deploy/image/fill.ts FOLDER CPU SBOM DEBS VERSION
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

interface LockedPackage {
  readonly version?: string;
  readonly dev?: boolean;
  readonly devOptional?: boolean;
  readonly license?: string;
  readonly integrity?: string;
}
interface SpdxPackage {
  readonly name: string;
  readonly versionInfo: string;
  readonly licenseDeclared: string;
  readonly checksums: readonly object[];
  readonly purl: string;
}

const [folder = '', cpu = '', sbom = '', debs = '', version = ''] = process.argv.slice(2);
const root = join(import.meta.dirname, '..', '..');
const read = <T>(path: string): T => JSON.parse(readFileSync(join(root, path), 'utf8')) as T;

const { files } = read<{ readonly files: readonly string[] }>('package.json');
for (const name of ['package.json', ...files.map((each) => each.replace(/\/\*.*$/, ''))]) {
  mkdirSync(dirname(join(folder, name)), { recursive: true });
  cpSync(join(root, name), join(folder, name), { recursive: true });
}
const { packages } = read<{ readonly packages: Readonly<Record<string, LockedPackage>> }>('package-lock.json');
const found: SpdxPackage[] = [];
for (const [path, { version: own = '', dev, devOptional, license, integrity }] of Object.entries(packages)) {
  // A nested package comes along with the one that holds it.
  const name = path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length);
  const other = name.startsWith('node-linux-') && name !== `node-linux-${cpu}`;
  if (path === '' || dev === true || devOptional === true || other || !existsSync(join(root, path))) continue;
  if (path.lastIndexOf('node_modules/') === 0) cpSync(join(root, path), join(folder, path), { recursive: true });
  const sha512 = /^sha512-(.+)$/.exec(integrity ?? '')?.[1];
  found.push({
    name,
    versionInfo: own,
    licenseDeclared: /^[A-Za-z0-9.+-]+$/.test(license ?? '') ? (license ?? '') : 'NOASSERTION',
    checksums:
      sha512 === undefined
        ? []
        : [{ algorithm: 'SHA512', checksumValue: Buffer.from(sha512, 'base64').toString('hex') }],
    purl: `pkg:npm/${name.replace('@', '%40')}@${own}`,
  });
}
for (const file of readdirSync(debs).toSorted()) {
  const field = (name: string) =>
    execFileSync('dpkg-deb', ['--field', join(debs, file), name], { encoding: 'utf8' }).trim();
  const sha256 = createHash('sha256')
    .update(readFileSync(join(debs, file)))
    .digest('hex');
  found.push({
    name: field('Package'),
    versionInfo: field('Version'),
    licenseDeclared: 'NOASSERTION',
    checksums: [{ algorithm: 'SHA256', checksumValue: sha256 }],
    purl: `pkg:deb/debian/${field('Package')}@${encodeURIComponent(field('Version'))}?arch=${field('Architecture')}`,
  });
}
const purlRef = (purl: string) => ({
  referenceCategory: 'PACKAGE-MANAGER',
  referenceType: 'purl',
  referenceLocator: purl,
});
const created = new Date(Number(process.env.SOURCE_DATE_EPOCH ?? 0) * 1000).toISOString().replace('.000Z', 'Z');
const contents = createHash('sha256').update(JSON.stringify(found)).digest('hex');
const image = {
  SPDXID: 'SPDXRef-image',
  name: 'twinseal',
  versionInfo: version,
  downloadLocation: 'NOASSERTION',
  filesAnalyzed: false,
  licenseDeclared: 'Apache-2.0',
  licenseConcluded: 'NOASSERTION',
  copyrightText: 'NOASSERTION',
  externalRefs: [purlRef(`pkg:generic/twinseal@${version}`)],
};
const document = {
  spdxVersion: 'SPDX-2.3',
  dataLicense: 'CC0-1.0',
  SPDXID: 'SPDXRef-DOCUMENT',
  name: `twinseal ${version}`,
  documentNamespace: `https://twinseal.dev/spdx/image/${version}/${contents}`,
  creationInfo: { created, creators: [`Tool: twinseal-image-${version}`] },
  packages: [
    image,
    ...found.map(({ purl, checksums, ...each }, at) => ({
      ...each,
      SPDXID: `SPDXRef-${at}`,
      downloadLocation: 'NOASSERTION',
      filesAnalyzed: false,
      licenseConcluded: 'NOASSERTION',
      copyrightText: 'NOASSERTION',
      ...(checksums.length > 0 && { checksums }),
      externalRefs: [purlRef(purl)],
    })),
  ],
  relationships: [
    { spdxElementId: 'SPDXRef-DOCUMENT', relationshipType: 'DESCRIBES', relatedSpdxElement: 'SPDXRef-image' },
    ...found.map((_, at) => ({
      spdxElementId: 'SPDXRef-image',
      relationshipType: 'CONTAINS',
      relatedSpdxElement: `SPDXRef-${at}`,
    })),
  ],
};
writeFileSync(sbom, `${JSON.stringify(document, null, 1)}\n`);
