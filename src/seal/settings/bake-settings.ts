import type { BakeTarget } from '../../formats/bake/bake-plan.ts';
import type { Dockerfile } from '../../formats/bake/dockerfile.ts';
import { askedPlatforms } from '../../records/asked-platform.ts';
import type { MetadataSettings, NamedImage, Settings } from '../../records/settings.ts';

/** What a target says of the source, by the labels that say it; Twinseal states them itself. */
const STATED: Readonly<Record<string, keyof MetadataSettings>> = {
  'org.opencontainers.image.version': 'version',
  'org.opencontainers.image.source': 'source',
  'org.opencontainers.image.licenses': 'licenses',
  'org.opencontainers.image.vendor': 'vendor',
};

/** Those that nothing here decides. */
const FREE = /^org\.opencontainers\.image\.(?:authors|url|documentation|description)$/;

/** Why what a target says has no place here. */
const FURTHER: Readonly<Record<string, string>> = {
  secret: 'a build is given no secrets',
  ssh: 'a build is given no keys and no network',
  contexts: 'a build reads the module and its vendor folder, and no other context',
  target: 'there are no stages',
  output: 'what is written is said by --layout and --push',
  attest: 'SBOM, provenance and the twin proof are always made',
  'cache-from': 'a build begins with empty caches, or with those of --cache',
  'cache-to': 'a build begins with empty caches, or with those of --cache',
  'no-cache': 'a build begins with empty caches anyway',
  'no-cache-filter': 'a build begins with empty caches anyway',
  pull: 'no image is pulled',
  call: 'a target is sealed, whatever is to be called',
  network: 'a build has no network',
  entitlements: 'a build is contained and gets no more rights',
  description: 'it is for people',
};

/** One target as Twinseal would seal it. */
export interface BakedTarget {
  readonly name: string;
  readonly platforms: readonly string[];
  readonly image: NamedImage;
  readonly metadata: MetadataSettings;
  /** What could not be carried over, one sentence each. */
  readonly notes: readonly string[];
}

/**
 * What one target of a bake file becomes: its platforms, labels and annotations over what the settings say of its program.
 *
 * @param mapping - which programs it is, from `bake` of the settings
 * @throws TwinsealError `PLATFORM_UNKNOWN`
 * @example bakedTarget(target, settings, mapping).image.main // ['./cmd/app']
 */
export function bakedTarget(target: BakeTarget, settings: Settings, mapping: NamedImage): BakedTarget {
  const { name } = target;
  const notes: string[] = target.further.map(
    (member) => `${member} is left out: ${FURTHER[member] ?? 'it says how an engine builds, and none does'}`,
  );
  if (target.context !== '.')
    notes.push(`context ${JSON.stringify(target.context)} is left out: what is built is the module`);
  const metadata: Record<string, string> = { ...settings.metadata };
  const labels: Record<string, string> = { ...mapping.image.labels };
  for (const [key, value] of Object.entries(target.labels)) {
    const stated = STATED[key];
    if (stated !== undefined) metadata[stated] = stated === 'version' ? value.replace(/^v/, '') : value;
    else if (key.startsWith('org.opencontainers.') && !FREE.test(key))
      notes.push(`the label ${key} is left out: the source says it, or nothing does`);
    else labels[key] = value;
  }
  const { annotations, left } = annotationsOf(target.annotations);
  notes.push(...left);
  return {
    name,
    platforms:
      target.platforms.length === 0
        ? settings.platforms
        : askedPlatforms(target.platforms, `the target ${target.name}`),
    image: {
      ...mapping,
      image: { ...mapping.image, labels, annotations: { ...mapping.image.annotations, ...annotations } },
    },
    metadata,
    notes,
  };
}

/**
 * The steps of a Dockerfile, each named: none of them is run.
 * @param shown - its name, for messages
 * @example dockerfileNotes(parseDockerfile(bytes), 'Dockerfile')[0] // 'Dockerfile:3 is not run: RUN apk add git'
 */
export function dockerfileNotes({ syntax, steps }: Dockerfile, shown: string): readonly string[] {
  return [
    ...(syntax === undefined ? [] : [`${shown} asks for the frontend ${syntax}, which is not run`]),
    ...steps.map(({ line, instruction, text }) => `${shown}:${line} is not run: ${instruction} ${text}`.trimEnd()),
  ];
}

/** `[type,...[platform]:]key=value`; ours stand on the index and on every manifest. @see Docker documentation, "Annotations" */
function annotationsOf(written: readonly string[]): {
  readonly annotations: Readonly<Record<string, string>>;
  readonly left: readonly string[];
} {
  const annotations: Record<string, string> = {};
  const left: string[] = [];
  for (const text of written) {
    const [, types, key = '', value = ''] =
      /^(?:((?:index|manifest)(?:,(?:index|manifest))?):)?([A-Za-z0-9._/-]+)=(.*)$/s.exec(text) ?? [];
    if (key === '')
      left.push(
        `the annotation ${JSON.stringify(text.slice(0, 100))} is left out: it is for one platform or for descriptors`,
      );
    else if (key.startsWith('org.opencontainers.') && !FREE.test(key))
      left.push(`the annotation ${key} is left out: the source says it, or nothing does`);
    else {
      annotations[key] = value;
      if (types !== 'index,manifest' && types !== 'manifest,index')
        left.push(`the annotation ${key} stands on the index and on every manifest`);
    }
  }
  return { annotations, left };
}
