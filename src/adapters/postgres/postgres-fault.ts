import { DatabaseError } from 'pg';
import { FormatError } from '../../formats/format-error.ts';
import { TwinsealError } from '../../records/twinseal-error.ts';
import { errnoOf } from '../disk-error.ts';

const UNTRUSTED =
  'the certificate of the server is by no authority that we trust: name its authority in the URL (sslrootcert)';
/** What the driver says, without a code, when the server has no TLS. */
const PLAIN = 'The server does not support SSL connections';

/**
 * What a connection's errors mean, in our words: those of the system and of the driver may tell names out of the URL.
 * @see https://www.postgresql.org/docs/current/errcodes-appendix.html
 */
const MEANINGS: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'no server listens at the address of its URL; is PostgreSQL running?',
  ENOENT: 'there is no server at the socket of its URL; is PostgreSQL running?',
  ENOTFOUND: 'the host of its URL is not known',
  EAI_AGAIN: 'the host of its URL could not be looked up',
  ETIMEDOUT: 'the server did not answer',
  ERR_TLS_CERT_ALTNAME_INVALID: 'the certificate of the server is not for the host of its URL',
  CERT_HAS_EXPIRED: 'the certificate of the server has expired',
  CERT_SIGNATURE_FAILURE: UNTRUSTED,
  DEPTH_ZERO_SELF_SIGNED_CERT: UNTRUSTED,
  SELF_SIGNED_CERT_IN_CHAIN: UNTRUSTED,
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: UNTRUSTED,
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: UNTRUSTED,
  '28P01': 'the server refuses the password of its URL',
  '28000': 'the server refuses the user of its URL',
  '3D000': 'the server has no database of the name in its URL',
  '3F000': 'its tables are not there',
  '42501':
    'the user of its URL may not do this; let it own the database, or the schemas `twinseal`, `twinseal_jobs` and `twinseal_boss`',
  '53300': 'the server has no connection left for us (max_connections)',
  '57P01': 'the server ended the connection; it is being stopped',
  '57P02': 'the server ended the connection after a crash',
  '57P03': 'the server is starting or stopping',
  '57P05': 'the server ended an idle connection',
  '25006': 'the database only reads; its URL must lead to the primary',
  '25P03': 'a transaction was left idle for too long, and the server ended it',
};
const CANCELLED = '57014';
const FULL = '53100';

/**
 * An error of the driver or the server as one of the catalogue. Neither the URL nor anything out of it is told.
 *
 * @param who - `the store in PostgreSQL`
 * @returns `STORE_FAILED`, `DISK_FULL`, `TIMEOUT`; a TwinsealError as it is; `INTERNAL` for a fault of our own
 * @example throw postgresFault(error, 'the store in PostgreSQL')
 */
export function postgresFault(error: unknown, who: string): TwinsealError {
  if (error instanceof TwinsealError) return error;
  if (error instanceof FormatError)
    return new TwinsealError('STORE_FAILED', `${who} failed: ${error.message}`, { cause: error });
  if (error instanceof TypeError || error instanceof RangeError)
    return new TwinsealError('INTERNAL', `${who} could not be asked: ${error.message}`, { cause: error });
  const code = errnoOf(error);
  if (code === FULL) return new TwinsealError('DISK_FULL', `${who} failed: the disk of the server is full: make room`);
  if (code === CANCELLED) return new TwinsealError('TIMEOUT', `${who} did not answer in time`);
  const fromServer = error instanceof DatabaseError;
  const why = Object.hasOwn(MEANINGS, code) ? MEANINGS[code] : unknownFault(error, code);
  return new TwinsealError('STORE_FAILED', `${who} failed: ${why}`, fromServer ? { cause: error } : {});
}

function unknownFault(error: unknown, code: string): string {
  if (error instanceof DatabaseError) return `the server answers ${code}: ${error.message}`;
  if (error instanceof Error && error.message === PLAIN) return 'its URL asks for TLS, which the server does not speak';
  return `the connection was lost, or there was none in time${code && ` (${code})`}`;
}

/** Whether the server answered with an error and will answer to more. @example if (survives(error)) await client.query('ROLLBACK') */
export function survives(error: unknown): boolean {
  // By its class, since the word for its severity is in the server's language: connections, operators, crashes, defects. A server that
  // only reads (25006, 0A000) is left too: the next connection may lead to the primary.
  return error instanceof DatabaseError && !/^(?:08|57P|XX|25P03|25006|0A000)/.test(error.code ?? 'XX');
}
