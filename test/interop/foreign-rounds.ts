// Long, since it is one road for each maker of images. Images that Twinseal neither built nor signed: made by crane and oras, signed by
// the real cosign and the real notation with keys of their own, on a registry without and one with the referrers API. The quick suite
// has one part of the tests, the long one the rest.
import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, test } from 'node:test';
import { gzipSync } from 'node:zlib';
import { sha256Digest } from '../../src/formats/digest.ts';
import type { Check } from '../../src/records/check.ts';
import type { Verdict } from '../../src/records/verdict.ts';
import { tarOf } from '../support/tar.ts';
import { twinseal } from '../support/twinseal-program.ts';
import { peerHome, peerOutput, withoutPeers } from './peer.ts';
import { REGISTRIES } from './registry.ts';

const ARCHITECTURES = ['amd64', 'arm64'] as const;
const PEERS = ['registry-distribution', 'registry-ggcr', 'cosign', 'notation', 'crane', 'oras'] as const;

const root = mkdtempSync(join(tmpdir(), 'twinseal-foreign-'));
after(() => rmSync(root, { recursive: true, force: true }));

/** One who signs: cosign's own key pair, notation's own test certificate. */
interface Signer {
  readonly cosign: string;
  readonly home: string;
  readonly certificate: string;
}

async function newSigner(name: string): Promise<Signer> {
  const home = peerHome();
  const cosign = join(root, name);
  await peerOutput('cosign', ['generate-key-pair', '--output-key-prefix', cosign], { env: { COSIGN_PASSWORD: '' } });
  await peerOutput('notation', ['cert', 'generate-test', '--default', name], { home });
  return { cosign, home, certificate: join(home, '.config', 'notation', 'localkeys', `${name}.crt`) };
}

async function cosignSign(signer: Signer, reference: string, ...flags: readonly string[]): Promise<void> {
  const offline = ['--use-signing-config=false', '--tlog-upload=false', '--allow-http-registry', '--yes'];
  const args = ['sign', '--key', `${signer.cosign}.key`, ...offline, ...flags, reference];
  await peerOutput('cosign', args, { env: { COSIGN_PASSWORD: '' } });
}

async function notationSign(signer: Signer, reference: string): Promise<void> {
  await peerOutput('notation', ['sign', '--insecure-registry', reference], { home: signer.home });
}

/** What Twinseal says with these keys, and its exit status. */
async function judged(image: string, by: { cosign?: Signer; notation?: Signer }): Promise<[number | null, Verdict]> {
  const cosign = by.cosign === undefined ? [] : ['--cosign-key', `${by.cosign.cosign}.pub`];
  const notation = by.notation === undefined ? [] : ['--notation-cert', by.notation.certificate];
  const { status, stdout, stderr } = await twinseal(['verify', image, ...cosign, ...notation, '-o', 'json']);
  assert.notEqual(stdout, '', stderr);
  return [status, JSON.parse(stdout) as Verdict];
}

const signatures = ({ checks }: Verdict): readonly Check[] => checks.filter(({ id }) => id.startsWith('signature:'));

/** An image index with its children, as a maker pushed it. */
interface Foreign {
  readonly repository: string;
  readonly index: string;
  readonly children: readonly string[];
}

const layer = tarOf([{ name: 'hello', content: '#!/bin/sh\necho hello\n' }]);
const tar = join(root, 'layer.tar');
writeFileSync(tar, layer);

async function byCrane(repository: string, append: readonly string[], index: readonly string[]): Promise<Foreign> {
  const tags = ARCHITECTURES.map((architecture) => `${repository}:${architecture}`);
  const children: string[] = [];
  for (const [at, architecture] of ARCHITECTURES.entries()) {
    const tag = tags[at] as string;
    await peerOutput('crane', ['append', '--insecure', ...append, '-f', tar, '-t', tag]);
    const platform = ['--set-platform', `linux/${architecture}`, '--entrypoint', '/hello'];
    await peerOutput('crane', ['mutate', '--insecure', ...platform, '-t', tag, tag]);
    children.push((await peerOutput('crane', ['digest', '--insecure', tag])).trim());
  }
  const manifests = tags.flatMap((tag) => ['-m', tag]);
  await peerOutput('crane', ['index', 'append', '--insecure', ...index, ...manifests, '-t', `${repository}:v1`]);
  return {
    repository,
    children,
    index: (await peerOutput('crane', ['digest', '--insecure', `${repository}:v1`])).trim(),
  };
}

async function byOras(repository: string): Promise<Foreign> {
  const folder = join(root, repository.replaceAll(/\W+/g, '-'));
  mkdirSync(folder);
  const children: string[] = [];
  for (const architecture of ARCHITECTURES) {
    const rootfs = { type: 'layers', diff_ids: [sha256Digest(layer)] };
    const config = { architecture, os: 'linux', config: { Entrypoint: ['/hello'] }, rootfs };
    writeFileSync(join(folder, 'config.json'), JSON.stringify(config));
    writeFileSync(join(folder, 'layer.tar.gz'), gzipSync(layer));
    const files = ['layer.tar.gz:application/vnd.oci.image.layer.v1.tar+gzip'];
    const as = ['--config', 'config.json:application/vnd.oci.image.config.v1+json'];
    const target = `${repository}:${architecture}`;
    await peerOutput('oras', ['push', '--plain-http', '--no-tty', ...as, target, ...files], { cwd: folder });
    children.push((await peerOutput('oras', ['resolve', '--plain-http', target])).trim());
  }
  await peerOutput('oras', ['manifest', 'index', 'create', '--plain-http', `${repository}:v1`, ...ARCHITECTURES]);
  return {
    repository,
    children,
    index: (await peerOutput('oras', ['resolve', '--plain-http', `${repository}:v1`])).trim(),
  };
}

const MAKERS: Readonly<Record<string, (repository: string) => Promise<Foreign>>> = {
  'an OCI index by crane': (repository) => byCrane(repository, ['--oci-empty-base'], []),
  'a Docker manifest list by crane': (repository) => byCrane(repository, [], ['--docker-empty-base']),
  'an OCI index by oras': byOras,
};

/** What the quick suite does on each registry. */
const QUICK: Readonly<Record<string, readonly string[]>> = {
  distribution: ['an OCI index by crane'],
  'go-containerregistry': ['a Docker manifest list by crane'],
};

const skip = withoutPeers(...PEERS);
const [signer, stranger] = skip ? [] : await Promise.all([newSigner('signer'), newSigner('stranger')]);

/** Each test is in one of the two suites. */
export function foreignSignatures(suite: 'quick' | 'long'): void {
  for (const [kind, start] of Object.entries(REGISTRIES))
    describe(`signed by the real programs on ${kind}`, { skip }, async () => {
      if (signer === undefined || stranger === undefined) return;
      const registry = await start();
      after(registry.stop);

      for (const [at, [what, make]] of Object.entries(MAKERS).entries()) {
        if (QUICK[kind]?.includes(what) !== (suite === 'quick')) continue;
        const { repository, index, children } = await make(`${registry.host}/both/${at}`);
        const subjects = [index, ...children];
        const image = `${repository}:v1`;

        test(`${what}: cosign sign --recursive is accepted, and denied for another key`, async () => {
          await cosignSign(signer, `${repository}@${index}`, '--recursive', '-a', 'team=greeters');
          const [status, verdict] = await judged(image, { cosign: signer });
          assert.deepEqual([status, verdict.outcome, verdict.subject.digest], [0, 'allow', index]);
          assert.deepEqual(
            signatures(verdict).map(({ subject, status: each }) => [subject, each]),
            subjects.map((subject) => [subject, 'pass']),
          );
          const [denied, answer] = await judged(image, { cosign: stranger });
          assert.equal(denied, 1);
          assert.deepEqual(
            signatures(answer).map(({ subject, code }) => [subject, code]),
            subjects.map((subject) => [subject, 'SIGNATURE_UNTRUSTED']),
          );
        });

        test(`${what}: notation's signatures are accepted, and denied for another certificate`, async () => {
          for (const subject of subjects) await notationSign(signer, `${repository}@${subject}`);
          const [status, verdict] = await judged(image, { notation: signer });
          assert.deepEqual([status, verdict.outcome], [0, 'allow']);
          assert.deepEqual(
            signatures(verdict).map(({ subject, status: each }) => [subject, each]),
            subjects.map((subject) => [subject, 'pass']),
          );
          const [denied, answer] = await judged(image, { notation: stranger });
          assert.equal(denied, 1);
          assert.deepEqual(
            signatures(answer).map(({ subject, code }) => [subject, code]),
            subjects.map((subject) => [subject, 'SIGNATURE_UNTRUSTED']),
          );
        });

        test(`${what}: both families together are demanded of both`, async () => {
          const [status] = await judged(image, { cosign: signer, notation: signer });
          assert.equal(status, 0);
          const [mixed, verdict] = await judged(image, { cosign: signer, notation: stranger });
          assert.equal(mixed, 1);
          const outcomes = new Set(signatures(verdict).map(({ id, status: each }) => `${id} ${each}`));
          assert.deepEqual([...outcomes].sort(), ['signature:cosign pass', 'signature:notation fail']);
        });

        test(`${what}: two of three signers of either family are enough, one is not, and a script is judged by its case`, async () => {
          const trust = [
            '{name: a, cosign: {keyFile: signer.pub}}',
            '{name: b, cosign: {keyFile: stranger.pub}}',
            `{name: c, notation: {certificateFile: ${JSON.stringify(signer.certificate)}, identities: ["*"]}}`,
            `{name: d, notation: {certificateFile: ${JSON.stringify(stranger.certificate)}, identities: ["*"]}}`,
          ];
          for (const [of, expected, failing] of [
            ['a, b, c', 0, []],
            ['a, b, d', 1, ['signature:2-of-a+b+d SIGNATURE_TOO_FEW']],
          ] as const) {
            const cases = `[{if: {go: true}, require: {twinBuild: {by: [a]}}}, {require: {signatures: [{of: [${of}], atLeast: 2}]}}]`;
            const policy = join(root, `several-${expected}.yaml`);
            const text = `apiVersion: twinseal.dev/v1\nkind: Policy\ntrust: [${trust.join(', ')}]\ncases: ${cases}\n`;
            writeFileSync(policy, text);
            const { status, stdout, stderr } = await twinseal(['verify', image, '--policy', policy, '-o', 'json']);
            assert.equal(status, expected, stdout + stderr);
            const { checks } = JSON.parse(stdout) as Verdict;
            assert.equal(
              checks.find(({ id }) => id === 'case')?.reason,
              'the case else applies: no case before it does',
            );
            const bad = checks.filter((check) => check.status === 'fail').map(({ id, code }) => `${id} ${code}`);
            assert.deepEqual([...new Set(bad)], failing);
          }
        });

        test(`${what}: with the index alone signed, each child without a signature is named`, async () => {
          const lone = await make(`${registry.host}/lone/${at}`);
          const reference = `${lone.repository}@${lone.index}`;
          await cosignSign(signer, reference);
          await notationSign(signer, reference);
          for (const family of ['cosign', 'notation'] as const) {
            const [status, verdict] = await judged(reference, { [family]: signer });
            assert.deepEqual([status, verdict.outcome], [1, 'deny'], family);
            assert.deepEqual(
              signatures(verdict).map(({ subject, platform, code }) => [subject, platform, code]),
              [
                [lone.index, undefined, 'OK'],
                ...lone.children.map((child, n) => [child, `linux/${ARCHITECTURES[n]}`, 'SIGNATURE_MISSING']),
              ],
              family,
            );
          }
        });
      }

      if ((kind === 'distribution') !== (suite === 'quick')) return;

      test('an image without an index and without a platform is judged by its own digest', async () => {
        const image = `${registry.host}/single:v1`;
        await peerOutput('crane', ['append', '--insecure', '--oci-empty-base', '-f', tar, '-t', image]);
        const digest = (await peerOutput('crane', ['digest', '--insecure', image])).trim();
        const [unsigned, before] = await judged(image, { cosign: signer });
        assert.deepEqual([unsigned, signatures(before).map(({ code }) => code)], [1, ['SIGNATURE_MISSING']]);
        await cosignSign(signer, `${registry.host}/single@${digest}`);
        const [status, verdict] = await judged(image, { cosign: signer });
        assert.deepEqual([status, verdict.subject.digest], [0, digest]);
        for (const { id, platform, reason } of verdict.checks) {
          assert.equal(platform, undefined, id);
          assert.doesNotMatch(reason, / \/(?:,|$)/);
        }
      });

      test('a statement that cosign attest made satisfies a policy that asks for it, and for no other type', async () => {
        const { repository, children } = await byOras(`${registry.host}/attested`);
        const predicate = join(root, `${kind}.json`);
        writeFileSync(
          predicate,
          JSON.stringify({ spdxVersion: 'SPDX-2.3', SPDXID: 'SPDXRef-DOCUMENT', name: 'hello' }),
        );
        const child = `${repository}@${children[0]}`;
        const offline = ['--use-signing-config=false', '--tlog-upload=false', '--allow-http-registry', '--yes'];
        const args = ['attest', '--key', `${signer.cosign}.key`, '--type', 'spdxjson', '--predicate', predicate];
        await peerOutput('cosign', [...args, ...offline, child], { env: { COSIGN_PASSWORD: '' } });
        for (const [type, expected] of [
          ['spdxjson', 0],
          ['slsaprovenance1', 1],
        ] as const) {
          const policy = join(root, `${kind}-${type}.yaml`);
          const trust = `trust:\n  - name: signer\n    cosign:\n      keyFile: signer.pub\n`;
          const require = `require:\n  statements:\n    - type: ${type}\n      by: [signer]\n`;
          writeFileSync(policy, `apiVersion: twinseal.dev/v1\nkind: Policy\n${trust}${require}`);
          const { status, stdout, stderr } = await twinseal(['verify', child, '--policy', policy]);
          assert.equal(status, expected, stdout + stderr);
        }
      });
    });
}
