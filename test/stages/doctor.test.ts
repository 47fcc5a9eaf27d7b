import assert from 'node:assert/strict';
import { test } from 'node:test';
import { thisMachine } from '../../src/adapters/machine.ts';
import { ISOLATION_NAMES } from '../../src/records/conditions.ts';
import { examineContainment } from '../../src/roads/examine-containment.ts';

test('each protection is told as in force or not, and what is not with the reason and a remedy', () => {
  const isolation = {
    kind: 'namespaces',
    inForce: ['network', 'mount', 'own-user', 'memory'],
    missing: [{ name: 'pids', why: 'the system answers EACCES' }],
    networkless: true,
    bounds: [{ name: 'memory', most: 1024, how: 'one control group' }],
  } as const;
  const rows = examineContainment({ kind: 'user', why: 'not root', isolation });
  assert.deepEqual(
    rows.map(({ name }) => name),
    ['containment', ...ISOLATION_NAMES.map((name) => `isolation: ${name}`)],
  );
  const row = (name: string) => rows.find((each) => each.name === `isolation: ${name}`);
  for (const name of ['network', 'mount', 'user', 'memory']) assert.equal(row(name)?.state, 'found', name);
  assert.match(row('memory')?.text ?? '', /one control group/);
  assert.equal(row('pids')?.state, 'absent');
  assert.match(row('pids')?.text ?? '', /EACCES/);
  assert.match(row('pids')?.advice ?? '', /systemd-run/);
  assert.match(row('ipc')?.text ?? '', /not seen in force/);
  assert.match(row('ipc')?.advice ?? '', /util-linux/);
  const plain = examineContainment({ kind: 'process', why: 'unshare is forbidden', isolation })[0];
  assert.equal(plain?.state, 'absent');
  assert.match(plain?.text ?? '', /unshare is forbidden/);
});

test('what doctor tells of this machine is read back from a side that was opened for it', async () => {
  const call = { signal: new AbortController().signal, deadline: Date.now() + 60_000 };
  const { kind, isolation } = await thisMachine(process.env).containment(call);
  assert.equal(isolation.kind === 'process', kind === 'process');
  assert.equal(isolation.inForce.includes('network'), kind !== 'process');
  for (const name of ISOLATION_NAMES)
    assert.ok(
      isolation.inForce.includes(name) ||
        isolation.missing.some((each) => each.name === name) ||
        (name === 'user' && isolation.inForce.includes('own-user')),
      name,
    );
});
