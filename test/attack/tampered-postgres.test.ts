// Whoever has the PostgreSQL database edits it by hand: an auditor who asks the service notices, and is told the row.
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { ask, startPostgres } from '../support/postgres-server.ts';
import { replicas } from '../support/replicas.ts';
import { twinseal } from '../support/twinseal-program.ts';

const server = await startPostgres();
after(() => server.close());

test('rows of PostgreSQL that were altered, removed or moved by hand are named by audit verify', async () => {
  const all = await replicas(server);
  try {
    const service = await all.serve();
    const ids: string[] = [];
    for (let i = 0; i < 6; i++) ids.push((await all.verify(service)).decisionId ?? '');
    const [entries, first] = await ask(all.url, 'SELECT place, id FROM twinseal.entries ORDER BY place').then(
      (rows) => [rows.length, Number(rows.find(({ id }) => id === ids[0])?.place)],
    );
    assert.ok(entries !== undefined && first !== undefined && entries >= 6);
    const key = (await (await all.ask(service, '/log/key')).text()).trim();
    let n = 0;
    const audit = async () => {
      const set = join(all.folder, `set-${++n}`);
      const words = ['audit', 'export', set, '--server', service.url, '--token-file', all.tokenFile];
      const exported = await twinseal(words);
      assert.equal(exported.status, 0, exported.stderr);
      const { status, stdout, stderr } = await twinseal(['audit', 'verify', set, '--key', key]);
      return { status, said: stdout + stderr };
    };
    const whole = await audit();
    assert.equal(whole.status, 0, whole.said);
    const [second, third] = [first + 1, first + 2];
    const swapped = `UPDATE twinseal.entries SET place = -1 WHERE place = ${second};
      UPDATE twinseal.entries SET place = ${second} WHERE place = ${third};
      UPDATE twinseal.entries SET place = ${third} WHERE place = -1`;
    const cases: readonly (readonly [sql: string, found: string, undo: string])[] = [
      [
        `UPDATE twinseal.entries SET document = replace(document, '"allow"', '"deny"') WHERE place = ${second}`,
        `ROW_ALTERED.*${second}`,
        `UPDATE twinseal.entries SET document = replace(document, '"deny"', '"allow"') WHERE place = ${second}`,
      ],
      [
        `UPDATE twinseal.decisions SET place = -1 WHERE place = ${second}`,
        `ROW_MISSING.*${second}`,
        `UPDATE twinseal.decisions SET place = ${second} WHERE place = -1`,
      ],
      [swapped, `ROW_MOVED.*${second}[\\s\\S]*ROW_MOVED.*${third}`, swapped],
    ];
    for (const [sql, found, undo] of cases) {
      await ask(all.url, sql);
      const { status, said } = await audit();
      assert.equal(status, 1, said);
      assert.match(said, new RegExp(found));
      await ask(all.url, undo);
    }
    const again = await audit();
    assert.equal(again.status, 0, again.said);
  } finally {
    await all.close();
  }
});
