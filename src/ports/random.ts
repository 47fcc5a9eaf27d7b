/** Unpredictable identifiers. */
export interface Random {
  /** A random UUID (RFC 9562 version 4), lower case. */
  uuid(): string;
}
