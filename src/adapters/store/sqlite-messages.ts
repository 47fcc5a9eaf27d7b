/** One decision as a row. */
export interface DecisionRow {
  readonly id: string;
  readonly time: string;
  readonly outcome: string;
  readonly image: string | null;
  readonly policy: string;
  /** Canonical JSON. */
  readonly document: string;
}

/** What the worker is asked. */
export type StoreRequest =
  | { readonly kind: 'put'; readonly rows: readonly DecisionRow[] }
  | { readonly kind: 'get'; readonly id: string }
  | { readonly kind: 'ping' }
  | { readonly kind: 'close' };

/** What it answers; `refused` names rows of a `put` whose id was there already. */
export type StoreAnswer =
  | { readonly kind: 'put'; readonly refused: readonly string[] }
  | { readonly kind: 'get'; readonly document: string | undefined }
  | { readonly kind: 'done' }
  | { readonly kind: 'failed'; readonly full: boolean; readonly message: string };

/** A request with its number; the answer to opening has number 0. */
export interface Numbered<T> {
  readonly n: number;
  readonly body: T;
}
