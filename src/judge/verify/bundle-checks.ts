import type { BundleCode } from '../../records/bundle-codes.ts';
import type { BundleCheck, BundleCheckId } from '../../records/bundle-report.ts';

/** Something about a bundle does not hold, or can't be told: thrown by one check, noted by {@link BundleChecks}. */
export class BundleRefusal extends Error {
  override readonly name = 'BundleRefusal';
  readonly code: BundleCode;
  readonly status: 'fail' | 'fault';

  constructor(code: BundleCode, reason: string, status: 'fail' | 'fault' = 'fail') {
    super(reason);
    this.code = code;
    this.status = status;
  }
}

/** The checks of one bundle as they are made. */
export class BundleChecks {
  readonly #list: BundleCheck[] = [];

  get list(): readonly BundleCheck[] {
    return this.#list;
  }

  /** Nothing failed, and nothing could not be told. */
  get outcome(): 'verified' | 'refused' | 'unknown' {
    if (this.#list.some(({ status }) => status === 'fail')) return 'refused';
    return this.#list.some(({ status }) => status === 'fault') ? 'unknown' : 'verified';
  }

  /**
   * Makes one check and notes how it ended.
   * @param check - gives the value and what holds in words, or throws a {@link BundleRefusal}
   * @returns the value; undefined when it was refused
   * @example checks.make('signature', () => ({ value: key, reason: 'verifies' }))
   */
  make<T>(id: BundleCheckId, check: () => { readonly value: T; readonly reason: string }): T | undefined {
    try {
      const { value, reason } = check();
      this.#list.push({ id, status: 'pass', code: 'OK', reason });
      return value;
    } catch (error) {
      if (!(error instanceof BundleRefusal)) throw error;
      this.#list.push({ id, status: error.status, code: error.code, reason: error.message });
      return undefined;
    }
  }

  /** Notes what was left out. @example checks.skip('log', 'BUNDLE_LOG_UNCHECKED', 'no trusted root was given') */
  skip(id: BundleCheckId, code: BundleCode, reason: string): void {
    this.#list.push({ id, status: 'skip', code, reason });
  }
}
