import { ERROR_CATALOGUE, type ErrorCode, type ErrorKind } from './error-catalogue.ts';

/**
 * No answer could be formed. The message is one sentence: what, where, what to do. `details` are further lines (a
 * compiler's output, bounded); doors escape both.
 *
 * @example throw new TwinsealError('SOURCE_NO_GO_MOD', 'no go.mod in ./app: run `go mod init` there, or name the module folder')
 */
export class TwinsealError extends Error {
  override readonly name = 'TwinsealError';
  readonly code: ErrorCode;
  readonly details: readonly string[];

  constructor(code: ErrorCode, message: string, options?: ErrorOptions & { readonly details?: readonly string[] }) {
    super(message, options);
    this.code = code;
    this.details = options?.details ?? [];
  }

  /** Whether the same request may succeed later without a change. */
  get retryable(): boolean {
    return this.kind.retryable;
  }

  /** Whether it is an answer about the content itself, which another attempt would get too. */
  get definitive(): boolean {
    return this.kind.exit !== 3 || this.kind.status === 422;
  }

  /** How this kind is shown at each door. */
  get kind(): ErrorKind {
    return ERROR_CATALOGUE[this.code];
  }
}
