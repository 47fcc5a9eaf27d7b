import type { Members } from '../../formats/json/members.ts';
import { CLAIM_NAMES, type ClaimName } from '../../formats/sigstore/certificate-claims.ts';
import type { TrustedIdentity } from '../../records/policy.ts';

/** Members by which a workflow is named in one line. */
export const WORKFLOW_MEMBERS = ['github', 'workflow', 'gitlab', 'config', 'ref', 'host', 'claims'] as const;

type Claims = NonNullable<TrustedIdentity['claims']>;
type Identity = Pick<TrustedIdentity, 'identity' | 'identityPattern' | 'issuer' | 'claims'>;

const MAX_IDENTITY = 2048;
const GITHUB = 'github.com';
const GITLAB = 'gitlab.com';
const HOST = /^[a-z0-9](?:[a-z0-9.-]*[a-z0-9])?(?::[0-9]{1,5})?$/;
// No * in any of these: one repository, one file.
const GITHUB_REPOSITORY = /^[A-Za-z0-9-]{1,39}\/[A-Za-z0-9._-]{1,100}$/;
const GITLAB_PROJECT = /^[A-Za-z0-9_][A-Za-z0-9_.-]*(?:\/[A-Za-z0-9_][A-Za-z0-9_.-]*)+$/;
const WORKFLOW = /^[A-Za-z0-9._-]{1,200}\.ya?ml$/;
const CONFIG = /^[A-Za-z0-9._-]+(?:\/[A-Za-z0-9._-]+)*$/;
const REF = /^refs\/[!-~]{1,512}$/;

/**
 * The identity, the issuer and the claims that a keyless signer is known by: as they stand there, or those of a workflow that is
 * named in one line. A workflow that others may call signs in its own name for whoever calls it, so that the line asks for the
 * repository whose run it was, too.
 *
 * @throws FormatError with the JSON pointer
 * @example readWorkflowIdentity(keyless).issuer // 'https://token.actions.githubusercontent.com'
 * @see fulcio docs/oidc.md, "GitHub" and "GitLab"; docs.github.com, "OpenID Connect reference" (addresses of Enterprise Server)
 */
export function readWorkflowIdentity(keyless: Members): Identity {
  const claims = readClaims(keyless);
  const forms = ['identity', 'identityPattern', 'github', 'gitlab'].filter((name) => keyless.has(name));
  const [form, second] = forms;
  if (form === undefined || second !== undefined)
    return keyless.fail('identity', 'or one of "identityPattern", "github" and "gitlab" must be there, and no two');
  if (form === 'github') return github(keyless, claims);
  if (form === 'gitlab') return gitlab(keyless, claims);
  for (const name of ['workflow', 'config', 'ref', 'host'])
    if (keyless.has(name)) keyless.fail(name, 'belongs to "github" or "gitlab"');
  const text = keyless.text(form, MAX_IDENTITY);
  if (form === 'identityPattern' && /^[*]*$/.test(text))
    keyless.fail('identityPattern', 'is anybody for whom the issuer vouches; name whom to trust');
  const more = Object.keys(claims).length === 0 ? {} : { claims };
  return { [form]: text, issuer: keyless.text('issuer', MAX_IDENTITY), ...more };
}

function github(keyless: Members, claims: Claims): Identity {
  if (keyless.has('config')) keyless.fail('config', 'belongs to "gitlab"; the file of a workflow is "workflow"');
  const host = hostOf(keyless, GITHUB);
  const repository = match(keyless, 'github', GITHUB_REPOSITORY, 'must be OWNER/REPOSITORY, without *');
  const workflow = match(
    keyless,
    'workflow',
    WORKFLOW,
    'must be a file of .github/workflows, such as release.yml, without *',
  );
  const ref = refOf(keyless);
  const issuer = host === GITHUB ? 'https://token.actions.githubusercontent.com' : `https://${host}/_services/token`;
  const address = `https://${host}/${repository}`;
  return compiled(
    keyless,
    `${address}/.github/workflows/${workflow}@${ref}`,
    issuer,
    { sourceRepository: address, sourceRef: ref },
    claims,
  );
}

function gitlab(keyless: Members, claims: Claims): Identity {
  if (keyless.has('workflow')) keyless.fail('workflow', 'belongs to "github"; the file of a pipeline is "config"');
  const host = hostOf(keyless, GITLAB);
  const project = match(keyless, 'gitlab', GITLAB_PROJECT, 'must be GROUP/PROJECT, without *');
  const config = keyless.has('config')
    ? match(keyless, 'config', CONFIG, 'must be a path in the repository, without *')
    : '.gitlab-ci.yml';
  const ref = refOf(keyless);
  const address = `https://${host}/${project}`;
  return compiled(
    keyless,
    `${address}//${config}@${ref}`,
    `https://${host}`,
    { sourceRepository: address, sourceRef: ref },
    claims,
  );
}

function compiled(keyless: Members, identity: string, issuer: string, own: Claims, claims: Claims): Identity {
  const twice = Object.keys(claims).find((name) => Object.hasOwn(own, name));
  if (twice !== undefined) keyless.fail('claims', `has ${twice}, which the line above says already`);
  return {
    ...(identity.includes('*') ? { identityPattern: identity } : { identity }),
    // Enterprises on github.com can have an issuer of their own.
    issuer: keyless.has('issuer') ? keyless.text('issuer', MAX_IDENTITY) : issuer,
    claims: { ...own, ...claims },
  };
}

function readClaims(keyless: Members): Claims {
  if (!keyless.has('claims')) return {};
  const claims = keyless.textMap('claims', CLAIM_NAMES.length);
  const strange = Object.keys(claims).find((name) => !CLAIM_NAMES.some((known) => known === name));
  if (strange !== undefined)
    keyless.fail('claims', `has ${JSON.stringify(strange.slice(0, 80))}; claims are ${CLAIM_NAMES.join(', ')}`);
  for (const [name, text] of Object.entries(claims))
    if (text.length > MAX_IDENTITY || /^[*]*$/.test(text))
      keyless.fail('claims', `has for ${name} what asks nothing, or too much`);
  if (Object.keys(claims).length === 0) keyless.fail('claims', 'is empty: leave it out');
  return claims as Partial<Record<ClaimName, string>>;
}

function hostOf(keyless: Members, usual: string): string {
  return keyless.has('host') ? match(keyless, 'host', HOST, 'must be a host such as git.example.com') : usual;
}

/** Which branches and tags: anybody who may open a pull request has a ref of his own. */
function refOf(keyless: Members): string {
  const ref = match(keyless, 'ref', REF, 'must begin with refs/, such as refs/tags/* or refs/heads/main');
  if (/^refs\/[*]/.test(ref))
    keyless.fail('ref', 'is every branch, tag and pull request; name which, such as refs/tags/*');
  return ref;
}

function match(keyless: Members, name: string, form: RegExp, problem: string): string {
  const text = keyless.text(name, 1024);
  return form.test(text) && !text.split('/').includes('..') ? text : keyless.fail(name, problem);
}
