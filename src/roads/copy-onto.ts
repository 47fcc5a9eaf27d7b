import { ANNOTATION_KEYS } from '../formats/oci/metadata.ts';
import type { Call } from '../ports/call.ts';
import type { ContentPlaces, ContentReader } from '../ports/content.ts';
import { TwinsealError } from '../records/twinseal-error.ts';
import { layoutNamedIn, type OpenedImage } from './open-image.ts';

/**
 * Refuses a target that is written like one image of a layout: a copy goes into a folder, so `./app.oci:v1` would make one of that name.
 * @throws TwinsealError `USAGE`, unless such a folder stands there
 * @example await refuseNameInLayout(places, './app.oci:v1')
 */
export async function refuseNameInLayout(places: Pick<ContentPlaces, 'isPath'>, to: string): Promise<void> {
  const folder = layoutNamedIn(to);
  if (folder === undefined || (await places.isPath(to))) return;
  // Without a sign of a path only a layout that stands there tells it from a repository, as it does for a source.
  if (!/^\.{0,2}\//.test(to) && !(await places.isPath(folder))) return;
  throw new TwinsealError(
    'USAGE',
    `${to} names one image of a layout, but a copy goes into a folder and brings its name along: write ${folder}`,
  );
}

/**
 * Refuses to replace a layout when more would be lost than an older image of the same name: a copy says nowhere that it removes images.
 * What is no layout, or does not exist, is left to whoever writes there.
 *
 * @param opened - what will be copied, with its name
 * @throws TwinsealError `USAGE` for the layout that the image lies in, and for one with other images; what reading the layout throws
 * @example await refuseLoss(places, opened, './app.oci', call)
 */
export async function refuseLoss(
  places: ContentPlaces,
  { layout, tag }: OpenedImage,
  folder: string,
  call: Call,
): Promise<void> {
  if (layout !== undefined && (await places.isSameFolder(layout, folder)))
    throw new TwinsealError(
      'USAGE',
      `${folder} is the layout that the image lies in, and a copy would replace it: name another folder`,
    );
  const there = await layoutThere(places, folder, call);
  const copied = tag === undefined ? 'an image without a name' : JSON.stringify(tag);
  const name = there && (await onlyName(there, folder, copied, call));
  if (name !== undefined && name !== tag) throw losing(folder, `the image ${JSON.stringify(name)}`, copied);
}

async function layoutThere(places: ContentPlaces, folder: string, call: Call): Promise<ContentReader | undefined> {
  try {
    return await places.layout(folder, call);
  } catch (error) {
    // Absent, empty, or something else that is not replaced: `newLayout` knows what to do.
    if (error instanceof TwinsealError && (error.code === 'INPUT_UNREADABLE' || error.code === 'LAYOUT_INVALID'))
      return undefined;
    throw error;
  }
}

/** Name of the only image of a layout; undefined when it has no name, or when there is no image. */
async function onlyName(
  layout: ContentReader,
  folder: string,
  copied: string,
  call: Call,
): Promise<string | undefined> {
  try {
    return (await layout.resolve(undefined, call)).annotations?.[ANNOTATION_KEYS.refName];
  } catch (error) {
    if (!(error instanceof TwinsealError)) throw error;
    if (error.code === 'CONTENT_NOT_FOUND') return undefined;
    // So a layout answers that has several images; it says which.
    throw error.code === 'USAGE' ? losing(folder, 'several images', copied, error) : error;
  }
}

function losing(folder: string, held: string, copied: string, cause?: TwinsealError): TwinsealError {
  return new TwinsealError(
    'USAGE',
    `${folder} holds ${held}, which a copy of ${copied} would replace with all evidence: name another folder, or remove ${folder} first`,
    { cause, details: cause === undefined ? [] : [cause.message] },
  );
}
