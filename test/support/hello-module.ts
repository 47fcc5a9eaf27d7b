import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** What git and the settings say of the module; the same wherever and whenever it is written. */
export const HELLO = {
  module: 'example.com/hello',
  created: '2024-01-02T03:04:05Z',
  tag: 'v1.2.3',
  source: 'https://git.example.com/hello',
  licenses: 'Apache-2.0',
  label: ['com.example.team', 'greeters'],
  vendored: { path: 'example.org/greeting', version: 'v1.2.0', license: 'MIT' },
} as const;

const { vendored, module, label } = HELLO;

const MIT = `MIT License

Copyright (c) 2024 The Greeting Authors

Permission is hereby granted, free of charge, to any person obtaining a copy
of this software and associated documentation files (the "Software"), to deal
in the Software without restriction, including without limitation the rights
to use, copy, modify, merge, publish, distribute, sublicense, and/or sell
copies of the Software, and to permit persons to whom the Software is
furnished to do so, subject to the following conditions:

The above copyright notice and this permission notice shall be included in all
copies or substantial portions of the Software.

THE SOFTWARE IS PROVIDED "AS IS", WITHOUT WARRANTY OF ANY KIND, EXPRESS OR
IMPLIED, INCLUDING BUT NOT LIMITED TO THE WARRANTIES OF MERCHANTABILITY,
FITNESS FOR A PARTICULAR PURPOSE AND NONINFRINGEMENT. IN NO EVENT SHALL THE
AUTHORS OR COPYRIGHT HOLDERS BE LIABLE FOR ANY CLAIM, DAMAGES OR OTHER
LIABILITY, WHETHER IN AN ACTION OF CONTRACT, TORT OR OTHERWISE, ARISING FROM,
OUT OF OR IN CONNECTION WITH THE SOFTWARE OR THE USE OR OTHER DEALINGS IN THE
SOFTWARE.
`;

// `println` alone keeps the standard library out of the build, so that it takes seconds. The h1 values stand for themselves:
// a vendored build reads none of them.
const FILES: Readonly<Record<string, string>> = {
  'go.mod': `module ${module}\n\ngo 1.24\n\nrequire ${vendored.path} ${vendored.version}\n`,
  'go.sum': ['', '/go.mod']
    .map((what) => `${vendored.path} ${vendored.version}${what} h1:${'A'.repeat(43)}=\n`)
    .join(''),
  'main.go': `package main\n\nimport "${vendored.path}"\n\nfunc main() { println(greeting.Text) }\n`,
  'vendor/modules.txt': `# ${vendored.path} ${vendored.version}\n## explicit; go 1.24\n${vendored.path}\n`,
  [`vendor/${vendored.path}/greeting.go`]: 'package greeting\n\nconst Text = "hello"\n',
  [`vendor/${vendored.path}/LICENSE`]: MIT,
  'twinseal.yaml': `apiVersion: twinseal.dev/v1
metadata:
  licenses: ${HELLO.licenses}
image:
  labels:
    ${label[0]}: ${label[1]}
`,
};

/**
 * Writes a small Go module with one vendored dependency into a new folder, commits it at a fixed time and tags it. The
 * commit is the same in every folder and on every machine.
 *
 * @returns the commit's name: 40 hex characters
 */
export function writeHelloModule(folder: string): string {
  const license = readFileSync(join(import.meta.dirname, '..', '..', 'LICENSE'), 'utf8');
  for (const [path, text] of Object.entries({ ...FILES, LICENSE: license })) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  const who = { NAME: 'A U Thor', EMAIL: 'author@example.com', DATE: HELLO.created };
  const env: NodeJS.ProcessEnv = { PATH: process.env.PATH, HOME: folder, GIT_CONFIG_NOSYSTEM: '1' };
  for (const [name, value] of Object.entries(who))
    for (const role of ['AUTHOR', 'COMMITTER']) env[`GIT_${role}_${name}`] = value;
  const git = (...args: string[]): string => execFileSync('git', args, { cwd: folder, env, encoding: 'utf8' });
  git('init', '--quiet', '--initial-branch=main', '--object-format=sha1');
  git('remote', 'add', 'origin', HELLO.source);
  git('add', '--all');
  git('commit', '--quiet', '--message=Say hello');
  git('tag', HELLO.tag);
  return git('rev-parse', 'HEAD').trim();
}
