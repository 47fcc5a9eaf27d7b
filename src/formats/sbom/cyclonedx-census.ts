import { Members } from '../json/members.ts';
import type { JsonValue } from '../json/value.ts';
import { parseRfc3339 } from '../rfc3339.ts';
import { countPackages, isPurl, MAX_PACKAGES, type PackageTraits, type SbomCensus } from './census.ts';

const VERSIONS = ['1.4', '1.5', '1.6'];

/**
 * Counts the components of a CycloneDX document of version 1.4 to 1.6 in JSON, those inside of others too. Files are no
 * packages, and the image that the document is about (`metadata.component`) is not counted.
 *
 * @throws FormatError of format `cyclonedx`; with rule `unknown` for another version
 * @example readCycloneDxCensus(predicate).purls
 * @see CycloneDX 1.6, bom-1.6.schema.json
 */
export function readCycloneDxCensus(value: JsonValue): SbomCensus {
  const document: Members = new Members('cyclonedx', value);
  document.noCaseTwins(['bomFormat', 'specVersion', 'metadata', 'components']);
  if (document.text('bomFormat', 64) !== 'CycloneDX') document.fail('bomFormat', 'must be CycloneDX');
  const version = document.text('specVersion', 64);
  if (!VERSIONS.includes(version))
    document.fail(
      'specVersion',
      `is ${JSON.stringify(version)}, which is not read; ${VERSIONS.join(', ')} are`,
      'unknown',
    );
  const metadata = document.has('metadata') ? document.inside('metadata') : undefined;
  const timestamp = metadata?.optionalString('timestamp', 64);
  const traits: PackageTraits[] = [];
  const todo = [document];
  for (let next = todo.pop(); next !== undefined; next = todo.pop()) {
    if (!next.has('components')) continue;
    const entries = next.array('components', MAX_PACKAGES);
    for (const [index, entry] of entries.entries()) {
      const component: Members = new Members('cyclonedx', entry, `${next.pointer('components')}/${index}`);
      if (component.text('type', 64) !== 'file') traits.push(traitsOf(component));
      todo.push(component);
    }
    if (traits.length > MAX_PACKAGES)
      next.fail('components', `are more than ${MAX_PACKAGES} with those inside`, 'limit');
  }
  return countPackages(
    'cyclonedx',
    traits,
    timestamp === undefined ? undefined : Math.floor(parseRfc3339(timestamp) / 1000),
  );
}

function traitsOf(component: Members): PackageTraits {
  component.string('name');
  return {
    version: (component.optionalString('version') ?? '').trim() !== '',
    purl: isPurl(component.optionalString('purl', 8192) ?? ''),
    license: listOf(component, 'licenses').some(isLicense),
    checksum: listOf(component, 'hashes').some((hash) => /^[0-9a-fA-F]{32,}$/.test(hash.string('content'))),
  };
}

/** An expression, or a licence with an id of SPDX or a name. */
function isLicense(entry: Members): boolean {
  const text = entry.has('license')
    ? (entry.inside('license').optionalString('id') ?? entry.inside('license').optionalString('name', 64 * 1024))
    : entry.optionalString('expression', 64 * 1024);
  return text !== undefined && text.trim() !== '' && text !== 'NOASSERTION';
}

function listOf(component: Members, name: string): readonly Members[] {
  if (!component.has(name)) return [];
  return component
    .array(name, 10_000)
    .map((entry, index) => new Members('cyclonedx', entry, `${component.pointer(name)}/${index}`));
}
