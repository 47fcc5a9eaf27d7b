import { concatBytes } from '../../src/formats/concat-bytes.ts';
import { encodeUtf8 } from '../../src/formats/utf8.ts';

/**
 * A CPU profile in which `caller` spends all its time in `callee`, as the compiler takes it: pprof's protobuf, not compressed.
 * @see pprof, proto/profile.proto
 */
export function cpuProfile(caller: string, callee: string): Uint8Array {
  const strings = ['', 'samples', 'count', 'cpu', 'nanoseconds', caller, callee, 'main.go'];
  const at = (text: string): number => strings.indexOf(text);
  const type = (name: string, unit: string) => message(number(1, at(name)), number(2, at(unit)));
  const location = (id: number) => message(number(1, id), nested(4, message(number(1, id), number(2, 3 + id))));
  const routine = (id: number, name: string) =>
    message(number(1, id), number(2, at(name)), number(3, at(name)), number(4, at('main.go')), number(5, 1));
  const sample = message(number(1, 2), number(1, 1), number(2, 100), number(2, 1_000_000_000));
  return message(
    nested(1, type('samples', 'count')),
    nested(1, type('cpu', 'nanoseconds')),
    nested(2, sample),
    ...[1, 2].map((id) => nested(4, location(id))),
    nested(5, routine(1, caller)),
    nested(5, routine(2, callee)),
    ...strings.map((text) => nested(6, encodeUtf8(text))),
  );
}

const message = (...fields: readonly Uint8Array[]): Uint8Array => concatBytes(fields);

function number(field: number, value: number): Uint8Array {
  return message(varint(field * 8), varint(value));
}

function nested(field: number, bytes: Uint8Array): Uint8Array {
  return message(varint(field * 8 + 2), varint(bytes.length), bytes);
}

function varint(value: number): Uint8Array {
  const bytes: number[] = [];
  let rest = value;
  for (; rest > 127; rest = Math.floor(rest / 128)) bytes.push((rest % 128) + 128);
  return new Uint8Array([...bytes, rest]);
}
