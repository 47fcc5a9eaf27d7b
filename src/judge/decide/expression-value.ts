import { type CelObject, CelTime } from '../../formats/cel/value.ts';
import type { FactSubject, SignatureFact, StatementFact } from '../../records/facts.ts';
import type { EntrypointReport } from '../../records/image-report.ts';
import { type Context, holds, isReused, isUnenforced } from './context.ts';
import { comparedName } from './named-repository.ts';
import { platformOf } from './platforms.ts';
import { revocationOf } from './revocation.ts';
import { elsewhere } from './signed-names.ts';

const values = new WeakMap<Context, CelObject>();

/**
 * The facts as expressions see them; built once for all expressions of a decision.
 * @example expressionValue(context).platforms
 */
export function expressionValue(context: Context): CelObject {
  const known = values.get(context);
  if (known !== undefined) return known;
  const { facts, now, platforms, root, signed } = context;
  const counts = <T extends SignatureFact | StatementFact>(all: readonly T[]): readonly T[] =>
    all.filter((fact) => holds(fact.valid, now) && !isReused(context, fact));
  const made: CelObject = {
    image: {
      name: facts.requested,
      repository: comparedName(facts.repository, facts),
      digest: root,
      annotations: signed.find(({ digest }) => digest === root)?.annotations ?? {},
    },
    platforms: platforms.map((subject) => platformValue(context, subject)),
    signatures: counts(facts.signatures.filter((fact) => isEnforced(context, fact))).map(
      ({ subject, signer, annotations }) => ({
        subject,
        signer: signer.name,
        family: signer.family,
        annotations,
      }),
    ),
    statements: counts(facts.statements).map((fact) => ({
      type: fact.predicateType,
      signer: fact.signer.name,
      subjects: fact.subjects,
      digest: fact.statement,
      time: new CelTime((fact.claimed ?? 0) * 1000),
      ...contentValue(fact),
      // Numbers of JSON are doubles.
      predicate: fact.predicate,
    })),
    now: new CelTime(now * 1000),
  };
  values.set(context, made);
  return made;
}

/** What whoever may push could have made is no signature of anybody. */
function isEnforced(context: Context, fact: SignatureFact): boolean {
  const { policy, now } = context;
  return (
    !isUnenforced(policy, fact.signer.name) &&
    revocationOf(fact, now).state === 'clear' &&
    elsewhere(context, fact) === undefined
  );
}

function platformValue({ facts }: Context, subject: FactSubject): CelObject {
  const { platform = '', digest, annotations, config = {} } = subject;
  const { os, architecture, variant = '' } = platformOf(platform);
  const report = facts.images.find((one) => one.subject === digest);
  return {
    name: platform,
    os,
    architecture,
    variant,
    digest,
    annotations,
    labels: config.Labels ?? {},
    user: config.User ?? '',
    command: [...(config.Entrypoint ?? []), ...(config.Cmd ?? [])],
    ports: Object.keys(config.ExposedPorts ?? {}),
    program: programValue(report?.entrypoint),
    setuid: report?.setuid ?? [],
  };
}

function programValue(program: EntrypointReport | undefined): CelObject {
  const { path = '', digest = '', machine, interpreter, needed = [], go } = program ?? {};
  return {
    path,
    digest,
    static: machine !== undefined && interpreter === undefined && needed.length === 0,
    go: go !== undefined,
    goVersion: go?.goVersion ?? '',
    module: go?.mainModule.path ?? '',
    moduleVersion: go?.mainModule.version ?? '',
    settings: Object.fromEntries(go?.buildSettings ?? []),
    dependencies: Object.fromEntries((go?.deps ?? []).map((one) => [one.path, one.version])),
  };
}

/** What is not of this statement is empty. */
function contentValue({ content }: StatementFact): CelObject {
  const sbom = content?.kind === 'sbom' ? content : undefined;
  const scan = content?.kind === 'scan' ? content : undefined;
  const secrets = content?.kind === 'secrets' ? content : undefined;
  const { format = '', packages = 0, versions = 0, purls = 0, licenses = 0, checksums = 0 } = sbom ?? {};
  return {
    sbom: {
      format,
      packages: BigInt(packages),
      versions: BigInt(versions),
      purls: BigInt(purls),
      licenses: BigInt(licenses),
      checksums: BigInt(checksums),
    },
    scan: {
      scanner: scan?.scanner ?? '',
      findings: (scan?.findings ?? []).map(({ id, aliases = [], severity, package: name = '' }) => ({
        id,
        aliases,
        severity,
        package: name,
      })),
    },
    secrets: { scanner: secrets?.scanner ?? '', found: BigInt(secrets?.found ?? 0) },
  };
}
