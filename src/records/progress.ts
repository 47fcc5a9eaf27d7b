/** What a road says while it runs; a door shows it on a terminal or drops it. */
export interface ProgressEvent {
  readonly step: string;
  readonly state: 'start' | 'done' | 'note' | 'warning';
  /** One line. */
  readonly text: string;
  /** Milliseconds, on `done`. */
  readonly took?: number;
}
/** Receives progress. */
export type Progress = (event: ProgressEvent) => void;
