// Loaded into a program by `node --import` before anything else: its clock is as far off as a file says, in milliseconds, looked at
// again and again. Each of the program's threads has it. What runs by timers is not moved, as it is not where a clock is set.
import { readFileSync } from 'node:fs';

const file = process.env.JUMPING_CLOCK ?? '';
const real = Date.now.bind(Date);
let offset = 0;
let looked = Number.NEGATIVE_INFINITY;

function now(): number {
  const moment = performance.now();
  if (moment - looked > 5) {
    looked = moment;
    offset = Number(readFileSync(file, 'utf8'));
  }
  return real() + offset;
}

const RealDate = Date;
globalThis.Date = new Proxy(RealDate, {
  construct: (target, given, self) => Reflect.construct(target, given.length === 0 ? [now()] : given, self) as object,
  apply: () => new RealDate(now()).toString(),
  get: (target, name) => (name === 'now' ? now : Reflect.get(target, name)),
});
