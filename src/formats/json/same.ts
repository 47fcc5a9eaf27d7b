/**
 * Whether two records are one JSON value: the same members in any order, where those that are `undefined` count as left out. Values of
 * kinds that JSON does not have are the same only when they are one.
 *
 * @example sameJson({ a: [1], b: undefined }, { a: [1] }) // true
 */
export function sameJson(one: unknown, other: unknown): boolean {
  if (Object.is(one, other)) return true;
  if (typeof one !== 'object' || typeof other !== 'object' || one === null || other === null) return false;
  if (Array.isArray(one) || Array.isArray(other))
    return (
      Array.isArray(one) &&
      Array.isArray(other) &&
      one.length === other.length &&
      one.every((element, at) => sameJson(element, other[at]))
    );
  if (!isPlain(one) || !isPlain(other)) return false;
  let members = 0;
  for (const name of Object.keys(one)) {
    const member = one[name];
    if (member === undefined) continue;
    members += 1;
    if (!Object.hasOwn(other, name) || !sameJson(member, other[name])) return false;
  }
  for (const name of Object.keys(other)) if (other[name] !== undefined) members -= 1;
  return members === 0;
}

function isPlain(value: object): value is Readonly<Record<string, unknown>> {
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}
