/** Unpredictable identifiers. */
export interface Random {
  /**
   * A random UUID (RFC 9562 version 4), lower case.
   * @example random.uuid() // '0b6c3f5e-8a3d-4d1e-9c55-2f4f3c0f7a11'
   */
  uuid(): string;
}
