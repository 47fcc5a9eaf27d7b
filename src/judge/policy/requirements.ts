import { Members } from '../../formats/json/members.ts';
import type { JsonValue } from '../../formats/json/value.ts';
import type { Requirements, TrustedSigner } from '../../records/policy.ts';
import { annotationsDemand } from './demands/annotations.ts';
import type { Demand, DemandNeeds } from './demands/demand.ts';
import { expressionsDemand } from './demands/expressions.ts';
import { goBuildDemand } from './demands/go-build.ts';
import { imageDemand } from './demands/image.ts';
import { minVersionDemand } from './demands/min-version.ts';
import { platformsDemand } from './demands/platforms.ts';
import { podDemand } from './demands/pod.ts';
import { sbomDemand } from './demands/sbom.ts';
import { scanDemand } from './demands/scan.ts';
import { secretsDemand } from './demands/secrets.ts';
import { signaturesDemand } from './demands/signatures.ts';
import { statementsDemand } from './demands/statements.ts';
import { twinBuildDemand } from './demands/twin-build.ts';

/** Every kind of demand that can stand under `require`; what is not here is refused. */
const DEMANDS: { readonly [K in keyof Requirements]?: Demand<NonNullable<Requirements[K]>> } = {
  platforms: platformsDemand,
  signatures: signaturesDemand,
  statements: statementsDemand,
  twinBuild: twinBuildDemand,
  minVersion: minVersionDemand,
  image: imageDemand,
  annotations: annotationsDemand,
  goBuild: goBuildDemand,
  expressions: expressionsDemand,
  sbom: sbomDemand,
  scan: scanDemand,
  secrets: secretsDemand,
  pod: podDemand,
};

/**
 * Reads `require`, there or in a case. What signers are meant by a name is checked later.
 * @param at - JSON pointer of `require` in the policy
 * @throws FormatError with the JSON pointer
 * @example readRequirements({ signatures: [{ by: 'release' }] }, '/require').signatures // [{ by: 'release' }]
 */
export function readRequirements(value: JsonValue | undefined, at: string): Requirements {
  const members = new Members('policy', value, at);
  members.only(kinds());
  const read = kinds().flatMap((name) => {
    const found = members.object[name];
    return found === undefined ? [] : [[name, DEMANDS[name]?.read(found, members.pointer(name))]];
  });
  // Each was read by the demand of its own name, which the table's type pairs with that member.
  return Object.fromEntries(read) as Requirements;
}

/**
 * True when there is something that an image could fail.
 * @example asksSomething({ signatures: [] }) // false
 */
export function asksSomething(require: Requirements): boolean {
  return kinds().some((name) => withDemand(require, name, (demand, asked) => demand.asksSomething(asked)) === true);
}

/**
 * What all demands together need verified.
 * @example needsOfAll({ signatures: [{ by: 'release' }] }).signers // ['release']
 */
export function needsOfAll(require: Requirements): Required<DemandNeeds> {
  return sumOfNeeds(kinds().flatMap((name) => withDemand(require, name, (demand, asked) => demand.needs(asked)) ?? []));
}

/** Several needs as one. @example sumOfNeeds([{ walkLayers: true }, {}]).walkLayers // true */
export function sumOfNeeds(all: readonly DemandNeeds[]): Required<DemandNeeds> {
  return {
    signers: all.flatMap(({ signers = [] }) => signers),
    rebuilders: all.flatMap(({ rebuilders = [] }) => rebuilders),
    predicateTypes: all.flatMap(({ predicateTypes = [] }) => predicateTypes),
    contents: all.flatMap(({ contents = [] }) => contents),
    walkLayers: all.some(({ walkLayers }) => walkLayers === true),
    goPrograms: all.some(({ goPrograms }) => goPrograms === true),
    everySigner: all.some(({ everySigner }) => everySigner === true),
    everyStatement: all.some(({ everyStatement }) => everyStatement === true),
    predicates: all.some(({ predicates }) => predicates === true),
  };
}

/**
 * Refuses demands that no image can meet or that name nobody, each by the rule of its kind.
 * @param at - JSON pointer of `require` in the policy
 * @throws FormatError with the JSON pointer
 * @example requireSoundDemands(policy.require, '/require', policy.trust)
 */
export function requireSoundDemands(require: Requirements, at: string, trust: readonly TrustedSigner[]): void {
  for (const name of kinds())
    withDemand(require, name, (demand, asked) => demand.requireSound?.(asked, `${at}/${name}`, trust));
}

function kinds(): readonly (keyof Requirements)[] {
  return Object.keys(DEMANDS) as (keyof Requirements)[];
}

function withDemand<K extends keyof Requirements, R>(
  require: Requirements,
  name: K,
  use: (demand: Demand<NonNullable<Requirements[K]>>, asked: NonNullable<Requirements[K]>) => R,
): R | undefined {
  const demand = DEMANDS[name];
  const asked = require[name];
  return demand === undefined || asked === undefined || asked === null ? undefined : use(demand, asked);
}
