import type { TrustedInstance } from '../ports/trusted-roots.ts';
import type { ArchivedDocument } from '../records/evidence-record.ts';
import type { ChangeRecord } from '../records/log-entry.ts';
import type { CallerSetting, ServiceSettings } from '../records/service-settings.ts';
import { policyDocument } from './answer.ts';
import type { PolicySet } from './choose-policies.ts';

/** Something that decides and that the log has to know: whoever changes it changes what decisions are. */
export interface Declaration {
  readonly kind: 'policy' | 'exception' | 'key' | 'role' | 'trust';
  readonly name: string;
  /** What its digest is made of. */
  readonly record: unknown;
  /** For people; nothing secret. */
  readonly detail: NonNullable<ChangeRecord['detail']>;
  readonly documents: readonly ArchivedDocument[];
}

/** Policies, and the exceptions inside of them. @example declaredPolicies(set)[0]?.name // 'release' */
export function declaredPolicies({ policies }: PolicySet): readonly Declaration[] {
  return [...policies].flatMap(([name, compiled]) => {
    const { policy } = compiled;
    const { mode, shadowOf, exceptions = [] } = policy;
    const detail = { mode, ...(shadowOf !== undefined && { shadowOf }) };
    return [
      { kind: 'policy' as const, name, record: policy, detail, documents: [policyDocument(compiled)] },
      ...exceptions.map((exception) => {
        const { id, owner, reason, from, until, images, checks } = exception;
        return {
          kind: 'exception' as const,
          name: `${name}/${id}`,
          record: exception,
          detail: {
            owner,
            reason,
            from,
            until,
            images: images.join(' '),
            checks: checks.join(' '),
          },
          documents: [],
        };
      }),
    ];
  });
}

/** The trusted root of a Sigstore instance, as keyless policies use it. @example declaredTrust(instance)[0]?.name // 'sigstore' */
export function declaredTrust({ name, origin, mirror, digest, metadata }: TrustedInstance): readonly Declaration[] {
  const versions = Object.entries(metadata ?? {}).map(([role, { version }]) => [role, String(version)]);
  const detail = { digest, origin, mirror, ...Object.fromEntries(versions) };
  return [{ kind: 'trust', name, record: { digest }, detail, documents: [] }];
}

/** Who may do what, and how each is known. @example declaredCallers(settings).filter(({ kind }) => kind === 'role') */
export function declaredCallers({
  callers,
  anonymous,
  bindings,
}: Pick<ServiceSettings, 'callers' | 'anonymous' | 'bindings'>): readonly Declaration[] {
  const of = (kind: 'key' | 'role', name: string, record: unknown, detail: Declaration['detail']): Declaration => ({
    kind,
    name,
    record,
    detail,
    documents: [],
  });
  const role = (name: string, roles: readonly string[]) => of('role', name, { roles }, { roles: roles.join(' ') });
  // No caller can have these names.
  return [
    ...callers.flatMap((caller) => [role(caller.name, caller.roles), ...keysOf(caller, of)]),
    ...(anonymous === undefined ? [] : [role('(anonymous)', anonymous)]),
    ...bindings.map((binding, at) => {
      const { policies, callers: who, images } = binding;
      const detail = { policies: policies.join(' '), callers: who.join(' '), images: images.join(' ') };
      return of('role', `(binding ${at})`, binding, detail);
    }),
  ];
}

function keysOf(
  { name, apiKeys = [], oidc, mtls }: CallerSetting,
  of: (kind: 'key', name: string, record: unknown, detail: Declaration['detail']) => Declaration,
): readonly Declaration[] {
  return [
    ...apiKeys.map((key) =>
      of('key', `${name}/${key.id}`, key, { by: 'api-key', ...(key.until !== undefined && { until: key.until }) }),
    ),
    ...(oidc === undefined
      ? []
      : [
          of('key', `${name}/oidc`, oidc, {
            by: 'oidc',
            issuer: oidc.issuer,
            audience: oidc.audience,
            ...claims(oidc.claims),
          }),
        ]),
    ...(mtls === undefined ? [] : [of('key', `${name}/mtls`, mtls, { by: 'mtls', ...mtls })]),
  ];
}

function claims(all: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(all).map(([name, value]) => [`claim ${name}`, value]));
}
