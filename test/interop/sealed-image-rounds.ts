// Long, since it is one image and all that each peer says of it. Sealed by the program and judged by nobody of ours: cosign, notation,
// crane, oras, regctl and pyspdxtools, on a registry without and one with the referrers API. The quick suite has one part of the tests,
// the long one the rest.
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, test } from 'node:test';
import { parseStatement, type Statement } from '../../src/formats/in-toto.ts';
import type { Verdict } from '../../src/records/verdict.ts';
import { HELLO } from '../support/hello-module.ts';
import { type Attached, attachedIn, blobBytes, makeKeys, PLATFORMS, sealHello } from '../support/sealed-hello.ts';
import { twinseal } from '../support/twinseal-program.ts';
import { warmCaches } from '../support/warm-caches.ts';
import { notationHome } from './notation-home.ts';
import { peerOutput, runPeer, withoutPeers } from './peer.ts';
import { REGISTRIES } from './registry.ts';

const BUNDLE = 'application/vnd.dev.sigstore.bundle.v0.3+json';
const NOTATION = 'application/vnd.cncf.notary.signature';
const SPDX = 'application/spdx+json';
const TYPES = {
  sign: 'https://sigstore.dev/cosign/sign/v1',
  spdx: 'https://spdx.dev/Document',
  provenance: 'https://slsa.dev/provenance/v1',
  twin: 'https://twinseal.dev/twin-proof/v1',
} as const;

const root = mkdtempSync(join(tmpdir(), 'twinseal-sealed-'));
after(() => rmSync(root, { recursive: true, force: true }));
const keys = await makeKeys(join(root, 'keys'));
const strangers = await makeKeys(join(root, 'strangers'));
const { layout, revision, index, platforms, subjects } = await sealHello(root, keys, { cache: warmCaches() });
const attached = attachedIn(layout);

function attachedTo(subject: string, artifactType: string, predicateType?: string): readonly Attached[] {
  return attached.filter(
    (each) =>
      each.subject === subject && each.artifactType === artifactType && each.statement?.predicateType === predicateType,
  );
}

function only<T>(found: readonly T[]): T {
  assert.equal(found.length, 1);
  return found[0] as T;
}

/** Which side a provenance is of, and in which run. */
function runOf({ predicate }: Statement): { readonly side: string; readonly invocation: string } {
  const { buildDefinition, runDetails } = predicate as {
    readonly buildDefinition: { readonly internalParameters: { readonly side: string } };
    readonly runDetails: { readonly metadata: { readonly invocationId: string } };
  };
  return { side: buildDefinition.internalParameters.side, invocation: runDetails.metadata.invocationId };
}

const sboms = platforms.map(({ platform, manifest }) => ({ platform, ...only(attachedTo(manifest, SPDX)) }));

const cosignArguments = (verb: readonly string[], key: string, reference: string): readonly string[] => [
  ...verb,
  ...['--key', key, '--insecure-ignore-tlog=true', '--allow-http-registry', reference],
];

/** What cosign says of each signature that it accepted: the kind of statement and the digest of the image. */
async function cosignVerify(reference: string): Promise<readonly string[]> {
  const stdout = await peerOutput('cosign', cosignArguments(['verify'], keys.cosignPub, reference));
  const signatures = JSON.parse(stdout) as readonly {
    readonly critical: { readonly type: string; readonly image: { readonly 'docker-manifest-digest': string } };
  }[];
  return signatures.map(({ critical }) => `${critical.type} ${critical.image['docker-manifest-digest']}`);
}

/** The statements that cosign accepted, one envelope a line. */
async function cosignAttestations(type: string, reference: string): Promise<readonly Statement[]> {
  const args = cosignArguments(['verify-attestation', '--type', type], keys.cosignPub, reference);
  const stdout = await peerOutput('cosign', args);
  return stdout
    .trim()
    .split('\n')
    .map((line) => {
      const { payload } = JSON.parse(line) as { readonly payload: string };
      return parseStatement(Buffer.from(payload, 'base64'));
    });
}

/** Each test is in one of the two suites. */
export function sealedImage(suite: 'quick' | 'long'): void {
  const when = (quick: boolean): typeof test => (quick === (suite === 'quick') ? test : noTest);

  when(true)('what is attached to the index and each platform is what it should be, and nothing else', () => {
    for (const { name, digest } of subjects) {
      const kinds = attached
        .filter(({ subject }) => subject === digest)
        .map(({ artifactType, statement }) => statement?.predicateType ?? artifactType);
      const { sign, provenance, twin, spdx } = TYPES;
      const everywhere = [sign, provenance, provenance, twin, NOTATION];
      // The statement about each platform's SBOM also names the index.
      const wanted = digest === index ? [...everywhere, ...PLATFORMS.map(() => spdx)] : [...everywhere, spdx, SPDX];
      assert.deepEqual(kinds.sort(), wanted.sort(), name);
    }
  });

  when(false)(
    'pyspdxtools accepts the SBOM of each platform, which is the document that was attested',
    {
      skip: withoutPeers('pyspdxtools'),
    },
    async () => {
      for (const { platform, subject, blob } of sboms) {
        const path = join(root, `${platform.replace('/', '-')}.spdx.json`);
        writeFileSync(path, blobBytes(layout, blob));
        await peerOutput('pyspdxtools', ['-i', path]);
        const document = JSON.parse(blobBytes(layout, blob).toString()) as {
          readonly packages: readonly { readonly name: string; readonly licenseDeclared: string }[];
        };
        const { statement } = only(attachedTo(subject, BUNDLE, TYPES.spdx));
        assert.deepEqual(JSON.parse(JSON.stringify(statement?.predicate)), document);
        const licences = new Map(document.packages.map((each) => [each.name, each.licenseDeclared]));
        assert.equal(licences.get(HELLO.vendored.path), HELLO.vendored.license, platform);
        assert.equal(licences.get(HELLO.module), HELLO.licenses, platform);
      }
    },
  );

  when(true)('both provenances name one image and tell of two sides and two runs', () => {
    for (const { name, digest } of subjects) {
      const provenances = attachedTo(digest, BUNDLE, TYPES.provenance).flatMap(({ statement }) => statement ?? []);
      const runs = provenances.map(runOf);
      assert.deepEqual(runs.map(({ side }) => side).sort(), ['a', 'b'], name);
      assert.equal(new Set(runs.map(({ invocation }) => invocation)).size, 2, name);
    }
  });

  for (const [kind, start] of Object.entries(REGISTRIES)) {
    // On the other registry the quick suite does what a user would do first.
    const everything = kind === 'distribution';
    const peers = ['registry-distribution', 'registry-ggcr', 'cosign', 'notation', 'crane', 'oras', 'regctl'] as const;
    describe(`sealed and pushed to ${kind}`, { skip: withoutPeers(...peers) }, async () => {
      const registry = await start();
      after(registry.stop);
      const team = `${registry.host}/team/app`;
      const host = ['--host', `reg=${registry.host},tls=disabled`];
      const pushed = await twinseal(['push', layout, `${team}:v1`]);
      assert.equal(pushed.status, 0, pushed.stderr);

      /** A repository with the image and one referrer, brought there by oras alone. */
      async function copyWithOnly({ digest, subject }: Attached, repository: string): Promise<string> {
        const name = `${registry.host}/only/${repository.replaceAll(/\W+/g, '-')}`;
        for (const [from, to] of [
          [`${team}@${index}`, `${name}:v1`],
          [`${team}@${digest}`, name],
        ] as const)
          await peerOutput('oras', ['cp', '--from-plain-http', '--to-plain-http', '--no-tty', from, to]);
        for (const each of subjects) {
          const stdout = await peerOutput('oras', [
            'discover',
            '--plain-http',
            '--format',
            'json',
            `${name}@${each.digest}`,
          ]);
          const { referrers } = JSON.parse(stdout) as { readonly referrers: readonly { readonly digest: string }[] };
          assert.deepEqual(
            referrers.map((referrer) => referrer.digest),
            each.digest === subject ? [digest] : [],
          );
        }
        return name;
      }

      for (const { name, digest } of subjects) {
        when(everything || digest === index)(
          `cosign verifies ${name} on a copy that carries nothing but its signature`,
          async () => {
            const copy = await copyWithOnly(only(attachedTo(digest, BUNDLE, TYPES.sign)), `signature/${name}`);
            assert.deepEqual(await cosignVerify(`${copy}@${digest}`), [`${TYPES.sign} ${digest}`]);
            const stranger = await runPeer(
              'cosign',
              cosignArguments(['verify'], strangers.cosignPub, `${copy}@${digest}`),
            );
            assert.notEqual(stranger.status, 0);
            for (const other of subjects.filter((each) => each.digest !== digest)) {
              const unsigned = cosignArguments(['verify'], keys.cosignPub, `${copy}@${other.digest}`);
              assert.notEqual((await runPeer('cosign', unsigned)).status, 0, other.name);
            }
            const attestation = ['verify-attestation', '--type', 'spdxjson'];
            const none = await runPeer('cosign', cosignArguments(attestation, keys.cosignPub, `${copy}@${digest}`));
            assert.notEqual(none.status, 0);
          },
        );

        when(everything)(`cosign verifies each attestation of ${name}, and each names it`, async () => {
          for (const [type, predicateType, count] of [
            ['spdxjson', TYPES.spdx, digest === index ? PLATFORMS.length : 1],
            ['slsaprovenance1', TYPES.provenance, 2],
            [TYPES.twin, TYPES.twin, 1],
          ] as const) {
            const statements = await cosignAttestations(type, `${team}@${digest}`);
            assert.equal(statements.length, count, type);
            for (const statement of statements) {
              assert.equal(statement.predicateType, predicateType);
              const named = statement.subject.map((subject) => `sha256:${subject.digest.sha256}`);
              // An SBOM is about one platform and the index that holds it.
              const all = predicateType === TYPES.spdx ? [digest, index] : subjects.map((each) => each.digest);
              for (const each of all) assert.ok(named.includes(each), `${type} of ${name} lacks ${each}`);
            }
          }
          const provenances = await cosignAttestations('slsaprovenance1', `${team}@${digest}`);
          assert.equal(new Set(provenances.map(runOf).map(({ invocation }) => invocation)).size, 2);
          const args = cosignArguments(
            ['verify-attestation', '--type', TYPES.twin],
            strangers.cosignPub,
            `${team}@${digest}`,
          );
          assert.notEqual((await runPeer('cosign', args)).status, 0);
        });
      }

      // The control that gives the tests above their worth: for cosign any statement by the key will do.
      when(everything)(
        'cosign accepts a copy with an SBOM attestation alone, and only critical.type tells; Twinseal denies it',
        async () => {
          const { subject } = sboms[0] as (typeof sboms)[number];
          const copy = await copyWithOnly(only(attachedTo(subject, BUNDLE, TYPES.spdx)), 'sbom-attestation');
          const accepted = await cosignVerify(`${copy}@${subject}`);
          assert.deepEqual(
            accepted.map((each) => each.split(' ')[0]),
            [TYPES.spdx],
          );
          const ours = await twinseal(['verify', `${copy}@${subject}`, '--cosign-key', keys.cosignPub, '-o', 'json']);
          assert.equal(ours.status, 1, ours.stdout + ours.stderr);
          const { checks } = JSON.parse(ours.stdout) as Verdict;
          assert.ok(checks.some(({ code }) => code === 'SIGNATURE_WRONG_TYPE'));
        },
      );

      when(true)(
        'notation verifies and lists the index, each platform and each SBOM, and refuses another root',
        async () => {
          const home = await notationHome(keys.notationRoot, [team]);
          const other = await notationHome(strangers.notationRoot, [team]);
          const all = [...subjects, ...sboms.map(({ platform, digest }) => ({ name: `SBOM of ${platform}`, digest }))];
          for (const { name, digest } of all) {
            const args = ['verify', '--insecure-registry', `${team}@${digest}`];
            const stdout = await peerOutput('notation', args, { home });
            assert.match(stdout, /Successfully verified signature/, name);
            assert.notEqual((await runPeer('notation', args, { home: other })).status, 0, name);
            const listed = await peerOutput('notation', ['list', '--insecure-registry', `${team}@${digest}`]);
            assert.ok(listed.includes(only(attachedTo(digest, NOTATION)).digest), `${name}\n${listed}`);
          }
        },
      );

      when(true)('crane finds the image whole', async () => {
        await peerOutput('crane', ['validate', '--insecure', '--remote', `${team}:v1`]);
        for (const { manifest } of platforms)
          await peerOutput('crane', ['validate', '--insecure', '--remote', `${team}@${manifest}`]);
        assert.equal((await peerOutput('crane', ['digest', '--insecure', `${team}:v1`])).trim(), index);
      });

      when(everything)(
        'annotations of index and manifests, and the labels of each configuration, tell where it comes from',
        async () => {
          const expected = {
            'org.opencontainers.image.created': HELLO.created,
            'org.opencontainers.image.revision': revision,
            'org.opencontainers.image.version': HELLO.tag.slice(1),
            'org.opencontainers.image.source': HELLO.source,
            'org.opencontainers.image.title': 'hello',
            'org.opencontainers.image.licenses': HELLO.licenses,
          };
          assert.match(revision, /^[0-9a-f]{40}$/);
          const holds = (found: Readonly<Record<string, string>>, what: string): void => {
            for (const [key, value] of Object.entries(expected)) assert.equal(found[key], value, `${what}: ${key}`);
          };
          for (const { name, digest } of subjects) {
            const stdout = await peerOutput('crane', ['manifest', '--insecure', `${team}@${digest}`]);
            holds((JSON.parse(stdout) as { readonly annotations: Record<string, string> }).annotations, name);
          }
          for (const { platform } of platforms) {
            const stdout = await peerOutput('crane', ['config', '--insecure', '--platform', platform, `${team}:v1`]);
            const { config, created } = JSON.parse(stdout) as {
              readonly created: string;
              readonly config: { readonly Labels: Record<string, string>; readonly User: string };
            };
            holds(config.Labels, platform);
            assert.equal(config.Labels[HELLO.label[0]], HELLO.label[1]);
            assert.deepEqual([created, config.User], [HELLO.created, '65532:65532']);
          }
        },
      );

      when(true)('oras discovers all that is attached, also the signature of the SBOM', async () => {
        for (const { name, digest } of [...subjects, ...sboms.map((each) => ({ name: 'SBOM', digest: each.digest }))]) {
          const stdout = await peerOutput('oras', [
            'discover',
            '--plain-http',
            '--format',
            'json',
            `${team}@${digest}`,
          ]);
          const { referrers } = JSON.parse(stdout) as { readonly referrers: readonly { readonly digest: string }[] };
          const wanted = attached.filter(({ subject }) => subject === digest).map((each) => each.digest);
          assert.deepEqual(referrers.map((each) => each.digest).sort(), wanted.sort(), name);
        }
      });

      when(true)('regctl reads the index, each configuration and the list of what is attached', async () => {
        const manifest = await peerOutput('regctl', [...host, 'manifest', 'get', '--format', 'raw-body', `${team}:v1`]);
        assert.equal(manifest, blobBytes(layout, index).toString());
        for (const { platform, manifest: digest } of platforms) {
          const config = await peerOutput('regctl', [
            ...host,
            'image',
            'inspect',
            '--platform',
            platform,
            `${team}:v1`,
          ]);
          assert.equal(`${JSON.parse(config).os}/${JSON.parse(config).architecture}`, platform);
          const head = await peerOutput('regctl', [...host, 'manifest', 'head', '--platform', platform, `${team}:v1`]);
          assert.equal(head.trim(), digest);
        }
        for (const { name, digest } of subjects) {
          const args = ['artifact', 'list', '--format', '{{json .Descriptors}}', `${team}@${digest}`];
          const listed = JSON.parse(await peerOutput('regctl', [...host, ...args])) as readonly { digest: string }[];
          const wanted = attached.filter(({ subject }) => subject === digest).map((each) => each.digest);
          assert.deepEqual(listed.map((each) => each.digest).sort(), wanted.sort(), name);
        }
      });

      when(true)(
        'Twinseal verifies what it pushed by both families, from the registry as from the layout',
        async () => {
          const signers = ['--cosign-key', keys.cosignPub, '--notation-cert', keys.notationRoot];
          for (const image of [layout, `${team}:v1`]) {
            const { status, stdout, stderr } = await twinseal(['verify', image, ...signers]);
            assert.equal(status, 0, stdout + stderr);
          }
        },
      );
    });
  }
}

const noTest = (async () => {}) as unknown as typeof test;
