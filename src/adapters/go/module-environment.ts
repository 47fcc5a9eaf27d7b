/** The user's environment, by name. */
export type UserEnvironment = Readonly<Record<string, string | undefined>>;

// cmd/go's own variables for finding and checking modules, and those of Go's HTTP client.
const MODULE_VARIABLES = [
  'GOENV',
  'GOPROXY',
  'GONOPROXY',
  'GOPRIVATE',
  'GOSUMDB',
  'GONOSUMDB',
  'GOINSECURE',
  'GOVCS',
  'GOAUTH',
  'GOMODCACHE',
  'GOPATH',
  'GOCACHE',
  'HOME',
  'XDG_CONFIG_HOME',
  'XDG_CACHE_HOME',
  'PATH',
  'SSL_CERT_FILE',
  'SSL_CERT_DIR',
  'HTTP_PROXY',
  'HTTPS_PROXY',
  'NO_PROXY',
  'http_proxy',
  'https_proxy',
  'no_proxy',
  'SSH_AUTH_SOCK',
  'NETRC',
] as const;

/**
 * What leads Go to modules in the user's environment, and nothing else of it.
 * @example moduleEnvironment(process.env).GOPROXY
 * @see Go modules reference, "Environment variables"
 */
export function moduleEnvironment(environment: UserEnvironment): Readonly<Record<string, string>> {
  const given: Record<string, string> = {};
  for (const name of MODULE_VARIABLES) {
    const value = environment[name];
    if (value !== undefined) given[name] = value;
  }
  return given;
}
