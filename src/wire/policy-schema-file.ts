import { fileURLToPath } from 'node:url';

/**
 * The schema of policies that came with this Twinseal, by its full path: an editor finds it wherever the policy lies.
 * @example policySchemaFile() // '/usr/lib/node_modules/twinseal/schemas/policy.schema.json'
 */
export function policySchemaFile(): string {
  return fileURLToPath(new URL('../../schemas/policy.schema.json', import.meta.url));
}
