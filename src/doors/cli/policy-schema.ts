/**
 * Where editors find the schema of policies: its own identifier, which is the same on every machine, so that a policy can be
 * committed with it.
 * @see schemas/policy.schema.json, "$id"
 */
export const POLICY_SCHEMA = 'https://twinseal.dev/schemas/policy.schema.json';
