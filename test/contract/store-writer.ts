// A process of its own that stores decisions until it is killed: it prints an id only after the store acknowledged it.
import { openPostgresServiceStore } from '../../src/adapters/store/postgres-store.ts';
import { openSqliteServiceStore } from '../../src/adapters/store/sqlite-store.ts';
import { TwinsealError } from '../../src/records/twinseal-error.ts';
import { someDecision, someDocuments } from './some-decision.ts';

const [place = '', prefix = '', keyFile] = process.argv.slice(2);
const call = { signal: new AbortController().signal, deadline: Number.POSITIVE_INFINITY };
const log = { origin: 'log.test', ...(keyFile !== undefined && { keyFile }) };

try {
  const open = place.startsWith('postgres:') ? openPostgresServiceStore : openSqliteServiceStore;
  const store = await open(place, { log }, call);
  for (let i = 0; ; i += 4)
    await Promise.all(
      [0, 1, 2, 3].map(async (offset) => {
        const id = `${prefix}-${i + offset}`;
        await store.ledger.append(someDecision(id), someDocuments(id), call);
        process.stdout.write(`${id}\n`);
      }),
    );
} catch (error) {
  process.stdout.write(`error ${error instanceof TwinsealError ? `${error.code} ${error.message}` : String(error)}\n`);
  process.exit(0);
}
