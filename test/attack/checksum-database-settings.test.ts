// Which database is believed is the user's choice, not that of the Go that is compared with it.
import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { openChecksumDatabase } from '../../src/adapters/sumdb/checksum-database.ts';
import { MODULE, minute, QUICK, sumdbBench, VERSION } from '../support/sumdb-bench.ts';

test('a Go that was tampered with can not name the database that vouches for it', async () => {
  const bench = await sumdbBench();
  const { gosumdb } = bench.log.current;
  const program = join(bench.folder, 'go');
  const evil = `${gosumdb} ${bench.server.url}/sumdb/${bench.log.current.signer.key.name}`;
  // Go's own database is then asked for through a proxy that answers nothing.
  const said = { GOPROXY: 'http://127.0.0.1:1', GOSUMDB: evil, GONOSUMDB: '', GOPRIVATE: '' };
  writeFileSync(program, `#!/bin/sh\necho '${JSON.stringify(said)}'\n`, { mode: 0o755 });
  const ask = async (more: Record<string, string>) => {
    const environment = { PATH: process.env.PATH, HOME: bench.folder, ...more };
    const database = openChecksumDatabase({
      environment,
      go: program,
      folder: bench.folder,
      offline: false,
      limits: QUICK,
    });
    const answer = await database.lookup(MODULE, VERSION, minute());
    await database.close();
    return answer.outcome;
  };
  assert.equal(await ask({}), 'unreachable');
  assert.deepEqual(bench.server.asked, []);
  assert.equal(await ask({ GOSUMDB: evil }), 'known');
});
