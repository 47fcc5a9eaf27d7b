// What a hostile program says of its build is no fault of this machine or of a proxy.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { makeRebuildModules } from '../../src/adapters/go/rebuild-modules.ts';
import type { RebuildRecipe } from '../../src/records/rebuild-recipe.ts';
import type { Toolchain } from '../../src/records/toolchain.ts';
import { GOROOT, write } from '../stages/authenticity-harness.ts';

const root = mkdtempSync(join(tmpdir(), 'twinseal-target-'));
after(() => rmSync(root, { recursive: true, force: true }));

test('an experiment that no Go knows, and an import that nothing requires, are left to the build', async () => {
  write(join(root, 'm'), {
    'go.mod': 'module example.com/m\n\ngo 1.22\n',
    'main.go': 'package main\n\nimport _ "example.com/x"\n',
  });
  const version = execFileSync('go', ['env', 'GOVERSION']).toString().trim();
  const recipe = (environment: Readonly<Record<string, string>>): RebuildRecipe => ({
    goVersion: version,
    main: 'example.com/m',
    module: 'example.com/m',
    dependencies: 'modules',
    environment,
    tags: [],
    gcflags: [],
    buildmode: 'exe',
    pgo: 'auto',
  });
  const modules = makeRebuildModules(root, { PATH: process.env.PATH, HOME: root, GOPROXY: 'off' });
  const toolchain = { goroot: GOROOT, version } as Toolchain;
  const call = { signal: new AbortController().signal, deadline: Date.now() + 60_000 };
  for (const environment of [{ GOEXPERIMENT: 'zzz' }, { GOOS: 'linux', GOARCH: 'bogus' }])
    await modules.requirements(join(root, 'm'), recipe(environment), toolchain, call);
});
