/** Unpredictable identifiers. */
export interface Random {
  /**
   * A UUID of the moment in milliseconds and 74 random bits (RFC 9562 version 7), lower case.
   * @example random.uuid() // '019acc41-a02c-7d1e-9c55-2f4f3c0f7a11'
   */
  uuid(): string;
}
