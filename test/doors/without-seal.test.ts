// A service that seals nothing says so at the paths that the contract lists for it.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { DEFAULT_SERVICE } from '../../src/roads/service-settings.ts';
import { openJobDoors } from '../../src/wire/service/jobs.ts';
import { contract, responseProblems } from '../support/openapi-contract.ts';
import { serveDoors } from '../support/serve-doors.ts';
import { testCall } from '../support/walkable-image.ts';

type Parts = Parameters<typeof openJobDoors>;

test('without `seal` in the settings every path of builds and seals is a 404 that says why', async (t) => {
  assert.equal(DEFAULT_SERVICE.seal, undefined);
  // Nothing is opened where there is nothing to seal.
  const doors = await openJobDoors(DEFAULT_SERVICE, {} as Parts[1], {} as Parts[2], undefined, testCall());
  const { url, stop } = await serveDoors(doors.routes);
  t.after(async () => {
    stop();
    await doors.close();
  });
  const templates = Object.keys(contract.paths).filter((path) => /^\/(?:sources|builds|seals|jobs)(?:\/|$)/.test(path));
  assert.equal(templates.length, 7);
  for (const template of templates)
    for (const method of Object.keys(contract.paths[template] ?? {})) {
      const path = template.replace('{id}', '00000000-0000-4000-8000-000000000001');
      const response = await fetch(url + path, { method: method.toUpperCase() });
      assert.equal(response.status, 404, path);
      assert.deepEqual(await responseProblems(template, method, response), []);
      const { code, detail } = (await response.json()) as { readonly code: string; readonly detail: string };
      assert.equal(code, 'ROUTE_UNKNOWN');
      assert.match(detail, /has no `seal` settings/);
    }
});
