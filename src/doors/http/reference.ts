import type { Request, Response } from 'express';
import { encodeBase64 } from '../../formats/base64.ts';
import { digestEncoded, sha256Digest } from '../../formats/digest.ts';
import { isJsonArray, isJsonObject, type JsonObject, type JsonValue } from '../../formats/json/value.ts';
import { encodeUtf8 } from '../../formats/utf8.ts';
import { escapeHtml } from '../escape/html.ts';
import { only, type Routes } from './context.ts';
import { proseHtml, schemaAnchor, schemaHtml } from './reference-schema.ts';

const METHODS = ['get', 'post', 'put', 'delete'] as const;
const STYLE =
  'body{font:16px/1.5 system-ui,sans-serif;max-width:52rem;margin:2rem auto;padding:0 1rem}' +
  'code{background:#8882;padding:0 .2em;overflow-wrap:anywhere}h2{border-top:1px solid #8886;padding-top:1rem}' +
  'dl{margin:.2rem 0 .2rem 1rem;border-left:2px solid #8884;padding-left:1rem}dd{margin:0 0 .4rem 1.5rem}' +
  'small,span{opacity:.8}:root{color-scheme:light dark}';

/**
 * The contract as one page for people, without scripts and without anything from elsewhere.
 *
 * @param contract - openapi.yaml as a value
 * @example referencePage(contract).startsWith('<!doctype html>') // true
 */
export function referencePage(contract: JsonValue): string {
  const { info, paths, components } = objectOf(contract);
  const { title, version, summary, description } = objectOf(info);
  const operations = Object.entries(objectOf(paths)).flatMap(([path, methods]) =>
    METHODS.flatMap((method) => {
      const operation = objectOf(methods)[method];
      return isJsonObject(operation) ? [{ method, path, operation }] : [];
    }),
  );
  const responses = objectOf(objectOf(components).responses);
  const schemas = Object.entries(objectOf(objectOf(components).schemas));
  const name = `${text(title)} ${text(version)}`;
  return [
    '<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">',
    `<title>${escapeHtml(name)}</title><style>${STYLE}</style></head><body>`,
    `<h1>${escapeHtml(name)}</h1><p>${proseHtml(text(summary))}</p><p>${proseHtml(text(description))}</p>`,
    '<p>The contract itself: <a href="openapi.json">openapi.json</a>.</p><ul>',
    ...operations.map(
      ({ method, path, operation }) =>
        `<li><a href="#${anchor(operation)}"><code>${method.toUpperCase()} ${escapeHtml(path)}</code></a> ${proseHtml(text(operation.summary))}</li>`,
    ),
    '</ul>',
    ...operations.map((one) => operationHtml(one.method, one.path, one.operation, responses)),
    '<h2>Schemas</h2>',
    ...schemas.map(
      ([schema, value]) =>
        `<h3 id="${escapeHtml(schemaAnchor(schema))}">${escapeHtml(schema)}</h3><div>${schemaHtml(value)}</div>`,
    ),
    '</body></html>\n',
  ].join('\n');
}

/**
 * `GET /reference`: the page of {@link referencePage}.
 * @param contract - gives openapi.yaml as a value
 * @example httpApp({ open: [referenceRoutes(contract)], authenticated }, authenticator, options)
 * @see CSP Level 3 section 2.3.1 (hash-source)
 */
export function referenceRoutes(contract: () => Promise<JsonValue>): Routes {
  const policy = `default-src 'none'; style-src 'sha256-${hashOf(STYLE)}'; frame-ancestors 'none'; base-uri 'none'`;
  return (app) => {
    const reference = async (_request: Request, response: Response): Promise<void> => {
      const page = referencePage(await contract());
      response.setHeader('Content-Security-Policy', policy).type('text/html').send(page);
    };
    app.route('/reference').get(reference).all(only('GET, HEAD'));
  };
}

function operationHtml(method: string, path: string, operation: JsonObject, shared: JsonObject): string {
  const parameters = (isJsonArray(operation.parameters) ? operation.parameters : []).map(objectOf);
  const answers = Object.entries(objectOf(operation.responses)).map(([status, answer]) => {
    const ref = objectOf(answer).$ref;
    const response = typeof ref === 'string' ? objectOf(shared[ref.split('/').at(-1) ?? '']) : objectOf(answer);
    return `<dt><code>${escapeHtml(status)}</code></dt><dd>${proseHtml(text(response.description))} ${contentHtml(response)}</dd>`;
  });
  const asked = parameters.map(
    (one) =>
      `<dt><code>${escapeHtml(text(one.name))}</code> <small>${escapeHtml(text(one.in))}${one.required === true ? '' : ', optional'}</small></dt>` +
      `<dd>${proseHtml(text(one.description))} ${schemaHtml(one.schema)}</dd>`,
  );
  return [
    `<h2 id="${anchor(operation)}"><code>${method.toUpperCase()} ${escapeHtml(path)}</code></h2>`,
    `<p>${proseHtml(text(operation.summary))}</p>`,
    operation.description === undefined ? '' : `<p>${proseHtml(text(operation.description))}</p>`,
    asked.length === 0 ? '' : `<h3>Parameters</h3><dl>${asked.join('')}</dl>`,
    operation.requestBody === undefined
      ? ''
      : `<h3>Body</h3><div>${contentHtml(objectOf(operation.requestBody))}</div>`,
    `<h3>Answers</h3><dl>${answers.join('')}</dl>`,
  ].join('\n');
}

function contentHtml({ content }: JsonObject): string {
  return Object.entries(objectOf(content))
    .map(([type, media]) => `<div><small>${escapeHtml(type)}</small> ${schemaHtml(objectOf(media).schema)}</div>`)
    .join('');
}

function anchor(operation: JsonObject): string {
  return `operation-${escapeHtml(text(operation.operationId))}`;
}

function hashOf(style: string): string {
  const hexadecimal = digestEncoded(sha256Digest(encodeUtf8(style)));
  return encodeBase64(Uint8Array.from(hexadecimal.match(/../g) ?? [], (byte) => Number.parseInt(byte, 16)));
}

function objectOf(value: JsonValue | undefined): JsonObject {
  return isJsonObject(value) ? value : {};
}

function text(value: JsonValue | undefined): string {
  return typeof value === 'string' ? value : '';
}
