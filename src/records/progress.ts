/** The steps that roads tell of, by the names that users see. */
export type ProgressStep =
  | 'source'
  | 'side A'
  | 'side B'
  | 'rebuild'
  | 'compare'
  | 'base'
  | 'pack'
  | 'sbom'
  | 'attest'
  | 'keys'
  | 'sign'
  | 'layout'
  | 'copy';

/** What a road says while it runs; a door shows it on a terminal or drops it. */
export interface ProgressEvent {
  readonly step: ProgressStep;
  readonly state: 'start' | 'busy' | 'done' | 'note' | 'warning';
  /** One line: what begins, or what came of it. */
  readonly text: string;
  /** Milliseconds: on `done` of the whole step, on `busy` and `note` of what the text names, so far. */
  readonly took?: number;
  /** Bytes of what is copied, so far. */
  readonly transfer?: Transfer;
}

/** How far a copy is, in bytes. */
export interface Transfer {
  /** There by now, whoever brought it. */
  readonly done: number;
  readonly total: number;
  /** What this run has moved, repeats of a cut connection too. */
  readonly sent: number;
}

/** Receives progress. */
export type Progress = (event: ProgressEvent) => void;
