import { AUDIT_FILES, type AuditManifest } from '../../records/audit-set.ts';

/** Which file of a set answers which question. @example auditQuestions()[0]?.file */
export function auditQuestions(): AuditManifest['questions'] {
  return [
    {
      question: 'Which decisions and changes are in the set, and where do they stand in the log?',
      file: AUDIT_FILES.manifest,
    },
    { question: 'Who asked what, when, by which policies, and what was answered?', file: 'decisions/<index>.json' },
    { question: 'What changed policies, exceptions, keys and roles?', file: 'changes/<index>.json' },
    { question: 'Is an entry in the log that was signed?', file: 'receipts/<index>.txt' },
    {
      question: 'By which policy, with which keys, was it judged?',
      file: 'documents/<inputs.policies of the decision>',
    },
    {
      question: 'What was looked at?',
      file: 'documents/<inputs.evidence of the decision>, and the documents that it names',
    },
    { question: 'What was in the layers?', file: 'documents/<inputs.reports of the decision>' },
    { question: 'How far did the log reach, and who signed that?', file: AUDIT_FILES.checkpoint },
    { question: 'By which key is the log verified?', file: AUDIT_FILES.key },
    { question: 'Does the log begin with one that I held before?', file: 'log/tile/<level>/<number>' },
  ];
}

/**
 * The README of a set for auditors.
 * @example auditReadme(manifest, 'log.example.com')
 */
export function auditReadme(
  { origin, filter, entries, notKept, missing, questions }: AuditManifest,
  key: string,
): string {
  const asked = Object.entries(filter);
  return [
    `# Decisions of ${plain(origin)}\n`,
    `${entries.length} entries of the log${asked.length === 0 ? ', all that there are' : `, by ${asked.map(([name, value]) => `${name} ${plain(value)}`).join(', ')}`}.\n`,
    ...(notKept.length > 0
      ? [
          `${notKept.length} documents were forgotten when their time was over: those decisions are proved, and can not be computed anew.\n`,
        ]
      : []),
    ...(missing.length > 0
      ? [`${missing.length} parts of the log could not be given; the manifest names them.\n`]
      : []),
    'Nothing in here asks to be believed. With Twinseal, offline:\n',
    '```sh',
    'twinseal audit verify . --key KEY --checkpoint OLDER   # every digest, every receipt, and that the log only grew',
    'twinseal audit replay .                                # every verdict computed anew and compared byte for byte',
    '```\n',
    `Take \`KEY\` (that of ${plain(key)}) from somewhere else than this set: with the key in here, whoever made the set could have made it`,
    'up. `OLDER` is a checkpoint, or a set, that you held before: a log that was rewritten and signed again shows against it, and',
    `against nothing else. Keep \`${AUDIT_FILES.checkpoint}\` of this set for the next time.\n`,
    '| question | file |\n| --- | --- |',
    ...questions.map(({ question, file }) => `| ${question} | \`${file}\` |`),
    '',
  ].join('\n');
}

/** Text from outside, in a document that people may open in anything. */
function plain(text: string): string {
  return text.replace(/[^A-Za-z0-9 @:/._+-]/g, '?').slice(0, 300);
}
