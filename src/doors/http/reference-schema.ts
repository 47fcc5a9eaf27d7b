import { isJsonArray, isJsonObject, type JsonObject, type JsonValue } from '../../formats/json/value.ts';
import { escapeHtml } from '../escape/html.ts';

/** Levels of schemas inside one another that are written out; named ones are links, so few are deep. */
const MAX_DEPTH = 12;
const BOUNDS = ['pattern', 'format', 'minLength', 'maxLength', 'minimum', 'maximum', 'minItems', 'maxItems'] as const;

/**
 * A JSON schema as HTML: the type, then members with what is said of them. Schemas with a name are links to it.
 *
 * @param schema - JSON Schema 2020-12, as openapi.yaml has it
 * @example schemaHtml({ type: 'string', enum: ['deny'] }) // '<code>"deny"</code>'
 */
export function schemaHtml(schema: JsonValue | undefined, depth = 0): string {
  if (!isJsonObject(schema) || depth > MAX_DEPTH) return '<em>any</em>';
  const members = isJsonObject(schema.properties) ? membersHtml(schema, schema.properties, depth) : '';
  const description = typeof schema.description === 'string' ? ` <span>${proseHtml(schema.description)}</span>` : '';
  return `${typeHtml(schema, depth)}${boundsHtml(schema)}${description}${members}`;
}

/**
 * A sentence of the contract as HTML: `code` in backticks, all else as it is.
 * @example proseHtml('With `deny`, 403.') // 'With <code>deny</code>, 403.'
 */
export function proseHtml(text: string): string {
  return escapeHtml(text.trim()).replaceAll(/`([^`\n]{1,200})`/g, '<code>$1</code>');
}

/** The anchor of a named schema. @example schemaAnchor('Verdict') // 'schema-Verdict' */
export function schemaAnchor(name: string): string {
  return `schema-${name}`;
}

function typeHtml(schema: JsonObject, depth: number): string {
  const ref = typeof schema.$ref === 'string' ? schema.$ref.split('/').at(-1) : undefined;
  if (ref !== undefined) return `<a href="#${escapeHtml(schemaAnchor(ref))}">${escapeHtml(ref)}</a>`;
  if (schema.const !== undefined) return literals([schema.const]);
  if (isJsonArray(schema.enum)) return literals(schema.enum);
  for (const word of ['oneOf', 'anyOf', 'allOf'] as const) {
    const several = schema[word];
    if (isJsonArray(several))
      return several.map((each) => schemaHtml(each, depth + 1)).join(word === 'allOf' ? ' and ' : ' or ');
  }
  if (schema.type === 'array') return `list of ${schemaHtml(schema.items, depth + 1)}`;
  if (isJsonObject(schema.additionalProperties))
    return `object whose members are ${schemaHtml(schema.additionalProperties, depth + 1)}`;
  const types = isJsonArray(schema.type) ? schema.type : [schema.type ?? 'any'];
  return `<em>${types.map((type) => escapeHtml(String(type))).join(' or ')}</em>`;
}

function boundsHtml(schema: JsonObject): string {
  const bounds = BOUNDS.flatMap((name) => {
    const value = schema[name];
    return value === undefined ? [] : [`${name} <code>${escapeHtml(String(value))}</code>`];
  });
  return bounds.length === 0 ? '' : ` <small>(${bounds.join(', ')})</small>`;
}

function membersHtml(schema: JsonObject, properties: JsonObject, depth: number): string {
  const required = isJsonArray(schema.required) ? schema.required : [];
  const rows = Object.entries(properties).map(([name, member]) => {
    const must = required.includes(name) ? '' : ' <small>optional</small>';
    return `<dt><code>${escapeHtml(name)}</code>${must}</dt><dd>${schemaHtml(member, depth + 1)}</dd>`;
  });
  return `<dl>${rows.join('')}</dl>`;
}

function literals(values: readonly JsonValue[]): string {
  return values.map((value) => `<code>${escapeHtml(JSON.stringify(value))}</code>`).join(' or ');
}
