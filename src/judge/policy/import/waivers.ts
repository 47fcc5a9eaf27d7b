/** The formats of other tools that are read. */
export type ForeignFormat = 'ClusterImagePolicy' | 'trust policy';

/** What of another tool's policy Twinseal does not do, by the name it is waived by. */
export const WAIVERS = {
  // sigstore ClusterImagePolicy
  keyless: {
    of: ['ClusterImagePolicy'],
    lost: 'signers known by a certificate of Fulcio are left out, and an image that only they signed is denied; give the trusted root of their instance with --trusted-root FILE to keep those whose identity can be told',
  },
  kms: {
    of: ['ClusterImagePolicy'],
    lost: 'a key in a key management service is left out; give its public key with --key NAME=FILE to keep it',
  },
  secret: {
    of: ['ClusterImagePolicy'],
    lost: 'a key in a Kubernetes secret is left out; give its public key with --key NAME=FILE to keep it',
  },
  static: {
    of: ['ClusterImagePolicy'],
    lost: 'an authority that passes or fails whatever the image is left out',
  },
  ctlog: { of: ['ClusterImagePolicy'], lost: 'no transparency log is asked' },
  source: {
    of: ['ClusterImagePolicy'],
    lost: 'signatures are looked for beside the image, not in another repository or under another tag',
  },
  'hash-algorithm': {
    of: ['ClusterImagePolicy'],
    lost: 'signatures over another hash than cosign takes for the key are denied',
  },
  cue: { of: ['ClusterImagePolicy'], lost: 'CUE over what is attested or requested is not run' },
  rego: { of: ['ClusterImagePolicy'], lost: 'Rego over what is attested or requested is not run' },
  match: {
    of: ['ClusterImagePolicy'],
    lost: 'the policy is for requests of every kind of resource, whatever its labels',
  },
  tag: { of: ['ClusterImagePolicy'], lost: 'the policy is for every tag and digest of the repository' },
  'any-authority': {
    of: ['ClusterImagePolicy'],
    lost: 'every authority is demanded, where one of them would do: a choice between signatures and attestations',
  },
  timestamp: {
    of: ['ClusterImagePolicy'],
    lost: 'no timestamp of an authority is asked for, and certificates must be valid now',
  },
  // notation trustpolicy.json
  skip: {
    of: ['trust policy'],
    lost: 'a statement of level skip is left out: the statement for * judges its images, or none does and they are denied',
  },
} as const satisfies Readonly<Record<string, { readonly of: readonly ForeignFormat[]; readonly lost: string }>>;

/** A name of {@link WAIVERS}. */
export type WaiverName = keyof typeof WAIVERS;

/** Every name, for the command line. */
export const WAIVER_NAMES: readonly string[] = Object.keys(WAIVERS);

/** True for a name of {@link WAIVERS}. @example isWaiverName('keyless') // true */
export function isWaiverName(name: string): name is WaiverName {
  return Object.hasOwn(WAIVERS, name);
}
