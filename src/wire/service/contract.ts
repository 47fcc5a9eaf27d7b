import { readFile } from 'node:fs/promises';
import type { JsonValue } from '../../formats/json/value.ts';
import { DEFAULT_YAML_LIMITS, parseYaml } from '../../formats/yaml.ts';

/** Our own document nests deeper than what people write by hand. */
const LIMITS = { ...DEFAULT_YAML_LIMITS, maxDepth: 32 };

/**
 * `openapi.yaml` as a value, read when it is asked for first: as YAML it takes a tenth of a second and 20 MB, which a service that
 * nobody asks for its contract need not spend.
 *
 * @returns what gives the value, again and again; it throws what reading a file throws
 * @example const contract = ownContract(); (await contract()).openapi
 */
export function ownContract(): () => Promise<JsonValue> {
  let value: Promise<JsonValue> | undefined;
  return async () => {
    value ??= readFile(new URL('../../../openapi.yaml', import.meta.url)).then((bytes) => parseYaml(bytes, LIMITS));
    // A file that could not be read may be there the next time.
    value.catch(() => {
      value = undefined;
    });
    return await value;
  };
}
