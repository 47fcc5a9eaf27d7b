// Gives every module that several peers depend on the newest version that one of them asks for, so that it is compiled once for all.
// Run it after another version of a peer was pinned in tools/, then build the peers and run their tests:
//   node test/interop/share-versions.ts
import { execFileSync } from 'node:child_process';
import { globSync, rmSync } from 'node:fs';
import { join, relative } from 'node:path';
import type { GoMod } from '../../src/formats/gobuild/go-mod.ts';
import { olderVersions, readPeerModules } from './peer-modules.ts';

// A newer version may ask for newer ones again.
const MAX_ROUNDS = 10;
// Every sum is asked of the checksum database, whatever modules the caller keeps from it. (An empty variable would be as good as none.)
const env = { ...process.env, GONOSUMDB: 'none', GOFLAGS: '-mod=mod', GOWORK: 'off', CGO_ENABLED: '0' };
if (execFileSync('go', ['env', 'GOSUMDB'], { env, encoding: 'utf8' }).trim() === 'off')
  throw new Error('GOSUMDB is off, and sums are written anew here: set it as Go has it, then run this again');

for (let round = 0; ; round++) {
  const peers = readPeerModules();
  const older = olderVersions(peers);
  if (older.length === 0) break;
  if (round === MAX_ROUNDS) throw new Error(`no end after ${round} rounds: ${JSON.stringify(older)}`);
  for (const { folder, mod } of peers) {
    const mine = older.filter((each) => each.folder === folder);
    if (mine.length === 0) continue;
    const peer = mine.find(({ path }) => mod.tool.some((tool) => isWithin(tool, path)));
    if (peer !== undefined)
      throw new Error(
        `${folder} pins ${peer.path} ${peer.version}, and another peer asks for ${peer.newest}: pin that, then run this again`,
      );
    execFileSync('go', ['mod', 'edit', ...mine.map(({ path, newest }) => `-require=${path}@${newest}`)], {
      cwd: folder,
      env,
    });
    // Written anew, each sum as the checksum database has it, it names no version that is gone.
    rmSync(join(folder, 'go.sum'), { force: true });
    // Asked for at the version that it has, a tool brings the sums of all that it imports on any machine.
    const own = globSync('*/*.go', { cwd: folder }).length > 0 ? ['./...'] : [];
    execFileSync('go', ['get', ...mod.tool.map((path) => pinned(path, mod)), ...own], {
      cwd: folder,
      env,
      stdio: ['ignore', 'ignore', 'inherit'],
    });
    console.log(`${relative(process.cwd(), folder)}: ${mine.length} newer`);
  }
}

/** A tool at the version that its module has: `path@version`. */
function pinned(path: string, { require }: GoMod): string {
  const [module] = require
    .filter((each) => isWithin(path, each.path))
    .toSorted((a, b) => b.path.length - a.path.length);
  if (module === undefined) throw new Error(`no module of this go.mod has the tool ${path}`);
  return `${path}@${module.version}`;
}

function isWithin(path: string, module: string): boolean {
  return path === module || path.startsWith(`${module}/`);
}
