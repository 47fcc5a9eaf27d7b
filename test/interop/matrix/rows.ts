// The rows of docs/interop.md: who signs, who verifies, what, in which envelope, kept where. Rows of one direction stand together.
import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { twinseal } from '../../support/twinseal-program.ts';
import { notationHome } from '../notation-home.ts';
import { type PeerName, peerOutput, runPeer } from '../peer.ts';
import {
  documentOf,
  documentsOf,
  type KeyType,
  type MatrixImage,
  type MatrixKey,
  PASSWORD,
  type Part,
  PREDICATE_TYPE,
  type Storage,
  twinsealTakes,
  type Workbench,
} from './workbench.ts';

/** One row. `verifies` says whether the other side takes the document, by this key. */
export interface MatrixRow {
  readonly signs: string;
  readonly verifies: string;
  readonly what: 'signature' | 'attestation';
  readonly envelope: string;
  readonly storage: Storage;
  readonly sign: (image: MatrixImage, key: MatrixKey, bench: Workbench) => Promise<void>;
  readonly takes: (image: MatrixImage, part: Part, key: MatrixKey, bench: Workbench) => Promise<boolean>;
}

type What = MatrixRow['what'];
type Cosign = Extract<PeerName, 'cosign' | 'cosign2'>;
const NAMES = { cosign: 'cosign 3.1', cosign2: 'cosign 2.6' } as const;
const OURS = 'Twinseal';
const NOTATION = 'notation 1.3';
const STATED = (bench: Workbench) => ['--type', PREDICATE_TYPE, '--predicate', join(bench.folder, 'predicate.json')];

/** The hash that cosign must be told to verify with: it signs with that of the curve, and verifies with SHA-256 unless it is told. */
const HASHES: Partial<Readonly<Record<KeyType, string>>> = { 'P-384': 'sha384', 'P-521': 'sha512' };

async function cosignSigns(
  peer: Cosign,
  what: What,
  flags: readonly string[],
  image: MatrixImage,
  key: MatrixKey,
  bench: Workbench,
) {
  const offline = ['--tlog-upload=false', '--allow-http-registry', '--yes'];
  const own = peer === 'cosign' ? ['--use-signing-config=false'] : [];
  const words = [what === 'signature' ? 'sign' : 'attest', '--key', key.cosign, ...offline, ...own, ...flags];
  // Without --recursive, since cosign attest has no such flag.
  for (const document of documentsOf(image))
    await peerOutput(peer, [...words, ...(what === 'signature' ? [] : STATED(bench)), document], { env: PASSWORD });
}

async function cosignTakes(
  peer: Cosign,
  what: What,
  document: string,
  key: MatrixKey,
  bench: Workbench,
  legacy: boolean,
) {
  const hash = HASHES[key.type];
  const verb = what === 'signature' ? ['verify'] : ['verify-attestation', '--type', PREDICATE_TYPE];
  const bundle = ['--new-bundle-format', '--trusted-root', join(bench.folder, 'empty-root.json')];
  const form = peer === 'cosign' ? [`--new-bundle-format=${!legacy}`] : legacy ? [] : bundle;
  const told = hash === undefined ? [] : ['--signature-digest-algorithm', hash];
  const words = [...verb, '--key', key.pub, '--insecure-ignore-tlog', '--allow-http-registry', ...form, ...told];
  return (await runPeer(peer, [...words, document])).status === 0;
}

/** cosign signs, Twinseal verifies. */
function fromCosign(peer: Cosign, what: What, envelope: string, storage: Storage, flags: readonly string[]): MatrixRow {
  return {
    ...{ signs: NAMES[peer], verifies: OURS, what, envelope, storage },
    sign: (image, key, bench) => cosignSigns(peer, what, flags, image, key, bench),
    takes: (image, part, key) => twinsealTakes(image, part, { cosign: { keyFile: key.pub } }, what),
  };
}

/** Twinseal signs, cosign verifies. */
function toCosign(peer: Cosign, what: What, envelope: string, storage: Storage): MatrixRow {
  const legacy = storage === 'cosign’s tag';
  return {
    ...{ signs: OURS, verifies: NAMES[peer], what, envelope, storage },
    async sign(image, key, bench) {
      const verb = what === 'signature' ? ['sign'] : ['attest', ...STATED(bench)];
      await ownSign([...verb, ...(legacy ? ['--legacy'] : []), '--cosign-key', key.cosign, `${image.place}:v1`]);
    },
    takes: (image, part, key, bench) => cosignTakes(peer, what, documentOf(image, part), key, bench, legacy),
  };
}

async function ownSign(words: readonly string[]): Promise<void> {
  const { status, stderr } = await twinseal(words, { env: { ...process.env, ...PASSWORD } });
  assert.equal(status, 0, stderr);
}

const LAYOUT = { NOTATION_EXPERIMENTAL: '1' };
const notationOf = ({ notation, type }: MatrixKey) => {
  if (notation === undefined) throw new Error(`the Notary Project has no ${type}`);
  return notation;
};

function fromNotation(envelope: 'jws' | 'cose', storage: Storage): MatrixRow {
  return {
    ...{ signs: NOTATION, verifies: OURS, what: 'signature', envelope: envelope.toUpperCase(), storage },
    async sign(image, key) {
      const { home } = notationOf(key);
      const where = storage === 'layout' ? ['--oci-layout'] : ['--insecure-registry', '--force-referrers-tag=false'];
      for (const document of documentsOf(image))
        await peerOutput('notation', ['sign', '--signature-format', envelope, ...where, document], {
          home,
          env: LAYOUT,
        });
    },
    takes: (image, part, key) =>
      twinsealTakes(
        image,
        part,
        {
          notation: {
            certificateFile: notationOf(key).root,
            identities: ['x509.subject: C=DE, ST=BE, O=Example, CN=leaf'],
          },
        },
        'signature',
      ),
  };
}

function toNotation(envelope: 'jws' | 'cose', storage: Storage): MatrixRow {
  return {
    ...{ signs: OURS, verifies: NOTATION, what: 'signature', envelope: envelope.toUpperCase(), storage },
    async sign(image, key) {
      const { key: file, chain } = notationOf(key);
      const target = storage === 'layout' ? image.place : `${image.place}:v1`;
      await ownSign(['sign', target, '--notation-key', file, '--notation-cert', chain, '--signature-format', envelope]);
    },
    async takes(image, part, key) {
      const scope = storage === 'layout' ? 'local/app' : image.place;
      const home = await notationHome(notationOf(key).root, [scope]);
      const where = storage === 'layout' ? ['--oci-layout', '--scope', scope] : ['--insecure-registry'];
      return (
        (await runPeer('notation', ['verify', ...where, documentOf(image, part)], { home, env: LAYOUT })).status === 0
      );
    },
  };
}

const STAMPED = { envelope: (one: string) => `${one}, stamped`, storage: 'referrers API' } as const;

/** A signature that a timestamp authority stamped, where the other side demands the timestamp. */
function stampedBundle(): MatrixRow {
  const { envelope, storage } = STAMPED;
  return {
    ...{ signs: OURS, verifies: NAMES.cosign, what: 'signature', envelope: envelope('bundle'), storage },
    async sign(image, key, bench) {
      const { url, root } = await bench.stamps();
      const stamping = ['--timestamp-url', url, '--timestamp-roots', root];
      await ownSign(['sign', `${image.place}:v1`, '--cosign-key', key.cosign, ...stamping]);
    },
    async takes(image, part, key, bench) {
      const { trustedRoot } = await bench.stamps();
      const hash = HASHES[key.type];
      const told = hash === undefined ? [] : ['--signature-digest-algorithm', hash];
      const stamps = ['--use-signed-timestamps', '--trusted-root', trustedRoot];
      const words = ['verify', '--key', key.pub, '--insecure-ignore-tlog', '--allow-http-registry', ...stamps, ...told];
      return (await runPeer('cosign', [...words, documentOf(image, part)])).status === 0;
    },
  };
}

function stampedThere(envelope: 'jws' | 'cose'): MatrixRow {
  const plain = fromNotation(envelope, STAMPED.storage);
  return {
    ...{ ...plain, envelope: STAMPED.envelope(plain.envelope) },
    async sign(image, key, bench) {
      const { url, root } = await bench.stamps();
      const where = ['--insecure-registry', '--force-referrers-tag=false', '--signature-format', envelope];
      const stamping = ['--timestamp-url', url, '--timestamp-root-cert', root];
      for (const document of documentsOf(image))
        await peerOutput('notation', ['sign', ...where, ...stamping, document], { home: notationOf(key).home });
    },
    async takes(image, part, key, bench) {
      const { root } = await bench.stamps();
      const timestamps = { certificateFile: root, when: 'always' };
      const notation = { certificateFile: notationOf(key).root, identities: ['*'], timestamps };
      return await twinsealTakes(image, part, { notation }, 'signature');
    },
  };
}

function stampedHere(envelope: 'jws' | 'cose'): MatrixRow {
  const plain = toNotation(envelope, STAMPED.storage);
  return {
    ...{ ...plain, envelope: STAMPED.envelope(plain.envelope) },
    async sign(image, key, bench) {
      const { url, root } = await bench.stamps();
      const { key: file, chain } = notationOf(key);
      const signer = ['--notation-key', file, '--notation-cert', chain, '--signature-format', envelope];
      await ownSign(['sign', `${image.place}:v1`, ...signer, '--timestamp-url', url, '--timestamp-roots', root]);
    },
    async takes(image, part, key, bench) {
      const { root } = await bench.stamps();
      const home = await notationHome(notationOf(key).root, [image.place]);
      await peerOutput('notation', ['cert', 'add', '--type', 'tsa', '--store', 'stamps', root], { home });
      const file = join(home, '.config', 'notation', 'trustpolicy.json');
      const policy = JSON.parse(readFileSync(file, 'utf8'));
      policy.trustPolicies[0].trustStores.push('tsa:stamps');
      policy.trustPolicies[0].signatureVerification.verifyTimestamp = 'always';
      writeFileSync(file, JSON.stringify(policy));
      return (
        (await runPeer('notation', ['verify', '--insecure-registry', documentOf(image, part)], { home })).status === 0
      );
    },
  };
}

const REGISTRY: readonly Storage[] = ['referrers API', 'fallback tag'];
const LISTED: readonly Storage[] = [...REGISTRY, 'layout'];
const WHAT: readonly What[] = ['signature', 'attestation'];

/** All rows. */
export const MATRIX_ROWS: readonly MatrixRow[] = [
  ...(['cosign', 'cosign2'] as const).flatMap((peer) =>
    WHAT.flatMap((what) => [
      ...REGISTRY.map((storage) => fromCosign(peer, what, 'bundle', storage, ['--new-bundle-format'])),
      fromCosign(peer, what, what === 'signature' ? 'simple signing' : 'DSSE', 'cosign’s tag', [
        '--new-bundle-format=false',
      ]),
    ]),
  ),
  ...LISTED.flatMap((storage) => (['jws', 'cose'] as const).map((envelope) => fromNotation(envelope, storage))),
  ...(['jws', 'cose'] as const).map(stampedThere),
  ...(['cosign', 'cosign2'] as const).flatMap((peer) =>
    WHAT.flatMap((what) => [
      ...REGISTRY.map((storage) => toCosign(peer, what, 'bundle', storage)),
      toCosign(peer, what, what === 'signature' ? 'simple signing' : 'DSSE', 'cosign’s tag'),
    ]),
  ),
  stampedBundle(),
  ...LISTED.flatMap((storage) => (['jws', 'cose'] as const).map((envelope) => toNotation(envelope, storage))),
  ...(['jws', 'cose'] as const).map(stampedHere),
];
