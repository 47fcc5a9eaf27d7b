import { sha256Digest } from '../../src/formats/digest.ts';
import { encodeUtf8 } from '../../src/formats/utf8.ts';
import type { Decision, Undecided } from '../../src/records/decision.ts';
import type { ArchivedDocument } from '../../src/records/evidence-record.ts';
import type { ChangeRecord } from '../../src/records/log-entry.ts';
import type { Verdict } from '../../src/records/verdict.ts';

const digest = sha256Digest(encodeUtf8('image'));
const policy = { name: 'release', digest: sha256Digest(encodeUtf8('policy')) };

/** A decision with text that a careless store would spoil. */
export function someDecision(id: string): Decision {
  const verdict: Verdict = {
    apiVersion: 'twinseal.dev/v1',
    outcome: 'deny',
    subject: { name: 'registry.example.com/app', digest },
    policy,
    checks: [
      {
        id: 'twin-build',
        subject: digest,
        status: 'fail',
        code: 'TWIN_DIFFERENT',
        reason: 'they differ\n',
        evidence: [],
      },
    ],
  };
  return {
    apiVersion: 'twinseal.dev/decision/v2',
    id,
    time: '2026-11-24T12:00:00Z',
    caller: { name: 'loopback', by: 'loopback' },
    door: 'verify',
    requested: "registry.example.com/app:v1'; DROP TABLE decisions; -- \u{1f4a9} \\u0000",
    request: { claims: { release: 'v1' } },
    effect: 'refuse',
    repository: 'registry.example.com/app',
    verdict,
    judgements: [{ policy, mode: 'enforce', verdict, facts: digest }],
    inputs: { image: digest, evidence: digest, reports: digest, policies: [policy.digest], tool: '0.1.0' },
  };
}

/** The answer when nothing was reachable. */
export function someUndecided(id: string): Undecided {
  return {
    apiVersion: 'twinseal.dev/decision/v2',
    id,
    time: '2026-11-24T12:00:00Z',
    caller: { name: 'loopback', by: 'loopback' },
    door: 'verify',
    request: {},
    requested: 'registry.example.com/app:v1',
    effect: 'unknown',
    policies: [policy],
    fault: { code: 'REGISTRY_UNREACHABLE', reason: 'no answer', retryable: true },
  };
}

/** Two documents: one of its own, one that every decision shares. */
export function someDocuments(id: string): readonly ArchivedDocument[] {
  return [`evidence of ${id}`, 'manifest of all'].map((text) => {
    const bytes = encodeUtf8(text);
    return { digest: sha256Digest(bytes), mediaType: 'text/plain', bytes };
  });
}

/** A policy that changed. */
export function someChange(id: string): ChangeRecord {
  return {
    apiVersion: 'twinseal.dev/change/v1',
    kind: 'policy',
    id,
    time: '2026-11-24T12:00:00Z',
    name: 'release',
    action: 'changed',
    before: digest,
    after: policy.digest,
  };
}
