import { writeSet } from '../../adapters/audit/set-writer.ts';
import { type AuditExportUse, auditExportCommand, type ExportFrom } from '../../doors/cli/audit-export.ts';
import type { Runner } from '../../doors/cli/main.ts';
import type { AuditSource } from '../../ports/audit-source.ts';
import type { Call } from '../../ports/call.ts';
import { type ExportedAudit, exportAudit } from '../../roads/export-audit.ts';

/** A source, and how it is closed. */
interface OpenSource {
  readonly source: AuditSource;
  close(): void;
}

async function openSource(from: ExportFrom, call: Call): Promise<OpenSource> {
  if ('data' in from) {
    const { openStoredAudit } = await import('../../adapters/store/stored-audit.ts');
    const source = await openStoredAudit(from.data, from.key, call);
    return { source, close: () => source.close() };
  }
  const [{ AUDIT_PATIENCE, auditClient }, { serverClient }, { openServer }] = await Promise.all([
    import('../../adapters/server/audit-client.ts'),
    import('../../adapters/server/server-client.ts'),
    import('../server-access.ts'),
  ]);
  const transport = await openServer(from.server, process.env.TWINSEAL_TOKEN, call);
  try {
    const client = serverClient(transport, AUDIT_PATIENCE);
    return { source: await auditClient(client, transport.origin, call), close: () => transport.close() };
  } catch (error) {
    transport.close();
    throw error;
  }
}

const use: AuditExportUse = {
  async export(to, from, filter, tool, call) {
    const { source, close } = await openSource(from, call);
    try {
      let exported: ExportedAudit = { entries: 0, documents: 0, notKept: 0 };
      const files = exportAudit(source, { filter, tool }, call, (done) => {
        exported = done;
      });
      await writeSet(to, files, call);
      return exported;
    } finally {
      close();
    }
  },
};

/** Runs `twinseal audit export`. @example await run(input, session) // 0 */
export const run: Runner = (input, session) => auditExportCommand.run(input, use, session);
