/** A moment of CEL's type `google.protobuf.Timestamp`. */
export class CelTime {
  /** Milliseconds since 1970. */
  readonly millis: number;
  /** @param millis - since 1970 @example new CelTime(0) */
  constructor(millis: number) {
    this.millis = millis;
  }
}

/** A length of time of CEL's type `google.protobuf.Duration`. */
export class CelDuration {
  readonly millis: number;
  /** @param millis - may be negative @example new CelDuration(-1000) */
  constructor(millis: number) {
    this.millis = millis;
  }
}

/** A value of an expression: `bigint` is CEL's int, `number` its double. */
export type CelValue = null | boolean | bigint | number | string | CelTime | CelDuration | CelList | CelObject;

/** A list of values. */
export type CelList = readonly CelValue[];

/** A map by text, or an object with declared members; what is undefined is not there. */
export interface CelObject {
  readonly [name: string]: CelValue | undefined;
}

/** True for a list. @example isCelList([1n]) // true */
export function isCelList(value: CelValue): value is CelList {
  return Array.isArray(value);
}

/** True for a map or an object. @example isCelObject({ a: 1n }) // true */
export function isCelObject(value: CelValue): value is CelObject {
  return (
    typeof value === 'object' &&
    value !== null &&
    !Array.isArray(value) &&
    !(value instanceof CelTime) &&
    !(value instanceof CelDuration)
  );
}
