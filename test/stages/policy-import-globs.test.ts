// Globs of policy-controller and patterns of Twinseal, held against one another on many repositories.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { matchesPath } from '../../src/formats/path-glob.ts';
import { imagePatterns } from '../../src/judge/policy/import/image-globs.ts';
import { Losses } from '../../src/judge/policy/import/losses.ts';

/** policy-controller's pkg/apis/glob/glob.go, Compile, as it is there. */
function compiled(glob: string): RegExp {
  const full = glob === '*/*' ? 'index.docker.io/*/*' : glob === '*' ? 'index.docker.io/library/*' : glob;
  const regex = full.replaceAll('.', '\\.').replaceAll('**', '#').replaceAll('*', '[^/]*').replaceAll('#', '.*');
  return new RegExp(`^${regex}$`);
}

/** Every way in which somebody could name an image of the repository, and what policy-controller makes of it. */
function matchedThere(glob: string, repository: string): boolean {
  const hub = repository.startsWith('docker.io/') ? repository.slice('docker.io/'.length) : undefined;
  const full = hub === undefined ? repository : `index.docker.io/${hub}`;
  const written = [
    repository,
    ...(hub === undefined ? [] : [hub, ...(/^library\/[^/]*$/.test(hub) ? [hub.slice(8)] : [])]),
  ];
  // No letters, which a glob could mean.
  const suffixes = [':7', '@7', ''];
  return [full, ...written].some((name) => suffixes.some((suffix) => compiled(glob).test(`${name}${suffix}`)));
}

test('globs cover the same repositories as in policy-controller', () => {
  const part = fc.constantFrom('a', 'b', 'ab', 'aba', 'x.y', 'library', 'q');
  const host = fc.constantFrom('docker.io', 'a.io', 'b.io:5000', 'localhost', 'index.example');
  const repository = fc
    .tuple(host, fc.array(part, { minLength: 1, maxLength: 3 }))
    .map(([h, parts]) => [h, ...(h === 'docker.io' && parts.length === 1 ? ['library'] : []), ...parts].join('/'));
  const piece = fc.constantFrom(
    'a',
    'b',
    'x.y',
    '*',
    '**',
    '/',
    '/',
    'index.docker.io',
    'a.io',
    'docker.io/',
    ':*',
    'library',
  );
  const glob = fc.array(piece, { minLength: 1, maxLength: 6 }).map((pieces) => pieces.join(''));
  let seen = 0;
  fc.assert(
    fc.property(glob, fc.array(repository, { minLength: 8, maxLength: 8 }), (text, repositories) => {
      const losses = new Losses();
      let patterns: readonly string[];
      try {
        patterns = imagePatterns(text, '/x', losses);
      } catch {
        return;
      }
      if (losses.has('tag') || text.slice(0, -2).includes(':')) return;
      for (const one of repositories) {
        // A user of Docker Hub has no dot in the name, and a registry is no user.
        if (/^docker\.io\/[^/]*\./.test(one)) continue;
        const there = matchedThere(text, one);
        if (there) seen++;
        assert.equal(
          patterns.some((pattern) => matchesPath(pattern, one)),
          there,
          `${text} -> ${patterns.join(' ')} on ${one}`,
        );
      }
    }),
    { numRuns: 3000 },
  );
  assert.ok(seen > 100, `only ${seen} matches were seen`);
});

test('a glob for a tag or a digest is a loss, wildcards for them are none', () => {
  const waived = (glob: string) => {
    const losses = new Losses();
    imagePatterns(glob, '/x', losses);
    return losses.has('tag');
  };
  for (const glob of ['a.io/b:v1', 'a.io/b@sha256:0123', 'a.io/b:v*', 'a.io/b*:v1', 'a.io/b:', '**:v1'])
    assert.ok(waived(glob), glob);
  for (const glob of ['a.io/b:*', 'a.io/b:**', 'a.io/b@**', 'a.io/b@sha256:*', 'a.io/b:*@sha256:*', 'a.io:5000/b'])
    assert.ok(!waived(glob), glob);
});
