import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { networkOf } from '../../src/doors/http/rate-limit.ts';
import { type Allowance, Allowances } from '../../src/ports/allowances.ts';

const allowance = fc.record({ most: fc.integer({ min: 1, max: 500 }), window: fc.integer({ min: 100, max: 120_000 }) });
/** Milliseconds between one request and the next. */
const pauses = fc.array(fc.integer({ min: 0, max: 5_000 }), { minLength: 1, maxLength: 400 });
const MEMORY = 1024 * 1024;

function at(start: number): { now: number; readonly clock: () => number } {
  const time = { now: start, clock: () => time.now };
  return time;
}

test('within any time T at most most + most * T / window are granted, and whoever waits as told gets one', () => {
  fc.assert(
    fc.property(allowance, pauses, (of, gaps) => {
      const time = at(1_000_000);
      const allowances = new Allowances(MEMORY, time.clock);
      const granted: number[] = [];
      for (const gap of gaps) {
        time.now += gap;
        const { granted: yes, left, wait, whole } = allowances.take('a', of);
        if (yes) granted.push(time.now);
        assert.ok(left >= 0 && left < of.most);
        assert.ok(whole > 0 && whole <= of.window + of.window / of.most);
        assert.equal(wait === 0, left >= 1);
        assert.ok(!yes ? wait > 0 : true);
      }
      granted.forEach((from, first) => {
        granted.slice(first).forEach((until, count) => {
          assert.ok(count + 1 <= of.most + ((until - from) * of.most) / of.window + 1e-6);
        });
      });
      const { wait } = allowances.look('a', of);
      time.now += wait;
      assert.ok(allowances.take('a', of).granted);
    }),
  );
});

test('what was never used is whole after its window, and looking takes nothing', () => {
  fc.assert(
    fc.property(allowance, fc.nat(1000), (of, more) => {
      const time = at(5_000);
      const allowances = new Allowances(MEMORY, time.clock);
      while (allowances.take('a', of).granted);
      for (let i = 0; i < 5; i++) assert.equal(allowances.look('a', of).granted, false);
      time.now += of.window + more;
      assert.equal(allowances.look('a', of).left, of.most);
      for (let i = 0; i < of.most; i++) assert.ok(allowances.take('a', of).granted, String(i));
      assert.equal(allowances.take('a', of).granted, false);
    }),
  );
});

test('a clock that jumps locks nobody out for longer than the window, and never gives more than all', () => {
  fc.assert(
    fc.property(allowance, fc.array(fc.integer({ min: -1e9, max: 1e9 }), { maxLength: 40 }), (of, jumps) => {
      const time = at(2e9);
      const allowances = new Allowances(MEMORY, time.clock);
      for (const jump of jumps) {
        time.now += jump;
        const { left } = allowances.take('a', of);
        assert.ok(left < of.most);
        allowances.look('a', of);
      }
      const { wait } = allowances.look('a', of);
      assert.ok(wait <= Math.ceil(of.window / of.most));
      time.now += wait;
      assert.ok(allowances.take('a', of).granted);
    }),
  );
});

test('one name takes nothing from another, and a flood of names is forgotten, not remembered', () => {
  const time = at(1);
  const allowances = new Allowances(64 * 1024, time.clock);
  const of: Allowance = { most: 2, window: 60_000 };
  for (const name of ['a', 'b']) assert.equal(allowances.take(name, of).left, 1);
  for (let i = 0; i < 10_000; i++) allowances.take(`flood-${i}`, of);
  assert.equal(allowances.take('a', of).left, 1);
  allowances.take('a', of);
  assert.equal(allowances.take('a', of).granted, false);
});

test('an address is told apart by its network: an IPv4 address, or the first half of an IPv6 address', () => {
  const cases: Readonly<Record<string, string>> = {
    '192.0.2.1': '192.0.2.1',
    '::ffff:192.0.2.1': '192.0.2.1',
    '::1': '0:0:0:0',
    '2001:db8::1': '2001:db8:0:0',
    '2001:db8:1:2:3:4:5:6': '2001:db8:1:2',
    '2001:db8:1:2::': '2001:db8:1:2',
    'fe80::1%eth0': 'fe80:0:0:0',
    '': '',
  };
  for (const [address, network] of Object.entries(cases)) assert.equal(networkOf(address), network, address);
});
