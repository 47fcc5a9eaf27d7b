import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { peerHome, peerOutput } from './peer.ts';

/** A home in which notation trusts this CA certificate, and any identity under it, for the repositories. */
export async function notationHome(certificate: string, repositories: readonly string[]): Promise<string> {
  const home = peerHome();
  const args = ['cert', 'add', '--type', 'ca', '--store', 'test', certificate];
  await peerOutput('notation', args, { home });
  const policy = {
    name: 'test',
    registryScopes: repositories,
    signatureVerification: { level: 'strict' },
    trustStores: ['ca:test'],
    trustedIdentities: ['*'],
  };
  const file = join(home, '.config', 'notation', 'trustpolicy.json');
  writeFileSync(file, JSON.stringify({ version: '1.0', trustPolicies: [policy] }));
  return home;
}
