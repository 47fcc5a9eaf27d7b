// A policy that names notation's trust store is the policy that holds the certificates itself.
import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { policyFiles } from '../../src/adapters/policy-files.ts';
import { compilePolicy } from '../../src/judge/policy/compile.ts';
import { parsePolicy } from '../../src/judge/policy/parse.ts';
import { readPolicies } from '../../src/wire/loaded-policies.ts';
import { userRoots } from '../../src/wire/trust-folder.ts';
import { makeChain } from '../support/certificates.ts';
import { testCall } from '../support/walkable-image.ts';

const folder = mkdtempSync(join(tmpdir(), 'twinseal-store-'));
after(() => rmSync(folder, { recursive: true, force: true }));
const { rootPem, chain } = makeChain();
const [leaf = new Uint8Array(), root = new Uint8Array()] = chain;
const store = (type: string, name: string, file: string, content: string | Uint8Array): void => {
  const at = join(folder, 'truststore', 'x509', type, name);
  mkdirSync(at, { recursive: true });
  writeFileSync(join(at, file), content);
};
store('ca', 'acme', 'root', root);
store('signingAuthority', 'acme', 'root.pem', rootPem);
store('tsa', 'acme', 'root.pem', rootPem);
store('ca', 'leaf', 'leaf.crt', leaf);
writeFileSync(join(folder, 'root.pem'), rootPem);

async function policyOf(notation: object) {
  const signer = { name: 'notary', notation: { identities: ['*'], ...notation } };
  const policy = { apiVersion: 'twinseal.dev/v1', kind: 'Policy', trust: [signer] };
  const document = { ...policy, require: { signatures: [{ by: 'notary' }] } };
  writeFileSync(join(folder, 'policies.json'), JSON.stringify(document));
  return await parsePolicy(await policyFiles(userRoots).load(join(folder, 'policies.json'), testCall()));
}
const digestOf = async (notation: object): Promise<string> => compilePolicy(await policyOf(notation)).digest;
const trustStore = (...names: readonly string[]) => ({ dir: 'truststore', names });
const refused = (notation: object, message: RegExp) => assert.rejects(policyOf(notation), { message });

test('certificates of named stores count as those that stand in the policy', async () => {
  assert.equal(await digestOf({ trustStore: trustStore('acme') }), await digestOf({ certificateFile: 'root.pem' }));
  assert.equal(
    await digestOf({ trustStore: trustStore('acme'), signingAuthority: true }),
    await digestOf({ certificates: rootPem, signingAuthority: true }),
  );
  assert.equal(
    await digestOf({ trustStore: trustStore('acme'), timestamps: { trustStore: trustStore('acme') } }),
    await digestOf({ certificates: rootPem, timestamps: { certificates: rootPem } }),
  );
  await policyOf({ trustStore: trustStore('acme') });
  const { named, broken } = await readPolicies(folder, userRoots, testCall());
  assert.equal(broken.size, 0);
  // A running service reads the policy anew when a certificate is added, taken away or replaced.
  const at = join(folder, 'truststore', 'x509', 'ca', 'acme');
  assert.deepEqual(named.toSorted(), [at, join(at, 'root')]);
});

test('a store that is not there, that leads out, or that holds no anchor of trust is refused', async () => {
  await refused({ trustStore: trustStore('absent') }, /there is no such folder/);
  await refused({ trustStore: trustStore('..') }, /must be the name of a store/);
  await refused({ trustStore: trustStore('../ca/acme') }, /must be the name of a store/);
  await refused({ trustStore: trustStore() }, /is empty, so nobody is trusted/);
  await refused({ trustStore: trustStore('leaf') }, /neither of an authority nor self-signed/);
  await refused({ trustStore: trustStore('acme'), certificateFile: 'root.pem' }, /leave one out|not both/);
  symlinkSync('acme', join(folder, 'truststore', 'x509', 'ca', 'link'));
  await refused({ trustStore: trustStore('link') }, /it is a link/);
});
