import type { CelDeclarations, CelProgram } from '../formats/cel/compile.ts';

/**
 * What expressions of policies see: verified facts in a small, documented shape (docs/policy-contents.md). Every member is
 * always there; what is not known is an empty text, an empty list, or 1970. Only signatures and statements by signers of
 * the policy that hold now are among them, so nothing that anybody could attach can be asked for.
 */
export const EXPRESSION_DECLARATIONS: CelDeclarations = {
  types: {
    Image: { name: 'string', repository: 'string', digest: 'string', annotations: 'map<string, string>' },
    Program: {
      path: 'string',
      digest: 'string',
      static: 'bool',
      go: 'bool',
      goVersion: 'string',
      module: 'string',
      moduleVersion: 'string',
      settings: 'map<string, string>',
      dependencies: 'map<string, string>',
    },
    Platform: {
      name: 'string',
      os: 'string',
      architecture: 'string',
      variant: 'string',
      digest: 'string',
      annotations: 'map<string, string>',
      labels: 'map<string, string>',
      user: 'string',
      command: 'list<string>',
      ports: 'list<string>',
      program: 'Program',
      setuid: 'list<string>',
    },
    Signature: { subject: 'string', signer: 'string', family: 'string', annotations: 'map<string, string>' },
    Sbom: {
      format: 'string',
      packages: 'int',
      versions: 'int',
      purls: 'int',
      licenses: 'int',
      checksums: 'int',
    },
    Finding: { id: 'string', aliases: 'list<string>', severity: 'string', package: 'string' },
    Scan: { scanner: 'string', findings: 'list<Finding>' },
    Secrets: { scanner: 'string', found: 'int' },
    Statement: {
      type: 'string',
      signer: 'string',
      subjects: 'list<string>',
      digest: 'string',
      time: 'google.protobuf.Timestamp',
      sbom: 'Sbom',
      scan: 'Scan',
      secrets: 'Secrets',
      predicate: 'dyn',
    },
  },
  variables: {
    image: 'Image',
    platforms: 'list<Platform>',
    signatures: 'list<Signature>',
    statements: 'list<Statement>',
    now: 'google.protobuf.Timestamp',
  },
};

/**
 * True for an expression that asks for something that only the layers tell: they are walked for it, and a fault in them hides it.
 * @example looksIntoLayers(compileCel('size(platforms) == 2', EXPRESSION_DECLARATIONS)) // false
 */
export function looksIntoLayers({ variables, names }: Pick<CelProgram, 'variables' | 'names'>): boolean {
  return variables.has('platforms') && (names.has('program') || names.has('setuid'));
}
