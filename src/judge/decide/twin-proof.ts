import { FormatError } from '../../formats/format-error.ts';
import { Members } from '../../formats/json/members.ts';
import { isJsonObject, type JsonValue } from '../../formats/json/value.ts';
import { parseRfc3339 } from '../../formats/rfc3339.ts';

/** What a verdict needs of a twin proof. */
export interface TwinProof {
  readonly identical: boolean;
  readonly binaries: readonly ProvenBinary[];
  readonly varied: readonly string[];
  /** Both sides. */
  readonly networkless: boolean;
  /** What contained both sides. */
  readonly isolation: readonly string[];
  readonly cold: boolean;
  readonly toolchainAuthenticated: boolean;
  /** All that count; a proof that says nothing of modules proves nothing of them. */
  readonly modulesAuthenticated: boolean;
  /** Seconds since 1970: when the later side ended. */
  readonly finished: number;
}

/** One program that both sides built to the same bytes. */
export interface ProvenBinary {
  readonly platform: string;
  readonly digest: string;
  readonly size: number;
}

const MAX_BINARIES = 1024;

const known = new WeakMap<object, TwinProof>();

/**
 * As {@link parseTwinProof}, once for each predicate: facts are never changed, and a service decides over the same ones
 * again and again.
 *
 * @throws FormatError of format `twin-proof`
 * @example readTwinProof(fact.predicate).identical // true only if the statement says so
 */
export function readTwinProof(predicate: JsonValue): TwinProof {
  if (!isJsonObject(predicate)) return parseTwinProof(predicate);
  const proof = known.get(predicate) ?? parseTwinProof(predicate);
  known.set(predicate, proof);
  return proof;
}

/**
 * Reads the predicate of a twin proof as far as a verdict rests on it. A binary counts only when both sides list it, so a
 * summary cannot claim more than the sides show, and two sides are two only if their invocations differ.
 *
 * @throws FormatError of format `twin-proof`
 * @example parseTwinProof(fact.predicate).binaries
 */
function parseTwinProof(predicate: JsonValue): TwinProof {
  const proof: Members = new Members('twin-proof', predicate);
  if (proof.text('apiVersion') !== 'twinseal.dev/twin-result/v1')
    proof.fail('apiVersion', 'is of a version that is not read');
  const sides = ['a', 'b'].map((name) => proof.inside('sides').inside(name));
  const [a = proof, b = proof] = sides;
  if (a.text('invocationId') === b.text('invocationId')) proof.fail('sides', 'are one and the same invocation');
  const [inA, inB] = [a, b].map(readBinaries);
  const same = (one: ProvenBinary, list: readonly ProvenBinary[] | undefined): boolean =>
    list?.some(
      ({ platform, digest, size }) => platform === one.platform && digest === one.digest && size === one.size,
    ) ?? false;
  const binaries = readBinaries(proof).filter((one) => same(one, inA) && same(one, inB));
  return {
    identical: proof.text('outcome') === 'identical',
    binaries,
    varied: readVaried(proof),
    networkless: sides.every((side) => side.inside('isolation').object.networkless === true),
    isolation: sides.map(readIsolation).reduce((all, own) => all.filter((name) => own.includes(name))),
    cold: sides.every((side) => side.object.cold === true),
    toolchainAuthenticated: proof.inside('toolchain').object.authenticated === true,
    modulesAuthenticated: proof.has('modules') && proof.inside('modules').object.outcome === 'authenticated',
    finished: Math.max(...sides.map((side) => Math.floor(parseRfc3339(side.text('finishedOn')) / 1000))),
  };
}

function readBinaries(members: Members): readonly ProvenBinary[] {
  return members.array('binaries', MAX_BINARIES).map((value, index) => {
    const binary = new Members('twin-proof', value, `${members.pointer('binaries')}/${index}`);
    const size = binary.object.size;
    if (typeof size !== 'number')
      throw new FormatError('twin-proof', '"size" must be a number', binary.pointer('size'));
    return { platform: binary.text('platform'), digest: binary.text('digest'), size };
  });
}

/** A user that root chose is as much a user of its own as one of a user namespace. */
function readIsolation(side: Members): readonly string[] {
  const isolation = side.inside('isolation');
  if (!isolation.has('inForce')) return [];
  const names = isolation.array('inForce', 64).filter((name) => typeof name === 'string');
  return names.includes('own-user') ? [...names, 'user'] : names;
}

function readVaried(proof: Members): readonly string[] {
  return proof.array('conditions', 64).flatMap((value, index) => {
    const condition = new Members('twin-proof', value, `/conditions/${index}`);
    return condition.object.varied === true ? [condition.text('name')] : [];
  });
}
