import { Members } from '../json/members.ts';
import { parseJson } from '../json/parse.ts';

/** Bytes of a request. */
export const MAX_PROVIDER_REQUEST = 256 * 1024;
const LIMITS = { maxBytes: MAX_PROVIDER_REQUEST, maxDepth: 8, maxValues: 2_000 };
const MAX_KEYS = 256;
const API = 'externaldata.gatekeeper.sh/v1beta1';

/**
 * The keys of a ProviderRequest, each once.
 * @throws FormatError
 * @example parseProviderRequest(body) // ['registry.example.com/app@sha256:...']
 * @see open-policy-agent/frameworks constraint/pkg/externaldata/request.go, ProviderRequest
 */
export function parseProviderRequest(bytes: Uint8Array): readonly string[] {
  const document = new Members('external-data', parseJson(bytes, LIMITS));
  document.noCaseTwins(['apiVersion', 'kind', 'request']);
  if (document.text('apiVersion') !== API) document.fail('apiVersion', `must be ${API}`);
  if (document.text('kind') !== 'ProviderRequest') document.fail('kind', 'must be ProviderRequest');
  const request = document.inside('request');
  request.noCaseTwins(['keys']);
  const keys = request.array('keys', MAX_KEYS).map((key, at) => {
    if (typeof key !== 'string') return request.fail('keys', `must hold text only, and entry ${at} is none`);
    return key;
  });
  return [...new Set(keys)];
}

/** What a provider says of one key: a value, or why there is none. */
export type ProviderItem = { readonly key: string } & (
  | { readonly value: Readonly<Record<string, string>> }
  | { readonly error: string }
);

/**
 * The answer to a ProviderRequest. It never says that it is idempotent: a verdict ends, so nothing may be mutated by it.
 * @example providerResponse([{ key, error: 'REGISTRY_UNREACHABLE' }]).response.items.length
 * @see open-policy-agent/frameworks constraint/pkg/externaldata/response.go, ProviderResponse
 */
export function providerResponse(items: readonly ProviderItem[]) {
  return {
    apiVersion: API,
    kind: 'ProviderResponse',
    response: {
      idempotent: false,
      items,
    },
  } as const;
}
