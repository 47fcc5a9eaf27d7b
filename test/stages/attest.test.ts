import assert from 'node:assert/strict';
import { test } from 'node:test';
import { digestEncoded, sha256Digest } from '../../src/formats/digest.ts';
import { parseStatement, type Statement, serialiseStatement } from '../../src/formats/in-toto.ts';
import type { JsonObject, JsonValue } from '../../src/formats/json/value.ts';
import { validateAgainst } from '../../src/formats/schema/validate.ts';
import { TwinsealError } from '../../src/records/twinseal-error.ts';
import { provenanceStatement } from '../../src/seal/attest/provenance.ts';
import { spdxStatement } from '../../src/seal/attest/spdx-statement.ts';
import { twinProofStatement } from '../../src/seal/attest/twin-proof.ts';
import { composeSbom } from '../../src/seal/sbom/compose-sbom.ts';
import { attestInput } from '../support/attest-input.ts';
import { memoryBlob } from '../support/memory-blob.ts';

const BUILDER = { id: 'https://example.com/builder', version: '0.1.0' };
const plain = (value: unknown) => JSON.parse(JSON.stringify(value));
const reread = (statement: Statement) => plain(parseStatement(serialiseStatement(statement)));

test('the subjects are the index and every platform manifest', async () => {
  const { plan, side, result, image } = await attestInput();
  const expected = [image.index, ...image.platforms.map((each) => each.manifest)].map((each) => ({
    sha256: digestEncoded(each.descriptor.digest),
  }));
  for (const statement of [
    provenanceStatement({ plan, side: side('a'), image, builder: BUILDER }),
    await twinProofStatement(result, image, 'app'),
  ]) {
    assert.deepEqual(
      reread(statement).subject.map((each: { digest: unknown }) => each.digest),
      expected,
    );
    assert.equal(reread(statement)._type, 'https://in-toto.io/Statement/v1');
  }
});

test('each side has a provenance of its own: same subjects and parameters, other invocation', async () => {
  const { plan, side, image } = await attestInput();
  const [a, b] = (['a', 'b'] as const).map((name) =>
    reread(provenanceStatement({ plan, side: side(name), image, builder: BUILDER })),
  );
  assert.equal(a.predicateType, 'https://slsa.dev/provenance/v1');
  assert.deepEqual(a.subject, b.subject);
  const [left, right] = [a.predicate, b.predicate];
  assert.deepEqual(left.buildDefinition.externalParameters, right.buildDefinition.externalParameters);
  assert.deepEqual(left.buildDefinition.externalParameters, {
    source: {
      module: 'example.com/app',
      uri: 'https://example.com/app',
      revision: plan.source.metadata.revision?.value,
    },
    mains: ['./cmd/app'],
    platforms: ['linux/amd64'],
    levels: { 'linux/amd64': { GOAMD64: 'v1' } },
    flags: { tags: ['netgo'], ldflags: ['-X main.version={{.Version}}'], gcflags: [], experiments: [], pgo: 'auto' },
    strip: false,
    debug: 'keep',
    prepare: [['go', 'run', './gen']],
  });
  assert.equal(left.runDetails.metadata.invocationId, 'id-a');
  assert.equal(right.runDetails.metadata.invocationId, 'id-b');
  assert.equal(right.buildDefinition.internalParameters.observed.hostname, 'host-b');
  assert.deepEqual(left.runDetails.builder, { id: BUILDER.id, version: { twinseal: '0.1.0' } });
});

test('dependencies are commit, tree, go.mod, go.sum, vendor, toolchain and base, each by digest', async () => {
  const { plan, side, image } = await attestInput();
  const base = { name: './base', digest: sha256Digest(new Uint8Array(9)), platforms: [] };
  const { predicate } = reread(provenanceStatement({ plan, side: side('a'), image, builder: BUILDER, base }));
  const found = predicate.buildDefinition.resolvedDependencies;
  assert.deepEqual(
    found.map((each: { name: string }) => each.name),
    [
      'source',
      'source tree listing',
      'go.mod',
      'go.sum',
      'vendor tree listing',
      'go1.26.8 go',
      'go1.26.8 link',
      'github.com/BurntSushi/toml@v1.5.0',
      'base image',
    ],
  );
  assert.deepEqual(found[0], {
    name: 'source',
    uri: `git+https://example.com/app@${plan.source.vcs?.revision}`,
    digest: { gitCommit: plan.source.vcs?.revision },
    annotations: { dirty: false },
  });
  assert.ok(found.every((each: { digest: object }) => Object.keys(each.digest).length === 1));
});

test('modules are dependencies by the h1 of their zips, which says whether it was compared', async () => {
  const { plan, side, image } = await attestInput();
  const modulesOf = (changed: typeof plan) =>
    reread(
      provenanceStatement({ plan: changed, side: side('a'), image, builder: BUILDER }),
    ).predicate.buildDefinition.resolvedDependencies.filter(({ uri }: { uri?: string }) =>
      uri?.startsWith('pkg:golang/'),
    );
  const h1 = plan.source.modules[0]?.h1 ?? '';
  const toml = {
    name: 'github.com/BurntSushi/toml@v1.5.0',
    uri: 'pkg:golang/github.com/BurntSushi/toml@v1.5.0',
    digest: { dirHash: Buffer.from(h1.slice(3), 'base64').toString('hex') },
    annotations: { authenticated: true },
  };
  assert.deepEqual(modulesOf(plan), [toml]);
  const named = { path: 'github.com/BurntSushi/toml', version: 'v1.5.0', outcome: 'unauthenticated' as const };
  const other = { ...plan, modules: { ...plan.modules, others: [named] } };
  assert.deepEqual(modulesOf(other), [{ ...toml, annotations: { authenticated: false } }]);
  const nothing = { ...plan, modules: { outcome: 'unauthenticated' as const, authenticated: 0, others: [] } };
  assert.deepEqual(modulesOf(nothing), [{ ...toml, annotations: { authenticated: false } }]);
  const module = 'golang.org/toolchain@v0.0.1-go1.26.8.linux-amd64';
  const go = { ...plan.toolchains.a, authenticity: { outcome: 'authenticated' as const, module, h1 } };
  const published = modulesOf({ ...plan, toolchains: { a: go, b: go } });
  assert.deepEqual(published[1], { ...toml, name: module, uri: `pkg:golang/${module}` });
});

test('a claimed revision is a parameter and no resolved dependency', async () => {
  const { plan, side, image } = await attestInput();
  const revision = { value: 'f'.repeat(40), origin: 'claimed' as const };
  const claimed = { ...plan, source: { ...plan.source, metadata: { ...plan.source.metadata, revision } } };
  const { predicate } = reread(provenanceStatement({ plan: claimed, side: side('a'), image, builder: BUILDER }));
  assert.equal(predicate.buildDefinition.externalParameters.source.revision, revision.value);
  assert.ok(!JSON.stringify(predicate.buildDefinition.resolvedDependencies).includes(revision.value));
});

test('the twin proof fits its schema and cites both invocations', async () => {
  const { result, image } = await attestInput();
  const statement = reread(await twinProofStatement(result, image, 'app'));
  assert.equal(statement.predicateType, 'https://twinseal.dev/twin-proof/v1');
  assert.deepEqual(await validateAgainst('twin-proof', statement.predicate), []);
  assert.deepEqual(statement.predicate, plain(result));
  assert.deepEqual(
    [statement.predicate.sides.a.invocationId, statement.predicate.sides.b.invocationId],
    ['id-a', 'id-b'],
  );
});

test('the schema is closed at every depth, and each member that it requires is required', async () => {
  const { result } = await attestInput();
  const good = plain(result) as JsonObject;
  const objects: readonly string[][] = [
    [],
    ['source'],
    ['toolchain'],
    ['toolchain', 'authenticity'],
    ['toolchain', 'authenticity', 'head'],
    ['modules'],
    ['modules', 'head'],
    ['modules', 'others', '0'],
    ['conditions', '0'],
    ['sides'],
    ['sides', 'a'],
    ['sides', 'a', 'isolation'],
    ['sides', 'b', 'binaries', '0'],
    ['binaries', '0'],
    ['assembly'],
  ];
  for (const path of objects) {
    const spoilt = structuredClone(good) as unknown as Record<string, JsonValue>;
    let at: Record<string, JsonValue> = spoilt;
    for (const name of path) at = at[name] as Record<string, JsonValue>;
    at.stranger = 1;
    assert.equal((await validateAgainst('twin-proof', spoilt))[0]?.keyword, 'additionalProperties', path.join('/'));
    delete at.stranger;
    const optional = ['dirty', 'why', 'vendorDigest', 'goSumDigest', 'revision', 'modules', 'unlisted'];
    optional.push('authenticity', 'module', 'h1', 'head', 'differences');
    for (const name of Object.keys(at).filter((each) => !optional.includes(each))) {
      const { [name]: kept, ...rest } = at;
      delete at[name];
      assert.equal((await validateAgainst('twin-proof', spoilt))[0]?.keyword, 'required', [...path, name].join('/'));
      Object.assign(at, rest, { [name]: kept });
    }
  }
  assert.notDeepEqual(await validateAgainst('twin-proof', { ...good, outcome: 'different' }), []);
});

test('a result that contradicts itself, its schema or the image is never attested', async () => {
  const { result, image } = await attestInput();
  const refused = (changed: typeof result) =>
    assert.rejects(
      twinProofStatement(changed, image, 'app'),
      (error) => error instanceof TwinsealError && error.code === 'INTERNAL',
    );
  const other = result.binaries.map((each) => ({ ...each, digest: sha256Digest(new Uint8Array(7)) }));
  await refused({ ...result, binaries: other });
  await refused({ ...result, sides: { ...result.sides, b: { ...result.sides.b, binaries: other } } });
  await refused({ ...result, binaries: [] });
  await refused({ ...result, assembly: { ...result.assembly, profile: 2 } });
  await refused({ ...result, sides: { ...result.sides, a: { ...result.sides.a, startedOn: 'yesterday' } } });
  const [binary] = result.binaries;
  assert.ok(binary !== undefined);
  await refused({ ...result, debug: [{ ...binary, name: 'other', buildId: 'abcd' }] });
  await refused({ ...result, debug: [{ ...binary, buildId: 'ABCD' }] });
});

test('debug files that were split off stand in the proof and among the byproducts of each side', async () => {
  const { plan, side, image, result } = await attestInput();
  const content = memoryBlob(new Uint8Array(9));
  const debug = { content, buildId: 'abcd', name: 'abcd.debug', wholeSize: 99 };
  const binaries = side('a').binaries.map((binary) => ({ ...binary, debug }));
  const { predicate } = reread(
    provenanceStatement({ plan, side: { ...side('a'), binaries }, image, builder: BUILDER }),
  );
  assert.deepEqual(
    predicate.runDetails.byproducts.map(({ name }: { readonly name: string }) => name),
    binaries.flatMap(({ platform, name }) => [`${platform} ${name}`, `${platform} ${name} debug file`]),
  );
  const named = result.binaries.map(({ platform, name }) => ({
    platform,
    name,
    digest: content.digest,
    size: content.size,
    buildId: 'abcd',
  }));
  const proof = reread(await twinProofStatement({ ...result, debug: named }, image, 'app'));
  assert.deepEqual(proof.predicate.debug, named);
});

test('an SBOM is about its own image and the index, and about no other child', async () => {
  const { request, image, platform } = await attestInput();
  const sbom = composeSbom(request);
  const statement = reread(spdxStatement(sbom, image, platform, 'app'));
  assert.equal(statement.predicateType, 'https://spdx.dev/Document');
  assert.equal(statement.predicate.spdxVersion, 'SPDX-2.3');
  assert.deepEqual(
    statement.subject.map((each: { digest: { sha256: string } }) => each.digest.sha256),
    [image.index, platform.manifest].map((each) => digestEncoded(each.descriptor.digest)),
  );
});
