/** Severity of a finding, worst last. `unknown` counts as `critical`: what nobody rated may be anything. */
export const SEVERITIES = ['none', 'low', 'medium', 'high', 'critical', 'unknown'] as const;

/** A severity of {@link SEVERITIES}. */
export type Severity = (typeof SEVERITIES)[number];

/** Words of scanners and databases: trivy's, grype's, GitHub's, Red Hat's and Debian's. */
const WORDS: Readonly<Record<string, Severity>> = {
  none: 'none',
  negligible: 'low',
  unimportant: 'low',
  minor: 'low',
  low: 'low',
  medium: 'medium',
  moderate: 'medium',
  high: 'high',
  important: 'high',
  critical: 'critical',
};

/**
 * The severity that a word or a CVSS base score names; a word that is not known is `unknown`.
 * @example severityOf('Moderate') // 'medium'
 * @example severityOf('7.5') // 'high'
 * @see CVSS v3.1 specification, section 5, "Qualitative Severity Rating Scale"
 */
export function severityOf(text: string): Severity {
  const word = text.trim().toLowerCase();
  if (!/^[0-9]{1,2}(?:\.[0-9]{1,2})?$/.test(word))
    return (Object.hasOwn(WORDS, word) ? WORDS[word] : undefined) ?? 'unknown';
  const score = Number(word);
  if (score > 10) return 'unknown';
  if (score === 0) return 'none';
  return score < 4 ? 'low' : score < 7 ? 'medium' : score < 9 ? 'high' : 'critical';
}

/** The worse of two, where what is unknown is the worst. @example worse('low', 'high') // 'high' */
export function worse(a: Severity, b: Severity): Severity {
  return SEVERITIES.indexOf(a) >= SEVERITIES.indexOf(b) ? a : b;
}
