import { hash } from 'node:crypto';
import type { StatementSync } from 'node:sqlite';
import type { DigestGroup } from './digest-group.ts';
import type { Keyed } from './ledger-row.ts';
import { encodedParts, type SharedText } from './shared-text.ts';

/** A text, or its key where it is kept already. */
type Text = Keyed & Partial<SharedText>;
/** Likewise a group of digests. */
type Group = Keyed & Partial<DigestGroup>;

/** Keys whose numbers are remembered; each weighs some 150 bytes. */
const MAX_NUMBERS = 8_192;
/** Bytes of texts that are remembered. */
const MAX_BYTES = 4 * 2 ** 20;

/**
 * What entries have in common, as SQLite keeps it: under numbers, which stay for ever once a transaction with them is over. They are
 * looked up once, and again after {@link forget}.
 */
export class SharedParts {
  readonly #sql: (text: string) => StatementSync;
  readonly #numbers = new Map<string, number | bigint>();
  readonly #parts = new Map<string, readonly Uint8Array[]>();
  #bytes = 0;

  /** @param sql - prepares a statement */
  constructor(sql: (text: string) => StatementSync) {
    this.#sql = sql;
  }

  /**
   * The parts of a text, as {@link encodedParts}. What is read from the file is compared with its key: of an altered text no leaf is made,
   * since the log would sign what nobody decided.
   * @throws Error when it is missing or altered
   * @example leafOf(row, parts.encoded(row.shared))
   */
  encoded({ key, text }: Text): readonly Uint8Array[] {
    const known = this.#parts.get(key);
    if (known !== undefined) return known;
    const parts = encodedParts({ key, text: text ?? this.#read(key) });
    const bytes = parts.reduce((sum, { length }) => sum + length, 0);
    if (this.#bytes + bytes > MAX_BYTES) {
      this.#parts.clear();
      this.#bytes = 0;
    }
    this.#parts.set(key, parts);
    this.#bytes += bytes;
    return parts;
  }

  /** The number of a text, which is kept from now on. @throws Error when it is missing; what SQLite throws @example parts.text(shared) */
  text({ key, text }: Text): number | bigint {
    return this.#number(key, () => {
      const known = this.#sql('SELECT number FROM shared_texts WHERE key = ?').get(key);
      if (known !== undefined) return Number(known.number);
      if (text === undefined) throw missing(key);
      return this.#sql('INSERT INTO shared_texts (key, text) VALUES (?, ?)').run(key, text).lastInsertRowid;
    });
  }

  /** Likewise of a group of digests. @throws Error when it is missing; what SQLite throws @example parts.group(columns.group) */
  group({ key, members }: Group): number | bigint {
    return this.#number(key, () => {
      const known = this.#sql('SELECT number FROM digest_groups WHERE key = ?').get(key);
      if (known !== undefined) return Number(known.number);
      if (members === undefined) throw missing(key);
      const number = this.#sql('INSERT INTO digest_groups (key) VALUES (?)').run(key).lastInsertRowid;
      for (const { digest, searched, kept } of members)
        this.#sql('INSERT INTO digest_members (digest, digests, searched, kept) VALUES (?, ?, ?, ?)').run(
          digest,
          number,
          searched ? 1 : 0,
          kept ? 1 : 0,
        );
      return number;
    });
  }

  /** After a transaction that came to nothing: what it made is not there. @example parts.forget() */
  forget(): void {
    this.#numbers.clear();
    this.#parts.clear();
    this.#bytes = 0;
  }

  #read(key: string): string {
    const found = this.#sql('SELECT text FROM shared_texts WHERE key = ?').get(key)?.text;
    if (found === undefined) throw missing(key);
    const text = String(found);
    if (hash('sha256', text) !== key)
      throw new Error(`what entries share under ${key} was altered: look at it with twinseal audit verify`);
    return text;
  }

  #number(key: string, look: () => number | bigint): number | bigint {
    const known = this.#numbers.get(key);
    if (known !== undefined) return known;
    const number = look();
    if (this.#numbers.size >= MAX_NUMBERS) this.#numbers.clear();
    this.#numbers.set(key, number);
    return number;
  }
}

function missing(key: string): Error {
  return new Error(`what entries share under ${key}, which was kept, is missing`);
}
