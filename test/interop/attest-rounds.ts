// Long, since it is one road with all that can stop it. `twinseal attest` on images that crane made: cosign verifies each statement, and policies that denied before allow after. On a registry
// with the referrers API and on one without; and when a push fails, nothing is attached. The quick suite has one part of the tests, the long one the rest.
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import type { Verdict } from '../../src/records/verdict.ts';
import { craneImage } from '../support/crane-image.ts';
import { startHostile } from '../support/hostile-registry.ts';
import { grypeReport, LEAK, openVex, trivyReport } from '../support/scan-reports.ts';
import { makeKeys, PASSWORD } from '../support/sealed-hello.ts';
import { twinseal } from '../support/twinseal-program.ts';
import { peerOutput, runPeer, withoutPeers } from './peer.ts';
import { REGISTRIES, startDistribution } from './registry.ts';

const skip = withoutPeers('registry-ggcr', 'registry-distribution', 'cosign', 'crane');
const root = mkdtempSync(join(tmpdir(), 'twinseal-attest-'));
after(() => rmSync(root, { recursive: true, force: true }));
const { cosignKey, cosignPub } = await makeKeys(join(root, 'keys'));
const by = ['scanner'];
const FINDING = { id: 'CVE-2026-0001', severity: 'HIGH', purl: 'pkg:apk/alpine/musl@1.2.5-r0' };

const makeImage = (repository: string) => craneImage(root, repository);

function save(name: string, content: unknown): string {
  const file = join(root, name);
  writeFileSync(file, JSON.stringify(content));
  return file;
}

async function attest(image: string, ...words: string[]) {
  const env = { ...process.env, COSIGN_PASSWORD: PASSWORD };
  const result = await twinseal(['attest', image, '--cosign-key', cosignKey, '-o', 'json', ...words], { env });
  return { ...result, said: result.status === 0 ? JSON.parse(result.stdout) : undefined };
}

async function codes(image: string, require: object): Promise<readonly string[]> {
  const policy = save('policy.json', {
    apiVersion: 'twinseal.dev/v1',
    kind: 'Policy',
    trust: [{ name: 'scanner', cosign: { keyFile: cosignPub } }],
    require,
  });
  const { stdout, stderr } = await twinseal(['verify', image, '--policy', policy, '-o', 'json']);
  assert.notEqual(stdout, '', stderr);
  const { outcome, checks } = JSON.parse(stdout) as Verdict;
  return [outcome, ...checks.filter(({ status }) => status === 'fail').map(({ id, code }) => `${id} ${code}`)];
}

const trivyOf = (found: Parameters<typeof trivyReport>[0], ImageID = '', CreatedAt = '2026-04-10T11:59:58Z') =>
  trivyReport(found, { CreatedAt, Metadata: { ImageID } });

/** Each test is in one of the two suites. */
export function attestImages(suite: 'quick' | 'long'): void {
  const when = (quick: boolean): typeof test => (quick === (suite === 'quick') ? test : noTest);

  for (const [kind, start] of Object.entries(REGISTRIES)) {
    when(kind === 'distribution')(
      `what is attested on ${kind} is what cosign verifies and policies demand`,
      { skip },
      async () => {
        const registry = await start();
        after(registry.stop);
        const { reference, configs } = await makeImage(`${registry.host}/team/app`);
        const scan = { scan: { by, ceiling: 'medium' } };
        const vex = { scan: { by, ceiling: 'medium', vexBy: by } };
        const twice = (code: string) => ['deny', code, code];
        assert.deepEqual(await codes(reference, scan), twice('scan STATEMENT_MISSING'));

        // Each scanner's report is for the platform that it names.
        const amd64 = await attest(
          reference,
          '--from',
          'trivy',
          '--predicate',
          save('amd64.json', trivyOf([], configs.amd64)),
        );
        assert.equal(amd64.said?.subjects.length, 2, amd64.stderr);
        assert.deepEqual(await codes(reference, scan), ['deny', 'scan STATEMENT_WRONG_SUBJECT']);
        const target = { userInput: reference, imageID: configs.arm64, repoDigests: [] };
        const report = save('arm64.json', grypeReport([FINDING], { source: { type: 'image', target } }));
        const arm64 = await attest(reference, '--from', 'grype', '--predicate', report);
        assert.equal(arm64.status, 0, arm64.stderr);
        assert.deepEqual(await codes(reference, scan), ['deny', 'scan SCAN_FINDINGS']);
        const cleared = openVex([
          {
            vulnerability: { name: FINDING.id },
            products: [{ '@id': FINDING.purl }],
            status: 'not_affected',
            justification: 'vulnerable_code_not_in_execute_path',
          },
        ]);
        const vexed = await attest(reference, '--type', 'openvex', '--predicate', save('vex.json', cleared));
        assert.equal(vexed.said?.subjects.length, 3, vexed.stderr);
        assert.deepEqual(await codes(reference, vex), ['allow']);

        assert.deepEqual(await codes(reference, { secrets: { by } }), twice('secrets STATEMENT_MISSING'));
        const clean = await attest(reference, '--from', 'gitleaks', '--predicate', save('clean.json', []));
        assert.equal(clean.said?.notes.length >= 1, true, clean.stderr);
        assert.deepEqual(await codes(reference, { secrets: { by } }), ['allow']);

        const own = 'https://example.com/reviewed/v1';
        const statements = { statements: [{ type: own, by }] };
        assert.deepEqual((await codes(reference, statements))[0], 'deny');
        const reviewed = await attest(reference, '--type', own, '--predicate', save('own.json', { reviewed: true }));
        assert.equal(reviewed.status, 0, reviewed.stderr);
        assert.deepEqual(await codes(reference, statements), ['allow']);

        const verify = ['verify-attestation', '--key', cosignPub, '--insecure-ignore-tlog', '--new-bundle-format'];
        for (const type of ['vuln', 'openvex', 'https://twinseal.dev/secret-scan/v1', own])
          await peerOutput('cosign', [...verify, '--allow-http-registry', '--type', type, reference]);
        const { status } = await runPeer('cosign', [
          ...verify,
          '--allow-http-registry',
          '--type',
          'cyclonedx',
          reference,
        ]);
        assert.notEqual(status, 0);

        // A search that found something denies, and what it found is nowhere to be read.
        await attest(reference, '--from', 'gitleaks', '--predicate', save('leak.json', [LEAK]));
        assert.deepEqual(await codes(reference, { secrets: { by } }), twice('secrets SECRETS_FOUND'));
      },
    );
  }

  when(true)(
    'a report about another image, or about a platform that nobody names, attaches nothing',
    { skip },
    async () => {
      const registry = await startDistribution();
      after(registry.stop);
      const { reference, configs } = await makeImage(`${registry.host}/team/app`);
      const other = save('other.json', trivyOf([], `sha256:${'0'.repeat(64)}`));
      const mute = save('mute.json', trivyOf([]));
      const own = save('own-amd64.json', trivyOf([], configs.amd64));
      for (const [why, file, ...words] of [
        [/which is nothing of .*: scan this image/, other],
        [/does not say which platform/, mute],
        [/the report is about linux\/amd64, not about linux\/arm64/, own, '--platform', 'linux/arm64'],
        [/no JSON report of trivy/, save('none.json', { a: 1 })],
      ] as const) {
        const { status, stderr } = await attest(reference, '--from', 'trivy', '--predicate', file, ...words);
        assert.equal(status, 2, stderr);
        assert.match(stderr, why);
      }
      const { stdout } = await twinseal(['tree', reference, '-o', 'json']);
      assert.deepEqual(JSON.parse(stdout).root.referrers, []);
    },
  );

  when(true)('in a layout one image of several is attested, by the name behind the path', { skip }, async () => {
    const registry = await startDistribution();
    after(registry.stop);
    const { reference } = await makeImage(`${registry.host}/team/app`);
    const layout = join(root, 'app.oci');
    assert.equal((await twinseal(['pull', reference, layout])).status, 0);
    const clean = save('clean.json', []);
    const named = await attest(`${layout}:v1`, '--from', 'gitleaks', '--predicate', clean, '--platform', 'linux/amd64');
    assert.equal(named.said?.subjects.length, 2, named.stderr);
    assert.deepEqual(await codes(layout, { secrets: { by } }), ['deny', 'secrets STATEMENT_WRONG_SUBJECT']);
    const rest = await attest(layout, '--from', 'gitleaks', '--predicate', clean, '--platform', 'linux/arm64');
    assert.equal(rest.status, 0, rest.stderr);
    assert.deepEqual(await codes(layout, { secrets: { by } }), ['allow']);
    assert.equal((await twinseal(['validate', layout])).status, 0);
  });

  for (const [what, from, refuses] of [
    ['blobs', 0, (method: string, path: string) => method === 'POST' && path.includes('/blobs/uploads')],
    ['manifests', 0, (method: string, path: string) => method === 'PUT' && path.includes('/manifests/')],
    ['a second manifest', 1, (method: string, path: string) => method === 'PUT' && path.includes('/manifests/sha256:')],
  ] as const) {
    when(what === 'a second manifest')(
      `when a registry stops taking ${what}, nothing is half attached and the status says so`,
      { skip },
      async () => {
        const registry = await startDistribution();
        after(registry.stop);
        const { reference } = await makeImage(`${registry.host}/team/app`);
        let seen = 0;
        const broken = await startHostile(async (request, response) => {
          const [method, path] = [request.method ?? '', request.url ?? ''];
          if (refuses(method, path) && seen++ >= from) {
            request.resume();
            response.writeHead(403, { 'content-type': 'application/json' }).end('{"errors":[{"code":"DENIED"}]}');
            return;
          }
          const chunks: Buffer[] = [];
          for await (const chunk of request) chunks.push(chunk as Buffer);
          const body = method === 'GET' || method === 'HEAD' ? {} : { body: Buffer.concat(chunks) };
          const accept = { accept: String(request.headers.accept ?? '*/*') };
          const type = request.headers['content-type'];
          const headers = { ...accept, ...(type !== undefined && { 'content-type': type }) };
          const answer = await fetch(`http://${registry.host}${path}`, {
            method,
            headers,
            redirect: 'manual',
            ...body,
          });
          const back = Object.fromEntries(
            [...answer.headers].filter(
              ([name]) => !['content-encoding', 'transfer-encoding', 'connection'].includes(name),
            ),
          );
          if (back.location !== undefined) back.location = back.location.replace(registry.host, broken.host);
          response.writeHead(answer.status, back).end(Buffer.from(await answer.arrayBuffer()));
        });
        after(() => broken.stop());
        const through = reference.replace(registry.host, broken.host);
        const file = save('reviewed.json', { reviewed: true });
        const { status, stderr } = await attest(
          through,
          '--type',
          'https://example.com/reviewed/v1',
          '--predicate',
          file,
        );
        assert.notEqual(status, 0, stderr);
        assert.equal(
          broken.asked.some(({ method, path }) => refuses(method, path)),
          true,
          stderr,
        );
        const { stdout } = await twinseal(['tree', reference, '-o', 'json']);
        // What was attached before is whole and holds by itself, and the message tells of it.
        assert.equal(stdout.includes('sigstore.bundle'), from > 0);
        assert.equal(stderr.includes('1 of 3 referrers were attached before'), from > 0, stderr);
        const again = await attest(reference, '--type', 'https://example.com/reviewed/v1', '--predicate', file);
        assert.equal(again.said?.subjects.length, 3, again.stderr);
      },
    );
  }
}

const noTest = (async () => {}) as unknown as typeof test;
