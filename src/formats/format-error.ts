/**
 * A document or value that breaks its format. Formats know nothing of stages, doors or exit codes, so this is the
 * only error they throw; the caller decides whether it is a finding, a failed check or bad input.
 *
 * @example throw new FormatError('json', 'there are bytes after the value', '@17', { rule: 'trailing-text' })
 */
export class FormatError extends Error {
  override readonly name = 'FormatError';
  /** Which format was broken: `json`, `digest`, `oci`, `tar`, `elf`, ... */
  readonly format: string;
  /** Where: a JSON pointer, a byte offset (`@123`) or a line (`:12`); empty when the whole value is meant. */
  readonly at: string;
  /** Which rule of the format, as a short stable word (`duplicate-name`), where a caller tells rules apart; else empty. */
  readonly rule: string;

  constructor(format: string, message: string, at = '', options?: ErrorOptions & { readonly rule?: string }) {
    super(message, options);
    this.format = format;
    this.at = at;
    this.rule = options?.rule ?? '';
  }
}
