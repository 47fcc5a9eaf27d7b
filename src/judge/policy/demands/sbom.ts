import { Members } from '../../../formats/json/members.ts';
import type { JsonValue } from '../../../formats/json/value.ts';
import type { SbomRequirement } from '../../../records/policy.ts';
import { CONTENT_TYPES } from '../../../records/predicate-types.ts';
import { requireStatesSomething } from '../known-signer.ts';
import type { Demand } from './demand.ts';
import { names, wholeNumber } from './member-values.ts';

/** A signed SBOM that is worth having. @example sbomDemand.needs({ by: ['release'], format: 'spdx' }).contents */
export const sbomDemand: Demand<SbomRequirement> = {
  read: readSbom,
  asksSomething: () => true,
  needs: ({ by, format }) => ({
    signers: by,
    contents: [
      ...(format === 'cyclonedx' ? [] : CONTENT_TYPES.spdx),
      ...(format === 'spdx' ? [] : CONTENT_TYPES.cyclonedx),
    ],
  }),
  requireSound: ({ by }, at, trust) => requireStatesSomething(trust, by, `${at}/by`),
};

function readSbom(value: JsonValue, at: string): SbomRequirement {
  const members = new Members('policy', value, at);
  members.only(['by', 'format', 'versions', 'purls', 'licenses', 'checksums', 'minPackages']);
  const format = members.has('format') ? formatOf(members) : undefined;
  const [versions, purls, licenses, checksums] = [
    share(members, 'versions'),
    share(members, 'purls'),
    share(members, 'licenses'),
    share(members, 'checksums'),
  ];
  const minPackages = members.has('minPackages') ? wholeNumber(members, 'minPackages', 1, 100_000) : undefined;
  return {
    by: names(members, 'by'),
    ...(format !== undefined && { format }),
    ...(versions !== undefined && { versions }),
    ...(purls !== undefined && { purls }),
    ...(licenses !== undefined && { licenses }),
    ...(checksums !== undefined && { checksums }),
    ...(minPackages !== undefined && { minPackages }),
  };
}

function formatOf(members: Members): 'spdx' | 'cyclonedx' {
  const { format } = members.object;
  return format === 'spdx' || format === 'cyclonedx'
    ? format
    : members.fail('format', 'must be spdx or cyclonedx; leave it out for either');
}

function share(members: Members, name: string): number | undefined {
  if (!members.has(name)) return undefined;
  const value = members.object[name];
  // What needs an exponent could not be written in YAML, and means nothing of packages that can be counted.
  if (typeof value !== 'number' || value < 0.000_001 || value > 1)
    return members.fail(name, 'must be a share of the packages from 0.000001 to 1, such as 0.9');
  return value;
}
