import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import { parse } from 'yaml';

interface Operation {
  readonly requestBody?: object;
  readonly responses: Readonly<Record<string, { readonly $ref?: string }>>;
}
interface Contract {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  readonly components: {
    readonly responses: Readonly<Record<string, ResponseObject>>;
    readonly headers: Readonly<Record<string, HeaderObject>>;
  };
}
interface HeaderObject {
  readonly $ref?: string;
  readonly required?: boolean;
  readonly schema?: { readonly pattern?: string };
}
interface ResponseObject {
  readonly headers?: Readonly<Record<string, HeaderObject>>;
  readonly content?: Readonly<Record<string, object>>;
}

const path = join(import.meta.dirname, '..', '..', 'openapi.yaml');
/** `openapi.yaml` as a value. */
export const contract: Contract = parse(readFileSync(path, 'utf8'));

const ajv = new Ajv2020({ strict: false, allErrors: true });
ajv.addSchema(contract, 'contract');

function check(pointer: string, value: unknown): readonly string[] {
  const validate = ajv.getSchema(`contract#${pointer}`) as ValidateFunction | undefined;
  if (validate === undefined) return [`the contract has no schema at ${pointer}`];
  return validate(value)
    ? []
    : (validate.errors ?? []).map((e) => `${e.instancePath} ${e.message} ${JSON.stringify(e.params)}`);
}

const escaped = (step: string): string => encodeURIComponent(step.replaceAll('~', '~0').replaceAll('/', '~1'));

/** What is wrong with a request body by the contract; empty when nothing is. */
export function requestProblems(template: string, method: string, body: unknown): readonly string[] {
  return check(`/paths/${escaped(template)}/${method}/requestBody/content/${escaped('application/json')}/schema`, body);
}

/** What is wrong with an answer by the contract: its status, media type, headers and body. */
export async function responseProblems(
  template: string,
  method: string,
  response: Response,
): Promise<readonly string[]> {
  const status = String(response.status);
  const operation = contract.paths[template]?.[method];
  const declared = operation?.responses[status];
  if (declared === undefined) return [`${method} ${template} does not declare status ${status}`];
  const name = declared.$ref?.split('/').at(-1);
  const object = name === undefined ? (declared as ResponseObject) : contract.components.responses[name];
  const base =
    name === undefined ? `/paths/${escaped(template)}/${method}/responses/${status}` : `/components/responses/${name}`;
  const sent = (response.headers.get('content-type') ?? '').split(';')[0] ?? '';
  const range = `${sent.split('/')[0]}/*`;
  const type = object?.content?.[sent] === undefined && object?.content?.[range] !== undefined ? range : sent;
  if (object?.content?.[type] === undefined) return [`${method} ${template} ${status} does not declare ${type}`];
  const headers = Object.entries(object.headers ?? {}).flatMap(([header, said]) => {
    const { required, schema } = contract.components.headers[said.$ref?.split('/').at(-1) ?? ''] ?? said;
    const value = response.headers.get(header);
    if (value === null) return required === true ? [`the header ${header} is missing`] : [];
    return new RegExp(schema?.pattern ?? '').test(value) ? [] : [`the header ${header} is ${value}`];
  });
  const copy = response.clone();
  const body = /[/+]json$/.test(sent) ? await copy.json() : await copy.text();
  return [...headers, ...check(`${base}/content/${escaped(type)}/schema`, body)];
}
