import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, test } from 'node:test';
import { withoutCredentials } from '../../src/adapters/callers/without-credentials.ts';
import { httpApp } from '../../src/doors/http/app.ts';
import { referencePage, referenceRoutes } from '../../src/doors/http/reference.ts';
import type { JsonValue } from '../../src/formats/json/value.ts';
import { contract, responseProblems } from '../support/openapi-contract.ts';

const whole = contract as unknown as JsonValue;
const app = httpApp({ open: [referenceRoutes(async () => whole)], authenticated: [] }, withoutCredentials(true), {
  loopback: true,
  now: () => Date.now(),
  report: assert.fail,
});
const server = createServer(app);
await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
after(() => server.close());
const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/reference`;

test('the reference page names every operation and schema of the contract, and each of its links leads somewhere', async () => {
  const response = await fetch(url);
  assert.deepEqual(await responseProblems('/reference', 'get', response.clone()), []);
  const page = await response.text();
  const ids = new Set([...page.matchAll(/ id="([^"]+)"/g)].map((match) => match[1]));
  const links = [...page.matchAll(/ href="#([^"]+)"/g)].map((match) => match[1]);
  assert.ok(links.length > 20);
  assert.deepEqual(
    links.filter((link) => !ids.has(link)),
    [],
  );
  for (const path of Object.keys(contract.paths)) assert.ok(page.includes(`${path}</code>`), path);
  for (const schema of Object.keys((contract.components as { readonly schemas?: object }).schemas ?? {}))
    assert.ok(ids.has(`schema-${schema}`), schema);
});

test('the page needs nothing from elsewhere, and its policy lets nothing run but its own style', async () => {
  const response = await fetch(url);
  const page = await response.text();
  assert.doesNotMatch(page, /<script|<img|<link|@import|url\(| on\w+=/i);
  const [, style = ''] = /<style>([^<]*)<\/style>/.exec(page) ?? [];
  const hash = createHash('sha256').update(style).digest('base64');
  const policy = response.headers.get('content-security-policy') ?? '';
  assert.match(policy, /default-src 'none'/);
  assert.ok(policy.includes(`style-src 'sha256-${hash}'`), policy);
});

test('whatever a contract holds stays text', () => {
  const evil = '</code><script>alert(1)</script>"\'&`<b>`';
  const page = referencePage({
    info: { title: evil, version: evil, summary: evil, description: evil },
    paths: {
      [evil]: {
        post: {
          operationId: evil,
          summary: evil,
          description: evil,
          parameters: [{ name: evil, in: evil, description: evil, schema: { enum: [evil] } }],
          requestBody: { content: { [evil]: { schema: { type: evil, pattern: evil, description: evil } } } },
          responses: { [evil]: { description: evil, content: { [evil]: { schema: { $ref: `#/${evil}` } } } } },
        },
      },
    },
    components: { schemas: { [evil]: { properties: { [evil]: { const: evil } } } } },
  });
  assert.doesNotMatch(page, /<script|<b>/);
  assert.ok(page.includes('&lt;script&gt;'));
});

test('schemas inside one another end at a depth, and what is no schema is shown as anything', () => {
  let deep: JsonValue = { type: 'string' };
  for (let i = 0; i < 5000; i++) deep = { type: 'array', items: deep };
  const page = referencePage({ components: { schemas: { Deep: deep, Odd: 5 } } });
  assert.ok(page.length < 10_000);
  assert.match(page, /<em>any<\/em>/);
});
