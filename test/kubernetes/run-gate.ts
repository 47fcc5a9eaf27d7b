// Runs deploy/gitops/gate/gate.sh.
import { spawn } from 'node:child_process';
import { delimiter, dirname, join } from 'node:path';
import { peerPath } from '../interop/peer.ts';
import { withCompiled } from '../support/twinseal-program.ts';

const root = join(import.meta.dirname, '..', '..');

/** How the gate ended. */
export interface GateResult {
  readonly status: number | null;
  readonly out: string;
  readonly err: string;
}

/** Runs gate.sh as a plugin of Argo CD is run: in the folder of the application. */
export function runGate(cwd: string, env: Readonly<Record<string, string>>): Promise<GateResult> {
  return new Promise((resolve, reject) => {
    const PATH = [join(root, 'bin'), dirname(peerPath('helm')), process.env.PATH].join(delimiter);
    const child = spawn('sh', [join(root, 'deploy', 'gitops', 'gate', 'gate.sh')], {
      cwd,
      env: withCompiled({ PATH, ...env }),
    });
    let [out, err] = ['', ''];
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      out += text;
    });
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      err += text;
    });
    child.on('error', reject).on('close', (status) => resolve({ status, out, err }));
  });
}
