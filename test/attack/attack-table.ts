// Longer than others: one list, to be read as a list.
// Every published flaw of a verifier of signatures that Twinseal must not have, and every trap of the formats without a number, with the
// tests that build the attack and see it refused. test/architecture/attack-table.test.ts fails for a line without a test that exists.

/** One line of the table. */
export interface AttackLine {
  /** Number of the advisory, or a few words for a trap without one. */
  readonly id: string;
  /** Where it was, and what it teaches. */
  readonly lesson: string;
  /** Tests that refuse it: file under `test/`, and title or the name of the row in that file's table. */
  readonly refused: readonly (readonly [file: string, title: string])[];
  /** What is not there yet that could be attacked; a line that waits has no tests. */
  readonly waits?: string;
}

const KEYLESS = 'attack/keyless-bundles.test.ts';
const KEYLESS_TRAPS = 'attack/keyless-traps.test.ts';
const TRAPS = 'attack/signature-traps.test.ts';
const BUNDLES = 'attack/cosign-bundles.test.ts';
const TAGS = 'attack/cosign-tags.test.ts';
const NOTATION = 'attack/notation.test.ts';
const COSE = 'attack/notation-cose.test.ts';
const COSE_FORMAT = 'formats/notary-cose.test.ts';
const CERTIFICATES = 'attack/notation-certificates.test.ts';
const STAMPS = 'attack/notation-timestamps.test.ts';
const FLOODS = 'attack/evidence-floods.test.ts';
const LIES = 'attack/registry-lies.test.ts';
const REFERRERS = 'attack/registry-referrers.test.ts';
const LEVELS = 'stages/notation-levels.test.ts';
const REVOCATION = 'attack/revocation.test.ts';
const BLOBS = 'attack/blob-bundles.test.ts';
const TRUST = 'attack/trust-updates.test.ts';

/** Advisories, oldest first. */
export const ADVISORIES: readonly AttackLine[] = [
  {
    id: 'CVE-2022-23649',
    lesson: 'cosign: a log entry that was copied from another signature was accepted',
    refused: [
      [KEYLESS, 'the entry of another file by the same signer'],
      [KEYLESS, 'an entry with another signature'],
      [KEYLESS, 'an entry with another certificate'],
      [KEYLESS_TRAPS, 'the entry of another statement by the same signer is no entry of this one'],
    ],
  },
  {
    id: 'CVE-2022-29173',
    lesson: 'go-tuf: an older root or older metadata replaced newer ones',
    refused: [
      [TRUST, 'an older state of every file is refused, and the newer one stays (rollback)'],
      [TRUST, 'older targets below a newer snapshot are refused (rollback by whoever holds the online keys)'],
      [TRUST, 'a root of another version than its name is refused, and so is one that jumps'],
    ],
  },
  {
    id: 'CVE-2022-35929',
    lesson: 'cosign: any valid attestation satisfied the check, whatever its type',
    refused: [
      [BUNDLES, 'a valid statement of another type is no signature, though cosign verify takes it for one'],
      [
        TAGS,
        'attestations under a tag: the type and the subject count before success, the annotation counts for nothing',
      ],
      ['attack/statements.test.ts', 'statements count by their signed subjects and type, never by where they hang'],
    ],
  },
  {
    id: 'CVE-2022-35930',
    lesson: 'policy-controller: the type of an attestation was not compared before it counted',
    refused: [
      [BUNDLES, 'a valid statement of another type is no signature, though cosign verify takes it for one'],
      ['attack/keyless-images.test.ts', 'statements by the identity count, by type'],
    ],
  },
  {
    id: 'CVE-2022-36056',
    lesson: 'cosign: combinations of certificate and bundle that nobody checked passed for files',
    refused: [
      [BLOBS, 'a certificate beside the key'],
      [BLOBS, 'a bundle by certificate'],
      [KEYLESS, 'a bundle by key'],
      [KEYLESS, 'an identity without a trusted root is refused'],
      [BLOBS, 'log entries that nothing was given to check are said to be unchecked'],
    ],
  },
  {
    id: 'CVE-2023-25656',
    lesson: 'notation-go: a distinguished name with "=#" used up the memory',
    refused: [['formats/trusted-identity.test.ts', 'texts that are no identity are refused']],
  },
  {
    id: 'CVE-2023-33957',
    lesson: 'notation: signatures without end kept it busy for ever',
    refused: [
      [FLOODS, 'more junk than is listed, before the good evidence, is "could not tell" and no denial'],
      [FLOODS, 'a deadline ends the arithmetic between two pieces of evidence'],
    ],
  },
  {
    id: 'CVE-2023-33958',
    lesson: 'notation: a list of signatures without end kept it busy for ever',
    refused: [[REFERRERS, 'pages or entries without end, and pages in a circle, overflow and are told as such']],
  },
  {
    id: 'CVE-2023-33959',
    lesson: 'notation-go: the registry swapped what a digest names',
    refused: [
      [LIES, 'other bytes than the digest are refused, whatever headers say (GHSA-qv35-3gw6-8q4j)'],
      [
        'attack/mutations.test.ts',
        'a stored byte that was changed anywhere never leaves the image allowed, unless nothing that counts was in it',
      ],
      [TRAPS, 'a tag that moves while the image is judged is judged as it was first'],
    ],
  },
  {
    id: 'CVE-2023-46737',
    lesson: 'cosign: a registry that lists signatures without end',
    refused: [
      [FLOODS, 'more junk than is listed, before the good evidence, is "could not tell" and no denial'],
      [REFERRERS, 'pages or entries without end, and pages in a circle, overflow and are told as such'],
    ],
  },
  {
    id: 'CVE-2024-23332',
    lesson: 'notation: the permissive level lets expired and revoked signatures pass',
    refused: [
      [LEVELS, 'an expired signature or chain counts where that is only noted, and the check says so'],
      [
        LEVELS,
        'where whose signature it is is only noted, any whole one lets the image in, and the check is never passed',
      ],
      [REVOCATION, 'log notes what it learns and counts the signature; offline asks nobody'],
    ],
  },
  {
    id: 'CVE-2024-29902',
    lesson: 'cosign: a huge attachment used up the memory',
    refused: [
      [FLOODS, 'junk that claims to be huge does not use up the room of good evidence'],
      [TAGS, 'a layer that claims to be huge, more layers than are read, and a huge manifest are "could not tell"'],
    ],
  },
  {
    id: 'CVE-2024-29903',
    lesson: 'cosign: a huge manifest used up the memory',
    refused: [
      [LIES, 'a manifest above 4 MiB is refused before it is read, or once it shows (CVE-2017-11468)'],
      [FLOODS, 'a manifest of evidence that is no small document is not read'],
      [FLOODS, 'an image of many large documents is a limit, not a lack of memory'],
    ],
  },
  {
    id: 'CVE-2024-45395',
    lesson: 'sigstore-go: loops over what a bundle holds had no bound',
    refused: [
      [KEYLESS_TRAPS, 'as many log entries and timestamps as may be are taken, and one more is not read'],
      [KEYLESS_TRAPS, 'as many subjects and digests as may be are compared, and a statement with one more is not read'],
    ],
  },
  {
    id: 'CVE-2024-47534',
    lesson: 'go-tuf: delegations were looked up in the wrong role',
    refused: [[TRUST, 'what delegated roles say of the trusted root counts for nothing, and is not even asked for']],
  },
  {
    id: 'CVE-2024-51491',
    lesson: 'notation-go: the cache of revocation lists crashed verification where it lay on another disk',
    refused: [
      [REVOCATION, 'an answer that holds is asked for once, by many at a time; what does not hold is not kept'],
      [REVOCATION, 'what a server does instead of answering is could not tell, never a pass and never a denial'],
    ],
  },
  {
    id: 'CVE-2024-51746',
    lesson: 'gitsign: a log entry was found by the wrong key',
    refused: [
      [KEYLESS, 'an entry with another certificate'],
      [KEYLESS, 'an entry that the bundle calls something else'],
      [KEYLESS, 'an entry with the digest of another content'],
    ],
  },
  {
    id: 'CVE-2024-55655',
    lesson: 'sigstore-python: a time was believed that no log had promised',
    refused: [[KEYLESS, 'a time without a promise']],
  },
  {
    id: 'CVE-2024-56138',
    lesson: 'notation-go: the certificate of a timestamp was not looked up for revocation',
    refused: [
      [
        'attack/revoked-stampers.test.ts',
        'the certificate of a timestamp authority is asked about, and a revoked one dates nothing',
      ],
      [
        'attack/notation-timestamps.test.ts',
        'the word of an authority that the policy revokes counts for nothing, whatever time it says',
      ],
      [STAMPS, 'the certificate of a stamper is looked up for revocation too'],
    ],
  },
  {
    id: 'CVE-2025-27403',
    lesson: 'ratify: credentials of one registry were sent to another host',
    refused: [
      [
        'attack/registry-credentials.test.ts',
        'a realm at another host is asked for nothing unless it is allowed by name',
      ],
      [
        'attack/registry-redirects.test.ts',
        'a redirect to another host is followed without credentials, for blobs and manifests',
      ],
    ],
  },
  {
    id: 'CVE-2026-22703',
    lesson: 'cosign: with a trusted root any valid log entry passed, of whatever content',
    refused: [
      [KEYLESS, 'an entry with the digest of another content'],
      [KEYLESS, 'the entry of another file by the same signer'],
      [KEYLESS_TRAPS, 'the entry of another statement by the same signer is no entry of this one'],
    ],
  },
  {
    id: 'CVE-2026-22772',
    lesson: 'fulcio: the pattern of an issuer was not anchored',
    refused: [
      ['attack/keyless-images.test.ts', 'a pattern holds from end to end'],
      [KEYLESS, 'an identity that contains the one asked for'],
      [KEYLESS, 'another issuer'],
    ],
  },
  {
    id: 'CVE-2026-24117',
    lesson: 'rekor: an address in what was sent was fetched',
    refused: [
      [KEYLESS_TRAPS, 'nothing that evidence, root or certificate call an address is asked'],
      ['attack/callers.test.ts', 'keys that a token brings along or points at are never looked at'],
    ],
  },
  {
    id: 'CVE-2026-24122',
    lesson: 'cosign: an intermediate that had ended was accepted where the log was left out',
    refused: [
      [KEYLESS, 'an intermediate that ended before is refused, though its root and leaf are valid'],
      [NOTATION, 'outside the validity of any certificate, or past its own expiry, a signature has expired'],
    ],
  },
  {
    id: 'CVE-2026-24137',
    lesson: 'sigstore: names of TUF targets led out of the cache',
    refused: [
      [TRUST, 'targets whose names lead out of the folder write nothing anywhere (CVE-2026-24137)'],
      [TRUST, 'a digest that leads elsewhere is no digest'],
    ],
  },
  {
    id: 'CVE-2026-39395',
    lesson: 'cosign: a statement that could not be read was "Verified OK"',
    refused: [
      [TRAPS, 'a statement that a trusted key signed and nobody can read is refused with its own code'],
      [BLOBS, 'a statement of an unknown _type'],
    ],
  },
  {
    id: 'CVE-2026-39984',
    lesson: 'timestamp-authority: a timestamp was verified with another certificate than the one that it binds',
    refused: [
      [
        KEYLESS_TRAPS,
        'the certificate that a timestamp is verified with is the one that it binds, whichever it carries',
      ],
      [KEYLESS, 'a timestamp by another key in the name of the authority'],
      [KEYLESS, 'a timestamp that binds an unknown certificate'],
      [STAMPS, 'the stamper is the certificate that the token binds, of an authority that is trusted'],
    ],
  },
  {
    id: 'CVE-2026-44309',
    lesson: 'gitsign: what was verified had been written anew, and was not what was used',
    refused: [
      [BUNDLES, 'the payload that is used is the payload that was signed'],
      [BLOBS, 'a payload put in after signing'],
    ],
  },
  {
    id: 'CVE-2026-44310',
    lesson: 'gitsign: an empty certificate ended the program with status 0',
    refused: [
      [
        KEYLESS_TRAPS,
        'a certificate that is empty or no certificate is a refusal with a code and status 1, never a crash',
      ],
    ],
  },
  {
    id: 'CVE-2026-48815',
    lesson: 'sigstore-js: a demand of the caller was taken and dropped',
    refused: [
      [TRAPS, 'cosign/key'],
      [TRAPS, 'notation/certificates'],
      [TRAPS, 'notation/identities'],
      [TRAPS, 'notation/timestamps'],
      [TRAPS, 'notation/signingAuthority'],
      [TRAPS, 'keyless/identity'],
      [TRAPS, 'keyless/identityPattern'],
      [TRAPS, 'keyless/issuer'],
      [TRAPS, 'keyless/trustedRoot'],
      ['stages/key-windows.test.ts', 'without a trusted root nobody is believed about the time'],
      ['attack/notation-timestamps.test.ts', 'without a timestamp it does not count where each must have one'],
      [
        REVOCATION,
        'OCSP: good passes, revoked denies with its reason, for every kind of answer that is not known could not tell',
      ],
      [
        'attack/revoked-keys.test.ts',
        'certificates are revoked by thumbprint, key, or serial number and issuer, wherever they stand in the chain',
      ],
      ['attack/rollback.test.ts', 'an index or a platform that is denied by digest stays out, whoever signed it'],
    ],
  },
  {
    id: 'CVE-2026-48816',
    lesson: 'sigstore-js: a time was believed that no log had promised',
    refused: [
      [KEYLESS, 'a time without a promise'],
      ['attack/keyless-images.test.ts', 'a time without a promise'],
    ],
  },
  {
    id: 'CVE-2026-49834',
    lesson: 'sigstore-go: one log met a threshold of two by being named twice',
    refused: [[KEYLESS, 'the same entry twice is refused']],
  },
  {
    id: 'CVE-2026-54787',
    lesson: 'sigstore-go: the validity of a key was not compared with the time of the signature',
    refused: [
      [
        'attack/revoked-keys.test.ts',
        'what a log or timestamp shows to be signed before the key was lost still counts, and nothing else',
      ],
      [
        'stages/key-windows.test.ts',
        'a trusted time decides once and for all, by a log or a timestamp, and the earliest of them',
      ],
      [
        'stages/key-windows.test.ts',
        'a key without a time of its own counts in the present of its window, and the verdict says so',
      ],
    ],
  },
];

/** Traps of the formats, in no order. */
export const TRAPS_WITHOUT_NUMBER: readonly AttackLine[] = [
  {
    id: 'silent downgrade to tags',
    lesson: 'cosign verify reads the .sig tag where the list of referrers fails, and says "no signatures found"',
    refused: [
      [
        TRAPS,
        'a list of referrers that can not be had is no list without signatures, and cosign’s tags are no way around it',
      ],
      [
        TAGS,
        'a registry that throttles or fails at a tag is "could not tell", told by its form, and never read as unsigned',
      ],
    ],
  },
  {
    id: 'critical.type',
    lesson: 'cosign checks neither the type nor the form of an old payload',
    refused: [
      [
        TAGS,
        'a payload of another type, one that folds case, and one with a critical member that nobody knows are refused',
      ],
    ],
  },
  {
    id: 'docker-reference',
    lesson: 'the signed name of the image is not compared',
    refused: [
      [
        'attack/signed-names.test.ts',
        'a signature without a name counts until policy demands one; beside one for elsewhere, too',
      ],
      ['attack/signed-names.test.ts', 'expressions do not see what was signed for elsewhere'],
      ['attack/rollback.test.ts', 'an older image with good signatures is refused, wherever it says its version'],
    ],
  },
  {
    id: 'signature under another subject',
    lesson: 'the subject of a referrer is nobody’s word; what was signed says what it is about',
    refused: [
      [BUNDLES, 'a signature of another image, or of the child, is not one of the index'],
      [BUNDLES, 'an index that is signed does not vouch for a child that is not'],
      [BUNDLES, 'a referrer that hangs under a digest which its manifest does not name is junk'],
      [TAGS, 'a payload that names another image, or the child, is not one of the index'],
      [NOTATION, 'what was signed is exactly the subject: digest, media type and size'],
    ],
  },
  {
    id: 'annotations',
    lesson: 'annotations of manifests and of lists are nobody’s word',
    refused: [
      [BUNDLES, 'what a manifest claims in annotations changes nothing'],
      [TRAPS, 'the thumbprints that a notation manifest notes choose nothing'],
    ],
  },
  {
    id: 'fallback tag',
    lesson: 'anybody who may push can write the list of referrers, and two writers race',
    refused: [
      [REFERRERS, 'another writer who replaces the list is seen, and both entries are kept'],
      [REFERRERS, 'a list that never keeps our entry is given up on, with a fault'],
      [REFERRERS, 'a fallback tag that holds no index is a fault to read, and never overwritten'],
      [BUNDLES, 'junk among the referrers never denies and never allows'],
    ],
  },
  {
    id: 'two readings of JSON',
    lesson: 'Go folds the case of names and takes the last of two, JavaScript does not',
    refused: [
      [BUNDLES, 'base64 has one form, JSON has no second readings'],
      [BUNDLES, 'a statement that is signed well but has two readings is malformed'],
      [
        TAGS,
        'a payload of another type, one that folds case, and one with a critical member that nobody knows are refused',
      ],
      ['formats/keyless-parts.test.ts', 'bodies that could be read in two ways, or hold two signatures, are refused'],
    ],
  },
  {
    id: 'promise over received order',
    lesson: 'the promise of a log is over canonical JSON',
    refused: [[KEYLESS_TRAPS, 'a promise over members in the order in which they came is no promise']],
  },
  {
    id: 'lines of a checkpoint',
    lesson: 'order of lines, unknown witnesses, an origin that is another or missing',
    refused: [
      [KEYLESS_TRAPS, 'a head that the log itself signed counts in its own name only, and a head needs an origin'],
      [KEYLESS_TRAPS, 'lines of witnesses are passed over wherever they stand, and stand for no line of the log'],
    ],
  },
  {
    id: 'ends of validity',
    lesson: 'both ends count, and a missing start is no beginning of time',
    refused: [
      [KEYLESS, 'both ends of a validity count'],
      ['formats/trusted-root.test.ts', 'no start of a log'],
      ['formats/trusted-root.test.ts', 'no start of an authority'],
    ],
  },
  {
    id: 'number of signatures in an envelope',
    lesson: 'an envelope has one signature, not none and not two',
    refused: [
      [BUNDLES, 'envelopes with no signature or two are malformed, whoever made the second'],
      [BLOBS, 'two signatures in the envelope'],
      [BLOBS, 'no signature in the envelope'],
    ],
  },
  {
    id: 'keyid and hint',
    lesson: 'what an envelope says of its key chooses nothing',
    refused: [
      [TRAPS, 'a keyid chooses nothing: not with the key of the policy, and not against it'],
      [BUNDLES, 'no signature, a stranger key, and a stranger who borrows the hint are told apart'],
    ],
  },
  {
    id: 'lax base64',
    lesson: 'a decoder that passes over what is no base64 gives one signature many texts',
    refused: [
      [BUNDLES, 'base64 has one form, JSON has no second readings'],
      [TAGS, 'another key, a changed payload, a swapped layer, and a signature that is not strict base64 are refused'],
    ],
  },
  {
    id: 'patterns of identities',
    lesson: 'patterns that are not anchored, and patterns that hang',
    refused: [
      ['attack/keyless-images.test.ts', 'a pattern holds from end to end'],
      [TRAPS, 'no pattern of an identity hangs, however its wildcards stand'],
    ],
  },
  {
    id: 'anybody as an identity',
    lesson: 'a wildcard that stands beside names, or is all there is',
    refused: [
      ['attack/keyless-images.test.ts', 'a pattern that is anybody'],
      ['attack/foreign-policies.test.ts', 'a store can’t be named out of the trust store, nor a scope be a pattern'],
    ],
  },
  {
    id: 'scopes of a trust policy',
    lesson: 'a scope is compared after its host, port and namespace were made whole',
    refused: [
      [
        'stages/policy-import-notation.test.ts',
        'several statements are cases: the one that names the repository, else that for all others',
      ],
      ['attack/signed-names.test.ts', 'the hub has two names for one registry'],
    ],
  },
  {
    id: 'skip and audit',
    lesson: 'a level that checks nothing is told as "verified"',
    refused: [
      [
        LEVELS,
        'where whose signature it is is only noted, any whole one lets the image in, and the check is never passed',
      ],
      [
        LEVELS,
        'a signature of nobody in particular is none for expressions, fills no role, and takes none from others',
      ],
      [
        'doors/trust-policy-cli.test.ts',
        'an image of which the trust policy verifies nothing is refused with the reason, before anybody is asked',
      ],
    ],
  },
  {
    id: 'header of a JWS',
    lesson: 'an algorithm that is not the key’s, a critical name that nobody knows, further members',
    refused: [
      [NOTATION, 'the envelope cannot choose its algorithm, its type or what is critical'],
      [CERTIFICATES, 'an RSA signature is PSS with a salt as long as the hash, and nothing else'],
    ],
  },
  {
    id: 'COSE',
    lesson: 'bytes that are written anew, times without their tag, lengths without end',
    refused: [
      [COSE_FORMAT, 'an envelope past its bounds is refused before it costs anything'],
      [COSE_FORMAT, 'no octet of an envelope can change without the envelope being refused or saying something else'],
      [COSE_FORMAT, 'a time without a tag'],
      [COSE_FORMAT, 'a header of an indefinite length'],
      [COSE, 'a header that was signed in another order of labels verifies over its own bytes'],
      [COSE, 'the header cannot choose its algorithm or its type, and what was signed cannot change'],
    ],
  },
  {
    id: 'certificates for something else',
    lesson: 'a leaf that may sign certificates, an authority that signs images, another purpose',
    refused: [
      [NOTATION, 'certificates that may not sign images do not'],
      [NOTATION, 'authorities that may not sign certificates do not'],
      [KEYLESS, 'a certificate that may sign certificates'],
      [KEYLESS, 'an authority that signs files'],
      [KEYLESS, 'a certificate for servers'],
    ],
  },
  {
    id: 'links in a trust store',
    lesson: 'a trust store that leads elsewhere',
    refused: [
      [
        'doors/policy-import.test.ts',
        'certificates come from the trust store beside the trust policy, or from one that is named',
      ],
    ],
  },
  {
    id: 'encodings on the way',
    lesson: 'an answer that was compressed is other bytes',
    refused: [[LIES, 'an answer that was re-encoded on the way is a fault']],
  },
  {
    id: 'pages of referrers',
    lesson: 'a list that is read without its further pages',
    refused: [
      [REFERRERS, 'pages are followed to the end, and each referrer counts once'],
      [REFERRERS, 'a list that is malformed, or gone at the second page, is a fault and not an empty list'],
    ],
  },
  {
    id: 'a page of HTML',
    lesson: '200 with a web page where a list of referrers should be',
    refused: [[LIES, 'an HTML page with any status is no registry, and never an absence']],
  },
  {
    id: 'a tag that moves',
    lesson: 'a tag that is resolved twice may be two images',
    refused: [[TRAPS, 'a tag that moves while the image is judged is judged as it was first']],
  },
];
