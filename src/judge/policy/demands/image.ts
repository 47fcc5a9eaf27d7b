import { Members } from '../../../formats/json/members.ts';
import type { JsonValue } from '../../../formats/json/value.ts';
import type { ImageRequirement } from '../../../records/policy.ts';
import type { Demand } from './demand.ts';
import { flag, MAX_ENTRIES, names } from './member-values.ts';

/** Rules on the config and the program of each platform image. @example imageDemand.needs({ staticBinary: true }).walkLayers // true */
export const imageDemand: Demand<ImageRequirement> = {
  read: readImage,
  asksSomething: ({ labels, ...rules }) => Object.keys(rules).length + Object.keys(labels ?? {}).length > 0,
  needs: ({ staticBinary, goReproducibleFlags, noSetuid }) => ({
    walkLayers: staticBinary === true || goReproducibleFlags === true || noSetuid === true,
  }),
};

function readImage(value: JsonValue, at: string): ImageRequirement {
  const members = new Members('policy', value, at);
  members.only(['nonRoot', 'staticBinary', 'goReproducibleFlags', 'entrypoints', 'noSetuid', 'labels']);
  const nonRoot = flag(members, 'nonRoot');
  const staticBinary = flag(members, 'staticBinary');
  const goReproducibleFlags = flag(members, 'goReproducibleFlags');
  const entrypoints = members.has('entrypoints') ? names(members, 'entrypoints') : undefined;
  const relative = entrypoints?.find((path) => !path.startsWith('/'));
  if (relative !== undefined)
    members.fail('entrypoints', `holds ${JSON.stringify(relative)}: say the absolute path, as in /usr/local/bin/app`);
  const noSetuid = flag(members, 'noSetuid');
  const labels = members.has('labels') ? members.textMap('labels', MAX_ENTRIES) : undefined;
  return {
    ...(nonRoot !== undefined && { nonRoot }),
    ...(staticBinary !== undefined && { staticBinary }),
    ...(goReproducibleFlags !== undefined && { goReproducibleFlags }),
    ...(entrypoints !== undefined && { entrypoints }),
    ...(noSetuid !== undefined && { noSetuid }),
    ...(labels !== undefined && { labels }),
  };
}
