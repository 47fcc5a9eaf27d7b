// What an API server says of its kinds.
import assert from 'node:assert/strict';
import { isImageless } from '../../src/formats/kubernetes/imageless-kinds.ts';

interface Kind {
  readonly group: string;
  readonly kind: string;
}
interface Contract {
  readonly paths: Readonly<
    Record<
      string,
      Readonly<
        Record<string, { readonly 'x-kubernetes-action'?: string; readonly 'x-kubernetes-group-version-kind'?: Kind }>
      >
    >
  >;
  readonly definitions: Readonly<Record<string, { readonly 'x-kubernetes-group-version-kind'?: readonly Kind[] }>>;
}

const CONTAINER = 'io.k8s.api.core.v1.Container';
/** How the definitions of Kubernetes' own kinds are named; those of custom resources bear their groups. */
const OWN = /^io\.k8s\.(?:api|kube-aggregator|apiextensions-apiserver)\./;

/**
 * Every kind of Kubernetes' own of which the server keeps objects runs containers by its schema, or is known to hold no image: never both,
 * never neither.
 * @param contract - of `GET /openapi/v2`
 * @returns how many kinds there were; a server has those of alpha and beta groups only where it was told so
 */
export function assertKinds(contract: object): number {
  const { paths, definitions } = contract as Contract;
  const kept = Object.values(paths)
    .flatMap((path) => Object.values(path))
    .filter((action) => action['x-kubernetes-action'] === 'list')
    .flatMap((action) => action['x-kubernetes-group-version-kind'] ?? []);
  const distinct = new Map(kept.map((each) => [`${each.group}/${each.kind}`, each]));
  const wrong: string[] = [];
  let own = 0;
  for (const { group, kind } of distinct.values()) {
    const names = Object.keys(definitions).filter(
      (name) =>
        OWN.test(name) &&
        definitions[name]?.['x-kubernetes-group-version-kind']?.some((of) => of.group === group && of.kind === kind),
    );
    if (names.length === 0) continue;
    own += 1;
    const runs = names.some((name) => reached(definitions, name).has(CONTAINER));
    if (runs === isImageless(group, kind))
      wrong.push(`${group}/${kind} ${runs ? 'runs containers' : 'holds no image'}`);
  }
  assert.deepEqual(wrong, [], 'src/formats/kubernetes/imageless-kinds.ts says otherwise');
  return own;
}

/** The definitions that one refers to, over all steps. */
function reached(definitions: Contract['definitions'], name: string, found = new Set<string>()): ReadonlySet<string> {
  if (found.has(name)) return found;
  found.add(name);
  for (const [, next = ''] of JSON.stringify(definitions[name] ?? {}).matchAll(/"#\/definitions\/([^"]+)"/g))
    reached(definitions, next, found);
  return found;
}
