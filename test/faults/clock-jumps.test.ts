// A service whose clock is set forwards and back while it runs: verdicts follow the clock as it is now and the tags as they are
// now, and the log stays whole.
import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import { LedgerWatch } from '../support/ledger-watch.ts';
import { startService } from '../support/running-service.ts';
import { makeImage, publicPem, seal, type TestImage, testKey, twinPredicate } from '../support/sealed-image.ts';
import { serveImages } from '../support/serving-registry.ts';

const DAY = 86_400_000;
const root = mkdtempSync(join(tmpdir(), 'twinseal-clock-'));
after(() => rmSync(root, { recursive: true, force: true }));
const [policies, data, clock] = [join(root, 'policies'), join(root, 'data'), join(root, 'clock')];
mkdirSync(policies);
writeFileSync(
  join(policies, 'release.json'),
  JSON.stringify({
    apiVersion: 'twinseal.dev/v1',
    kind: 'Policy',
    trust: [{ name: 'release', cosign: { key: publicPem(testKey('release')) } }],
    require: { signatures: [{ by: 'release' }], twinBuild: { by: ['release'], maxAge: (30 * DAY) / 1000 } },
  }),
);

/** Whole or not at all: a program that looks must not see half a number. */
function setClock(milliseconds: number): void {
  writeFileSync(`${clock}.new`, String(milliseconds));
  renameSync(`${clock}.new`, clock);
}

function builtAgo(days: number): TestImage {
  const image = makeImage();
  const finishedOn = new Date(Date.now() - days * DAY).toISOString().replace(/\.\d+/, '');
  const { sides } = twinPredicate(image) as { readonly sides: Readonly<Record<'a' | 'b', object>> };
  const finished = { a: { ...sides.a, finishedOn }, b: { ...sides.b, finishedOn } };
  return seal(image, ['notation'], twinPredicate(image, { sides: finished }));
}

test('a clock that jumps makes no wrong verdict, keeps no tag alive, and the log stays whole', async (t) => {
  const images = new Map([['team/app', builtAgo(1)]]);
  const registry = await serveImages(images);
  t.after(registry.stop);
  setClock(0);
  const hook = pathToFileURL(join(import.meta.dirname, '..', 'support', 'jumping-clock.ts')).href;
  const env = { ...process.env, JUMPING_CLOCK: clock, NODE_OPTIONS: `--import ${hook}` };
  const service = await startService(policies, data, '127.0.0.1:0', [], env);
  const watch = new LedgerWatch(data);
  const ids: string[] = [];
  const verify = async () => {
    const response = await fetch(`${service.url}/verify`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ image: `${registry.host}/team/app:v1`, policy: 'release' }),
    });
    const text = await response.text();
    assert.equal(response.status, 200, text);
    const verdict = JSON.parse(text) as {
      readonly decisionId: string;
      readonly outcome: string;
      readonly validUntil?: string;
      readonly checks: readonly { readonly status: string; readonly code: string }[];
    };
    ids.push(verdict.decisionId);
    const failed = verdict.checks.filter(({ status }) => status === 'fail').map(({ code }) => code);
    return { ...verdict, says: [verdict.outcome, ...new Set(failed)].join(' ') };
  };
  const jump = async (milliseconds: number): Promise<void> => {
    setClock(milliseconds);
    await sleep(20);
  };
  try {
    const now = await verify();
    assert.equal(now.says, 'allow');
    const until = Date.parse(now.validUntil ?? '');
    assert.ok(Math.abs(until - Date.now() - 29 * DAY) < 60_000, now.validUntil);

    await jump(40 * DAY);
    assert.equal((await verify()).says, 'deny STATEMENT_STALE', 'facts that are remembered do not keep it young');
    await jump(-10 * DAY);
    assert.equal((await verify()).says, 'deny TWIN_CONDITION_UNMET', 'built in the future');
    await jump(0);
    assert.equal((await verify()).says, 'allow');
    await jump(until - Date.now() - 15_000);
    assert.equal((await verify()).says, 'allow', 'to its last moment');
    await jump(until - Date.now() + 15_000);
    assert.equal((await verify()).says, 'deny STATEMENT_STALE');

    // A tag is remembered for seconds. A clock that was set back a day must not make a day of them.
    await jump(0);
    assert.equal((await verify()).says, 'allow');
    images.set('team/app', makeImage({ config: { author: 'someone else' } }));
    await jump(-1 * 3_600_000);
    assert.match((await verify()).says, /^deny .*SIGNATURE_MISSING/, 'what the tag names now');

    const many = await Promise.all(
      Array.from({ length: 40 }, async (_, n) => {
        if (n % 8 === 0) setClock((n % 16 === 0 ? 1 : -1) * DAY);
        return (await verify()).says;
      }),
    );
    assert.deepEqual([...new Set(many.map((says) => says.split(' ')[0]))], ['deny']);
    await jump(0);
    await watch.check(service.url, ids);
    assert.equal(await service.stop(), 0, service.log());
  } finally {
    await service.stop('SIGKILL');
  }
});
