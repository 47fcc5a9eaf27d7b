// What uploads take is what the contract says they take.
import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { type LayoutsService, layoutRoutes } from '../../src/doors/http/layouts.ts';
import { type SourcesService, sourceRoutes } from '../../src/doors/http/sources.ts';
import { contract } from '../support/openapi-contract.ts';
import { serveDoors } from '../support/serve-doors.ts';

const caller = async () => ({ name: 'ci', by: 'api-key' as const, roles: ['seal' as const, 'verify' as const] });
const routes = [sourceRoutes({} as SourcesService), layoutRoutes({ maxBytes: 1 } as LayoutsService)];
const { url, stop } = await serveDoors(routes, { caller });
after(stop);

for (const path of ['/sources', '/layouts/validate'])
  test(`POST ${path} takes the media types that the contract lists, and names them to whoever sends another`, async () => {
    const body = contract.paths[path]?.post?.requestBody as { readonly content: object } | undefined;
    const response = await fetch(url + path, { method: 'POST', headers: { 'content-type': 'text/plain' }, body: 'x' });
    assert.equal(response.status, 415);
    const { detail } = (await response.json()) as { readonly detail: string };
    const taken = /one of (.*), not encoded/.exec(detail)?.[1]?.split(', ');
    assert.deepEqual(taken?.sort(), Object.keys(body?.content ?? {}).sort());
  });
