import { pointer } from '../json/pointer.ts';
import type { JsonValue } from '../json/value.ts';
import { SCHEMAS } from './generated/all.ts';

/** A schema of the folder schemas/, by file name without `.schema.json`. */
export type SchemaName = keyof typeof SCHEMAS;

/** One place of a value that breaks its schema. */
export interface SchemaIssue {
  /** JSON pointer; empty for the value itself. */
  readonly pointer: string;
  /** A clause without subject: `must be string`. */
  readonly message: string;
  /** The keyword of the schema that is broken: `required`, `pattern`, ... */
  readonly keyword: string;
}

/** A compiled schema. */
export type SchemaCheck = (value: JsonValue) => readonly SchemaIssue[];

interface CompiledIssue {
  readonly instancePath: string;
  readonly message?: string;
  readonly keyword: string;
  readonly params?: {
    readonly missingProperty?: string;
    readonly additionalProperty?: string;
    readonly allowedValue?: unknown;
    readonly allowedValues?: readonly unknown[];
  };
}

interface Compiled {
  (value: unknown): boolean;
  errors?: readonly CompiledIssue[] | null;
}

const MAX_ISSUES = 200;

/**
 * Loads one compiled schema, so that many values can be checked without waiting. Only what is asked for is loaded.
 *
 * @example const check = await loadSchema('oci-manifest'); check(parseJson(bytes))
 */
export async function loadSchema(name: SchemaName): Promise<SchemaCheck> {
  const { validate } = (await SCHEMAS[name]()) as { readonly validate: Compiled };
  return (value) => {
    if (validate(value)) return [];
    return (validate.errors ?? []).slice(0, MAX_ISSUES).map((issue) => ({
      pointer: pointerOf(issue),
      message: clause(issue),
      keyword: issue.keyword,
    }));
  };
}

/**
 * Checks a value against a schema of the folder schemas/.
 *
 * @param name - file name without `.schema.json`
 * @param value - JSON, as the strict parser gives it
 * @returns every issue (the first 200), empty when the value is valid
 * @example await validateAgainst('oci-layout', { imageLayoutVersion: '1.0.0' }) // []
 * @see JSON Schema 2020-12
 */
export async function validateAgainst(name: SchemaName, value: JsonValue): Promise<readonly SchemaIssue[]> {
  return (await loadSchema(name))(value);
}

// A missing member is pointed at where it should stand.
function pointerOf({ instancePath, keyword, params }: CompiledIssue): string {
  if (keyword !== 'required' || params?.missingProperty === undefined) return instancePath;
  return pointer(instancePath, params.missingProperty);
}

function clause({ message, keyword, params }: CompiledIssue): string {
  if (params?.missingProperty !== undefined) return 'is missing, and is required';
  if (params?.additionalProperty !== undefined)
    return `must not have the member ${JSON.stringify(params.additionalProperty.slice(0, 80))}`;
  if (params?.allowedValue !== undefined) return `must be ${JSON.stringify(params.allowedValue)}`;
  if (params?.allowedValues !== undefined)
    return `must be one of ${params.allowedValues.map((value) => JSON.stringify(value)).join(', ')}`;
  return message ?? `breaks the keyword ${keyword}`;
}
