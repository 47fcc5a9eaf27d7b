import { FormatError } from '../../formats/format-error.ts';
import { Members } from '../../formats/json/members.ts';
import type { JsonValue } from '../../formats/json/value.ts';
import { parseRfc3339 } from '../../formats/rfc3339.ts';

/** What a verdict needs of a rebuild statement. */
export interface RebuildClaim {
  /** Seconds since 1970, as the rebuilder says. */
  readonly finished: number;
  /** Platforms that were compared; what was not tried says nothing. */
  readonly platforms: readonly {
    /** Digest of the manifest. */
    readonly manifest: string;
    /** Digest of the program that the image ran. */
    readonly program: string;
    readonly size: number;
    readonly reproduced: boolean;
  }[];
}

const MAX_PLATFORMS = 1024;

/**
 * Reads the predicate of a rebuild statement as far as a verdict rests on it. A platform counts as reproduced only when the program
 * that came out has the digest and size of the one in the image, so that the word alone cannot claim it.
 *
 * @throws FormatError of format `rebuild`
 * @example readRebuild(fact.predicate).platforms[0]?.reproduced // true only if the digests say so too
 */
export function readRebuild(predicate: JsonValue): RebuildClaim {
  const result: Members = new Members('rebuild', predicate);
  if (result.text('apiVersion') !== 'twinseal.dev/rebuild-result/v1')
    result.fail('apiVersion', 'is of a version that is not read');
  const platforms = result.array('platforms', MAX_PLATFORMS).flatMap((value, index) => {
    const platform: Members = new Members('rebuild', value, `/platforms/${index}`);
    const outcome = platform.text('outcome');
    if (outcome === 'not-tried') return [];
    if (outcome !== 'reproduced' && outcome !== 'different') platform.fail('outcome', 'is none that is read');
    const [program, rebuilt] = ['program', 'rebuilt'].map((name) => readBinary(platform.inside(name)));
    if (program === undefined || rebuilt === undefined) return [];
    const same = program.digest === rebuilt.digest && program.size === rebuilt.size;
    if (same !== (outcome === 'reproduced')) platform.fail('outcome', 'contradicts the digests');
    return [{ manifest: platform.text('manifest'), program: program.digest, size: program.size, reproduced: same }];
  });
  return { finished: Math.floor(parseRfc3339(result.text('finishedOn')) / 1000), platforms };
}

function readBinary(binary: Members): { readonly digest: string; readonly size: number } {
  const { size } = binary.object;
  if (typeof size !== 'number') throw new FormatError('rebuild', '"size" must be a number', binary.pointer('size'));
  return { digest: binary.text('digest'), size };
}
