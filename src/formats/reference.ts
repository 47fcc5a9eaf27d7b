import { type Digest, parseDigest } from './digest.ts';
import { FormatError } from './format-error.ts';

/** One repository of one registry. */
export interface RepositoryName {
  /** `host` or `host:port`, lower case; `docker.io` for short names. */
  readonly registry: string;
  /** Path below the registry: `library/alpine`. */
  readonly repository: string;
}

/** A full image reference. When both are given the digest decides and the tag is decoration. */
export interface Reference extends RepositoryName {
  readonly tag?: string;
  readonly digest?: Digest;
}

// distribution/reference v0.6, regexp.go: the grammar; normalize.go: what short names stand for.
const LABEL = '[a-z0-9](?:[a-z0-9-]*[a-z0-9])?';
const HOST = new RegExp(`^(?:${LABEL}(?:\\.${LABEL})*|\\[[a-f0-9:.]+\\])(?::([1-9][0-9]{0,4}))?$`);
const COMPONENT = /^[a-z0-9]+(?:(?:\.|_|__|-+)[a-z0-9]+)*$/;
const TAG = /^[A-Za-z0-9_][A-Za-z0-9_.-]{0,127}$/;
const HEX_NAME = /^[a-f0-9]{64}$/;
/** A digest, perhaps cut short, where a name is meant: read as name and tag it would be asked of Docker Hub, as `library/sha256`. */
const BARE_DIGEST = /^(sha256|sha384|sha512|blake3):[A-Fa-f0-9]{32,}$/;
const OCTET = '(?:0|[1-9][0-9]?|1[0-9][0-9]|2[0-4][0-9]|25[0-5])';
const LOOPBACK_V4 = new RegExp(`^127(?:\\.${OCTET}){3}$`);
const MAX_REPOSITORY = 255;
const MAX_HOST = 255;
const MAX_TEXT = 1024;
const DOCKER = 'docker.io';

/**
 * Parses an image reference as containerd, crane and Docker do: `[host[:port]/]path[:tag][@digest]`. A first component
 * with a dot, a colon or the name `localhost` is the registry; without one it is `docker.io`, and a single component
 * then lies under `library/`.
 *
 * Host names are folded to lower case, since DNS does so too and policies compare text.
 *
 * @param text - what a user wrote
 * @returns the parts, with defaults filled in; a missing tag stays missing
 * @throws FormatError (`reference`) naming the broken rule
 * @example parseReference('alpine:3') // { registry: 'docker.io', repository: 'library/alpine', tag: '3' }
 * @see distribution/reference, reference.go, "Grammar"
 */
export function parseReference(text: string): Reference {
  if (newest?.text !== text) newest = { text, reference: parsed(text) };
  return newest.reference;
}

/** Whoever judges an image reads its reference several times in a row. */
let newest: { readonly text: string; readonly reference: Reference } | undefined;

function parsed(text: string): Reference {
  if (text.length > MAX_TEXT) return fail('length', text, `it is longer than ${MAX_TEXT} characters`);
  if (text.includes('://')) return fail('scheme', text, 'a reference has no scheme: leave out what stands before //');
  const at = text.indexOf('@');
  const digest = at < 0 ? undefined : parseDigestPart(text, text.slice(at + 1));
  const named = at < 0 ? text : text.slice(0, at);
  const bare = BARE_DIGEST.exec(named)?.[1];
  if (bare !== undefined) return fail('repository', text, `a digest alone says no repository: write name@${bare}:...`);
  // A colon after the last slash begins the tag; one before it belongs to the port.
  const colon = named.indexOf(':', named.lastIndexOf('/') + 1);
  const tag = colon < 0 ? undefined : named.slice(colon + 1);
  if (tag !== undefined && !TAG.test(tag))
    return fail('tag', text, 'a tag has 1 to 128 characters of A-Z, a-z, 0-9, "_", "." and "-", not "." or "-" first');
  const name = parseRepositoryName(colon < 0 ? named : named.slice(0, colon));
  return { ...name, ...(tag !== undefined && { tag }), ...(digest !== undefined && { digest }) };
}

/**
 * Parses the name of a repository, without tag or digest, by the rules of {@link parseReference}.
 * @throws FormatError (`reference`)
 * @example parseRepositoryName('registry.example.com/team/app').repository // 'team/app'
 */
export function parseRepositoryName(text: string): RepositoryName {
  const [registry, path] = splitHost(text);
  const port = HOST.exec(registry)?.[1];
  if (registry.length > MAX_HOST || !HOST.test(registry) || Number(port ?? 1) > 65535)
    return fail('host', text, `${quote(registry)} is no registry host of the form name, name:port or [IPv6]:port`);
  if (registry.startsWith('[') && !URL.canParse(`http://${registry}/`))
    return fail('host', text, `${quote(registry)} holds no IPv6 address`);
  if (path === '') return fail('repository', text, 'the repository is missing');
  if (path.length > MAX_REPOSITORY)
    return fail('repository', text, `the repository is longer than ${MAX_REPOSITORY} characters`);
  const wrong = path.split('/').find((component) => !COMPONENT.test(component));
  if (wrong !== undefined)
    return fail(
      'repository',
      text,
      `${quote(wrong)} in the repository is refused: lower-case letters and digits, with single ".", "_", "__" or dashes between them`,
    );
  return { registry, repository: path };
}

/**
 * The reference in full, with nothing left to defaults; {@link parseReference} gives the same parts back.
 * @example formatReference(parseReference('alpine')) // 'docker.io/library/alpine'
 */
export function formatReference(reference: Reference): string {
  const tag = reference.tag === undefined ? '' : `:${reference.tag}`;
  const digest = reference.digest === undefined ? '' : `@${reference.digest}`;
  return `${formatRepositoryName(reference)}${tag}${digest}`;
}

/** `registry/repository`. @example formatRepositoryName({ registry: 'ghcr.io', repository: 'a/b' }) // 'ghcr.io/a/b' */
export function formatRepositoryName(name: RepositoryName): string {
  return `${name.registry}/${name.repository}`;
}

/** What to ask the registry for: the digest, else the tag, else `latest`. @example targetOf(parseReference('alpine')) // 'latest' */
export function targetOf(reference: Reference): string {
  return reference.digest ?? reference.tag ?? 'latest';
}

/** Tells whether the value is a tag. @see distribution-spec v1.1, "Pulling manifests" @example isTag('v1.2.3') // true */
export function isTag(value: string): boolean {
  return TAG.test(value);
}

/**
 * Tells whether a registry host names this machine by its text alone: `localhost`, 127.0.0.0/8 in full dotted form, or
 * `[::1]`. Other spellings of these addresses are not taken, so that they get HTTPS.
 * @example isLoopbackRegistry('127.0.0.1:5000') // true
 */
export function isLoopbackRegistry(registry: string): boolean {
  const host = registry.replace(/:[0-9]+$/, '');
  if (host === 'localhost' || host === '[::1]') return true;
  return LOOPBACK_V4.test(host);
}

/** The same of a host without a port, an IPv6 address without its brackets. @example isLoopbackHost('::1') // true */
export function isLoopbackHost(host: string): boolean {
  return isLoopbackRegistry(host.includes(':') ? `[${host}]` : host);
}

// normalize.go, splitDockerDomain. Its fourth rule, "a component with an upper-case letter is a host", would not
// survive folding, so a host needs a dot, a colon or the name localhost.
function splitHost(text: string): readonly [string, string] {
  const slash = text.indexOf('/');
  const first = slash < 0 ? '' : text.slice(0, slash);
  if (slash < 0 || !(/[.:]/.test(first) || first === 'localhost')) {
    if (HEX_NAME.test(text))
      return fail('repository', text, '64 hex characters are no repository: write name@sha256:...');
    return [DOCKER, slash < 0 && text !== '' ? `library/${text}` : text];
  }
  const host = first.toLowerCase();
  const path = text.slice(slash + 1);
  if (host !== DOCKER && host !== 'index.docker.io') return [host, path];
  return [DOCKER, path !== '' && !path.includes('/') ? `library/${path}` : path];
}

function parseDigestPart(text: string, part: string): Digest {
  try {
    return parseDigest(part);
  } catch (cause) {
    if (!(cause instanceof FormatError)) throw cause;
    return fail('digest', text, cause.message, cause);
  }
}

function fail(rule: string, text: string, why: string, cause?: unknown): never {
  throw new FormatError('reference', `${quote(text)} is not an image reference: ${why}`, '', { cause, rule });
}

function quote(text: string): string {
  return JSON.stringify(text.length > 120 ? `${text.slice(0, 120)}...` : text);
}
