/**
 * Why an expression has no value here. `budget`: it took more steps than it may; no operator hides that.
 * @example throw new CelError('missing', 'there is no foo')
 */
export class CelError extends Error {
  override readonly name = 'CelError';
  readonly kind: 'missing' | 'type' | 'range' | 'budget';
  /** Steps that were taken until then, once the evaluation has ended. */
  steps = 0;
  /** @param message - a clause for the reason of a check */
  constructor(kind: CelError['kind'], message: string) {
    super(message);
    this.kind = kind;
  }
}
