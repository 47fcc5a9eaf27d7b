import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sha256Digest } from '../../src/formats/digest.ts';
import { parseJson } from '../../src/formats/json/parse.ts';
import { NOASSERTION, type SpdxDocument } from '../../src/formats/spdx/document.ts';
import type { SourceLock } from '../../src/records/source-lock.ts';
import { composeSbom } from '../../src/seal/sbom/compose-sbom.ts';
import { builtBinary } from '../support/pack-request.ts';
import { LOCK, SOURCE, sbomRequest } from '../support/sbom-request.ts';

async function sbom(lock?: SourceLock, source?: Readonly<Record<string, string>>): Promise<SpdxDocument> {
  return parseJson(composeSbom(await sbomRequest(lock, source)).bytes) as unknown as SpdxDocument;
}
const named = (document: SpdxDocument, name: string, purpose?: string) =>
  document.packages.find(
    (each) => each.name === name && (purpose === undefined || each.primaryPackagePurpose === purpose),
  ) ?? assert.fail(name);
const purlOf = (document: SpdxDocument, name: string) =>
  named(document, name).externalRefs?.find((reference) => reference.referenceType === 'purl')?.referenceLocator;

test('golden: the document of a fixed request has fixed bytes, and its descriptor names them', async () => {
  const { bytes, descriptor } = composeSbom(await sbomRequest());
  assert.equal(descriptor.digest, sha256Digest(bytes));
  assert.equal(descriptor.size, bytes.length);
  assert.equal(descriptor.mediaType, 'application/spdx+json');
  assert.equal(descriptor.digest, 'sha256:5931d3e3e9e0a814253c2cac51c81457274a918c6647072f86c61894a954b8c0');
});

test('the image, its index, the program, the source, each module, library and toolchain are there', async () => {
  const document = await sbom();
  assert.deepEqual(
    document.packages.map((each) => `${each.primaryPackagePurpose} ${each.name} ${each.versionInfo}`),
    [
      'CONTAINER app 1.2.3',
      'CONTAINER app 1.2.3',
      'APPLICATION app 1.2.3',
      'SOURCE example.com/app 1.2.3',
      'LIBRARY github.com/BurntSushi/toml v1.5.0',
      'LIBRARY golang.org/x/text v0.31.0',
      'LIBRARY stdlib 1.26.8',
      'APPLICATION go 1.26.8',
    ],
  );
  assert.equal(purlOf(document, 'github.com/BurntSushi/toml'), 'pkg:golang/github.com/BurntSushi/toml@v1.5.0');
  assert.equal(purlOf(document, 'example.com/app'), 'pkg:golang/example.com/app@v1.2.3');
  assert.equal(purlOf(document, 'stdlib'), 'pkg:golang/stdlib@1.26.8');
});

test('relationships say what contains, comes from and depends on what', async () => {
  const document = await sbom();
  const name = new Map(document.packages.map((each) => [each.SPDXID, `${each.primaryPackagePurpose} ${each.name}`]));
  const image = document.packages[0]?.SPDXID ?? '';
  name.set(image, 'IMAGE');
  name.set('SPDXRef-DOCUMENT', 'DOCUMENT');
  const text = document.relationships.map(
    (each) => `${name.get(each.spdxElementId)} ${each.relationshipType} ${name.get(each.relatedSpdxElement)}`,
  );
  assert.deepEqual(text, [
    'DOCUMENT DESCRIBES IMAGE',
    'CONTAINER app CONTAINS IMAGE',
    'IMAGE VARIANT_OF CONTAINER app',
    'IMAGE CONTAINS APPLICATION app',
    'APPLICATION app GENERATED_FROM SOURCE example.com/app',
    'APPLICATION go BUILD_TOOL_OF APPLICATION app',
    'APPLICATION app DEPENDS_ON LIBRARY github.com/BurntSushi/toml',
    'APPLICATION app DEPENDS_ON LIBRARY golang.org/x/text',
    'APPLICATION app DEPENDS_ON LIBRARY stdlib',
    'SOURCE example.com/app DEPENDS_ON LIBRARY github.com/BurntSushi/toml',
    'SOURCE example.com/app DEPENDS_ON LIBRARY golang.org/x/text',
    'SOURCE example.com/app DEPENDS_ON LIBRARY stdlib',
  ]);
});

test('the program and the images have their digests as checksums', async () => {
  const request = await sbomRequest();
  const document = await sbom();
  const checksum = (at: number) => `sha256:${document.packages[at]?.checksums?.[0]?.checksumValue}`;
  assert.equal(checksum(0), request.platform.manifest.descriptor.digest);
  assert.equal(checksum(1), request.image.index.descriptor.digest);
  assert.equal(checksum(2), request.binaries[0]?.content.digest);
  assert.equal(document.packages[2]?.packageFileName, '/usr/local/bin/app');
});

test('an h1 is a reference that says what it is, never a checksum', async () => {
  const toml = named(await sbom(), 'github.com/BurntSushi/toml');
  const h1 = toml.externalRefs?.find((reference) => reference.referenceType === 'go-sum-h1');
  assert.equal(h1?.referenceLocator, LOCK.modules[0]?.h1);
  assert.match(h1?.comment ?? '', /a claim/);
  const hex = Buffer.from((LOCK.modules[0]?.h1 ?? '').slice(3), 'base64').toString('hex');
  assert.ok(toml.checksums?.every((each) => each.checksumValue !== hex));
});

test('licences come from the files, which are named; an unknown file leaves the whole open', async () => {
  const document = await sbom();
  const toml = named(document, 'github.com/BurntSushi/toml');
  assert.equal(toml.licenseConcluded, 'MIT');
  assert.match(toml.licenseComments ?? '', /^vendor\/github\.com\/BurntSushi\/toml\/COPYING \(sha256 [0-9a-f]{64}\)/);
  assert.equal(toml.copyrightText, 'Copyright (c) 2013 TOML authors');
  assert.equal(named(document, 'golang.org/x/text').licenseDeclared, 'BSD-3-Clause');
  const other = await sbom(LOCK, {
    ...SOURCE,
    'vendor/github.com/BurntSushi/toml/LICENSE-extra': 'Do as you are told.',
  });
  assert.equal(named(other, 'github.com/BurntSushi/toml').licenseConcluded, NOASSERTION);
  const { 'vendor/golang.org/x/text/LICENSE': _gone, ...without } = SOURCE;
  assert.equal(named(await sbom(LOCK, without), 'golang.org/x/text').licenseConcluded, NOASSERTION);
});

test('one other byte in a vendored file changes that checksum and no other', async () => {
  const [before, after] = [
    await sbom(),
    await sbom(LOCK, { ...SOURCE, 'vendor/golang.org/x/text/unicode/norm/norm.go': 'x' }),
  ];
  const changed = before.packages.filter(
    (each, index) => JSON.stringify(each.checksums) !== JSON.stringify(after.packages[index]?.checksums),
  );
  assert.deepEqual(
    changed.map((each) => each.name),
    ['golang.org/x/text'],
  );
  assert.notEqual(before.documentNamespace, after.documentNamespace);
});

test('a module below the path of another has its own files', async () => {
  const request = await sbomRequest();
  const nested = { path: 'golang.org/x/text/unicode', version: 'v1.0.0', packages: [], explicit: true };
  const lock = { ...LOCK, modules: [...LOCK.modules, nested] };
  assert.equal(request.evidence.get('golang.org/x/text')?.fileCount, 2);
  const binary = builtBinary('linux/amd64', { size: 10 });
  const facts = { ...binary.facts, deps: [...binary.facts.deps, nested] };
  const { gatherModuleEvidence } = await import('../../src/seal/sbom/module-evidence.ts');
  const { modulesOf } = await import('../../src/seal/sbom/compose-sbom.ts');
  const { memorySource } = await import('../support/memory-source.ts');
  const { tree, importer } = memorySource(SOURCE);
  const call = { signal: new AbortController().signal, deadline: Number.POSITIVE_INFINITY };
  const evidence = await gatherModuleEvidence(
    tree,
    modulesOf(lock, [{ ...binary, facts }]),
    lock.module,
    importer,
    call,
  );
  assert.equal(evidence.get('golang.org/x/text')?.fileCount, 1);
  assert.equal(evidence.get('golang.org/x/text/unicode')?.fileCount, 1);
});

test('a replaced module is named as what is compiled, a folder has neither version nor package URL', async () => {
  const replace = (replacedBy: { readonly path: string; readonly version?: string }): SourceLock => ({
    ...LOCK,
    modules: LOCK.modules.map((each, index) => (index === 0 ? { ...each, replacedBy } : each)),
  });
  const fork = named(await sbom(replace({ path: 'github.com/me/toml', version: 'v1.5.1' })), 'github.com/me/toml');
  assert.equal(fork.versionInfo, 'v1.5.1');
  assert.equal(fork.externalRefs?.[0]?.referenceLocator, 'pkg:golang/github.com/me/toml@v1.5.1');
  const local = named(await sbom(replace({ path: './toml' })), 'github.com/BurntSushi/toml');
  assert.equal(local.versionInfo, undefined);
  assert.ok(local.externalRefs?.every((reference) => reference.referenceType !== 'purl'));
});

test('past a tag, or with changes, the source has no module version in its package URL', async () => {
  for (const change of [{ commitsSinceTag: 2 }, { dirty: true }] as const) {
    const vcs = LOCK.vcs === undefined ? assert.fail() : { ...LOCK.vcs, ...change };
    assert.equal(purlOf(await sbom({ ...LOCK, vcs }), 'example.com/app'), 'pkg:golang/example.com/app');
  }
});

test('a licence that the user claims in no known form is not passed on as one', async () => {
  const document = await sbom({ ...LOCK, metadata: { ...LOCK.metadata, licenses: 'do what you like' } });
  assert.equal(named(document, 'app', 'APPLICATION').licenseDeclared, NOASSERTION);
  assert.equal(named(document, 'example.com/app').licenseDeclared, 'Apache-2.0');
});
