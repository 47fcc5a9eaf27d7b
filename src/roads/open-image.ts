import { formatRepositoryName, targetOf } from '../formats/reference.ts';
import type { Call } from '../ports/call.ts';
import type { ContentPlaces, ContentReader } from '../ports/content.ts';
import { TwinsealError } from '../records/twinseal-error.ts';
import { imageReference } from './image-reference.ts';
import { isShortName, shortNamed } from './taken-as-reference.ts';

/** An image, found but not yet resolved. */
export interface OpenedImage {
  readonly source: ContentReader;
  /** Tag or digest; `undefined` for a layout's only image. */
  readonly image: string | undefined;
  /** Name by which a reference, or a path with a name behind it, calls it; the digest decides where there is one too. */
  readonly tag?: string;
  /** Folder of a layout. */
  readonly layout?: string;
}

// `app.oci` would be a repository of Docker Hub too; whoever means that writes docker.io/library/app.oci.
const LOOKS_LIKE_PATH = /^\.{0,2}\/|^[^/:]*\.(?:oci|tar)\/?$/;

// `./app.oci:server` and `app.oci@sha256:...`. A path with neither sign could be a repository, so it takes no name.
const NAMED_IN_LAYOUT = /^(\.{0,2}\/.*?|.*?\.oci)\/?(?::([^/:@]+)|@(sha256:[0-9a-f]{64}))$/;

/**
 * Opens what the user named: an argument that exists on disk is a layout, anything else a reference. One image of several in
 * a layout is named behind its path: `./app.oci:server`, or `./app.oci@sha256:...`.
 *
 * @throws TwinsealError `REFERENCE_INVALID`, `INPUT_UNREADABLE` for a path that does not exist, and what opening a layout throws
 * @example await openImage(places, 'registry.example.com/app:v1', call)
 */
export async function openImage(places: ContentPlaces, argument: string, call: Call): Promise<OpenedImage> {
  if (await places.isPath(argument))
    return { source: await places.layout(argument, call), image: undefined, layout: argument };
  const [, path, name, digest] = NAMED_IN_LAYOUT.exec(argument) ?? [];
  if (path !== undefined && (await places.isPath(path)))
    return {
      source: await places.layout(path, call),
      image: name ?? digest,
      ...(name !== undefined && { tag: name }),
      layout: path,
    };
  if (LOOKS_LIKE_PATH.test(argument))
    throw new TwinsealError(
      'INPUT_UNREADABLE',
      `${argument} does not exist; a layout is a folder with index.json in it`,
    );
  const opened = openReference(places, argument);
  const reference = imageReference(argument);
  return isShortName(argument, reference)
    ? { ...opened, source: shortNamed(opened.source, argument, reference) }
    : opened;
}

/**
 * Whether {@link openImage} would look for the image on this disk.
 * @example await isOnDisk(places, './app.oci:server') // true
 */
export async function isOnDisk(places: Pick<ContentPlaces, 'isPath'>, argument: string): Promise<boolean> {
  const path = layoutNamedIn(argument);
  return (
    looksLikePath(argument) || (await places.isPath(argument)) || (path !== undefined && (await places.isPath(path)))
  );
}

/**
 * The folder in an argument that names one image of a layout.
 * @example layoutNamedIn('./app.oci:server') // './app.oci'
 */
export function layoutNamedIn(argument: string): string | undefined {
  return NAMED_IN_LAYOUT.exec(argument)?.[1];
}

/** Whether a word can hardly be meant as a reference. @example looksLikePath('other.oci') // true */
export function looksLikePath(argument: string): boolean {
  return LOOKS_LIKE_PATH.test(argument);
}

/** Repositories by name. */
export interface Registries {
  /** @example registries.repository('registry.example.com/app').name */
  repository(name: string): ContentReader;
}

/**
 * Opens an image of a registry, never a path: for callers who may not read this machine's disk.
 * @throws TwinsealError `REFERENCE_INVALID`
 * @example openReference(places, 'registry.example.com/app:v1').image // 'v1'
 */
export function openReference(places: Registries, argument: string): OpenedImage {
  const reference = imageReference(argument);
  const tag = reference.tag ?? (reference.digest === undefined ? 'latest' : undefined);
  return {
    source: places.repository(formatRepositoryName(reference)),
    image: targetOf(reference),
    ...(tag !== undefined && { tag }),
  };
}
