import { FormatError } from '../../formats/format-error.ts';
import { formatUtcSeconds, parseUtcSeconds } from '../../formats/rfc3339.ts';
import { parseSemver, pseudoVersion, serialiseSemver, versionOfTag } from '../../formats/semver.ts';
import type { ImageMetadata, SourcedValue } from '../../records/image-metadata.ts';
import type { MetadataSettings } from '../../records/settings.ts';
import type { VcsFacts } from '../../records/source-lock.ts';
import { TwinsealError } from '../../records/twinseal-error.ts';

/** What metadata is made from. */
export interface MetadataInput {
  readonly module: string;
  readonly vcs: VcsFacts | undefined;
  readonly claims: MetadataSettings;
  /** The variable as the user has it; undefined when unset. */
  readonly sourceDateEpoch: string | undefined;
}

/**
 * The metadata of the image: claims win over git, SOURCE_DATE_EPOCH over both for the time, and nothing is invented.
 *
 * A commit past its last tag gets `X.Y.(Z+1)-0.N.gHASH`; files that differ from the commit add `+dirty`, as Go does.
 * @throws TwinsealError `METADATA_INVALID` with the rule that a value breaks
 * @example imageMetadata({ module: 'a.b/c', vcs: undefined, claims: {}, sourceDateEpoch: undefined }).created.origin // 'none'
 * @see image-spec v1.1.1, annotations.md; Semantic Versioning 2.0.0; reproducible-builds.org SOURCE_DATE_EPOCH
 */
export function imageMetadata(input: MetadataInput): ImageMetadata {
  const { vcs, claims } = input;
  const revision = revisionOf(vcs, claims);
  const version = versionOf(vcs, claims);
  const source = claims.source ?? vcs?.remote;
  return {
    ...(revision === undefined ? {} : { revision }),
    created: createdOf(input),
    ...(version === undefined ? {} : { version }),
    title: claims.title ?? titleOf(input.module),
    ...(source === undefined ? {} : { source: plainText('source', source) }),
    ...(claims.licenses === undefined ? {} : { licenses: plainText('licenses', claims.licenses) }),
    ...(claims.vendor === undefined ? {} : { vendor: plainText('vendor', claims.vendor) }),
  };
}

function revisionOf(vcs: VcsFacts | undefined, claims: MetadataSettings): SourcedValue | undefined {
  if (claims.revision === undefined) return vcs === undefined ? undefined : { value: vcs.revision, origin: 'git' };
  if (!/^(?:[0-9a-f]{40}|[0-9a-f]{64})$/.test(claims.revision)) {
    throw invalid('revision', claims.revision, 'must be 40 or 64 lower-case hex characters, a whole commit name');
  }
  return { value: claims.revision, origin: 'claimed' };
}

function createdOf({ vcs, claims, sourceDateEpoch }: MetadataInput): SourcedValue {
  if (sourceDateEpoch !== undefined && sourceDateEpoch !== '') {
    if (!/^(?:0|[1-9]\d{0,11})$/.test(sourceDateEpoch)) {
      throw invalid('SOURCE_DATE_EPOCH', sourceDateEpoch, 'must be whole seconds since 1970 in decimal');
    }
    return {
      value: ruled('SOURCE_DATE_EPOCH', () => formatUtcSeconds(Number(sourceDateEpoch))),
      origin: 'SOURCE_DATE_EPOCH',
    };
  }
  const { created } = claims;
  if (created !== undefined) {
    return { value: ruled('created', () => formatUtcSeconds(parseUtcSeconds(created))), origin: 'claimed' };
  }
  if (vcs !== undefined) return { value: vcs.commitTime, origin: 'git' };
  return { value: formatUtcSeconds(0), origin: 'none' };
}

function versionOf(vcs: VcsFacts | undefined, claims: MetadataSettings): SourcedValue | undefined {
  const { version } = claims;
  if (version !== undefined) {
    return { value: ruled('version', () => serialiseSemver(parseSemver(version))), origin: 'claimed' };
  }
  // Without a count (no tag in a shallow clone) no version can be made that sorts where it belongs.
  if (vcs?.commitsSinceTag === undefined) return undefined;
  const last = vcs.tag === undefined ? undefined : versionOfTag(vcs.tag);
  const base =
    vcs.commitsSinceTag === 0 && last !== undefined
      ? last
      : pseudoVersion(last, Math.max(1, vcs.commitsSinceTag), vcs.revision);
  const marked = vcs.dirty ? { ...base, build: [...base.build, 'dirty'] } : base;
  return { value: serialiseSemver(marked), origin: 'git' };
}

function titleOf(module: string): string {
  const parts = module.split('/').filter((part) => !/^v\d+$/.test(part));
  return parts.at(-1)?.replace(/\.v\d+$/, '') ?? module;
}

function plainText(name: string, value: string): string {
  if (value === '' || value.length > 4096 || /[\u0000-\u001f\u007f]/.test(value)) {
    throw invalid(name, value, 'must be one line of 1 to 4096 characters');
  }
  return value;
}

function ruled(name: string, make: () => string): string {
  try {
    return make();
  } catch (cause) {
    if (cause instanceof FormatError)
      throw new TwinsealError('METADATA_INVALID', `${name}: ${cause.message}`, { cause });
    throw cause;
  }
}

function invalid(name: string, value: string, rule: string): TwinsealError {
  return new TwinsealError('METADATA_INVALID', `${name} ${JSON.stringify(value.slice(0, 100))} ${rule}`);
}
