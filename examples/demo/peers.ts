import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { chapter, quiet, show } from './stage.ts';

/** Lets cosign and notation verify the image with their own commands; both were built by `make demo PEERS=1`. */
export async function peersVerify(image: string, out: string, root: string): Promise<void> {
  chapter('6', 'cosign and notation, with their own commands');
  const peer = (name: string) => join(root, '.cache/peers/bin', name);
  const env = { XDG_CONFIG_HOME: join(out, 'notation-home'), HOME: out };
  const run = (name: string, words: readonly string[]) =>
    show([peer(name), ...words], { cwd: out, env, shown: [name, ...words] });

  const digest = await quiet(
    [join(root, 'bin/twinseal'), 'verify', image, '--cosign-key', 'cosign.pub', '-o', 'json'],
    {
      cwd: out,
    },
  );
  const { subject } = JSON.parse(digest.stdout) as { readonly subject: { readonly digest: string } };
  const pinned = `${image.slice(0, image.lastIndexOf(':'))}@${subject.digest}`;
  const keyed = ['--key', 'cosign.pub', '--insecure-ignore-tlog=true', '--allow-http-registry'];
  await run('cosign', ['verify', ...keyed, '--output', 'text', pinned]);
  await run('cosign', [
    'verify-attestation',
    '--type',
    'slsaprovenance1',
    ...keyed,
    '--output-file',
    'provenance.json',
    pinned,
  ]);

  await mkdir(join(env.XDG_CONFIG_HOME, 'notation'), { recursive: true });
  const policy = {
    version: '1.0',
    trustPolicies: [
      {
        name: 'demo',
        registryScopes: ['*'],
        signatureVerification: { level: 'strict' },
        trustStores: ['ca:twinseal-demo'],
        trustedIdentities: ['*'],
      },
    ],
  };
  await writeFile(join(env.XDG_CONFIG_HOME, 'notation/trustpolicy.json'), JSON.stringify(policy, undefined, 2));
  await run('notation', ['cert', 'add', '--type', 'ca', '--store', 'twinseal-demo', 'notation-root.crt']);
  await run('notation', ['verify', '--insecure-registry', pinned]);
}
