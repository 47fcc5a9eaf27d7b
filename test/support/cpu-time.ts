/**
 * Milliseconds that this process has computed since: what a bound on work is held against. The clock on the wall would count the other
 * tests of the machine too.
 * @example
 * const spent = cpuTime();
 * parse(hostile);
 * assert.ok(spent() < 500);
 */
export function cpuTime(): () => number {
  const start = process.cpuUsage();
  return () => {
    const { user, system } = process.cpuUsage(start);
    return (user + system) / 1000;
  };
}
