import { Members } from '../json/members.ts';
import type { JsonValue } from '../json/value.ts';
import { parseRfc3339 } from '../rfc3339.ts';
import { countPackages, isPurl, MAX_PACKAGES, type PackageTraits, type SbomCensus } from './census.ts';

/**
 * Counts the packages of an SPDX document of version 2.2 or 2.3 in JSON, with those of the image itself. NOASSERTION and NONE
 * say nothing, so they count for nothing.
 *
 * @throws FormatError of format `spdx`; with rule `unknown` for another version
 * @example readSpdxCensus(predicate).packages
 * @see SPDX 2.3, clauses 6.9 and 7.3 to 7.21
 */
export function readSpdxCensus(value: JsonValue): SbomCensus {
  const document: Members = new Members('spdx', value);
  document.noCaseTwins(['spdxVersion', 'creationInfo', 'packages']);
  if (document.has('@graph')) document.fail('@graph', 'is of SPDX 3, which is not read; SPDX 2.3 is', 'unknown');
  const version = document.text('spdxVersion', 64);
  if (version !== 'SPDX-2.3' && version !== 'SPDX-2.2')
    document.fail('spdxVersion', `is ${JSON.stringify(version)}, which is not read; SPDX-2.3 is`, 'unknown');
  const created = parseRfc3339(document.inside('creationInfo').text('created', 64)) / 1000;
  const packages = document.has('packages') ? document.array('packages', MAX_PACKAGES) : [];
  const traits = packages.map((entry, index) => traitsOf(new Members('spdx', entry, `/packages/${index}`)));
  return countPackages('spdx', traits, Math.floor(created));
}

function traitsOf(each: Members): PackageTraits {
  each.text('SPDXID');
  each.string('name');
  return {
    version: says(each, 'versionInfo'),
    purl: listOf(each, 'externalRefs').some(
      (reference) => reference.object.referenceType === 'purl' && isPurl(reference.string('referenceLocator', 8192)),
    ),
    license: says(each, 'licenseConcluded') || says(each, 'licenseDeclared'),
    checksum: listOf(each, 'checksums').some(
      (checksum) =>
        /^[0-9a-fA-F]{32,}$/.test(checksum.string('checksumValue')) && checksum.text('algorithm', 64) !== '',
    ),
  };
}

function says(each: Members, name: string): boolean {
  const text = (each.optionalString(name, 64 * 1024) ?? '').trim();
  return text !== '' && text !== 'NOASSERTION' && text !== 'NONE';
}

function listOf(each: Members, name: string): readonly Members[] {
  if (!each.has(name)) return [];
  return each.array(name, 10_000).map((entry, index) => new Members('spdx', entry, `${each.pointer(name)}/${index}`));
}
