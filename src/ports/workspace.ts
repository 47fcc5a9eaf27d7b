/** Private temporary folders (0700) that go away with the process. */
export interface Workspaces {
  /** @throws TwinsealError `OUTPUT_UNWRITABLE`, `DISK_FULL` */
  create(purpose: string): Promise<{ readonly folder: string; remove(): Promise<void> }>;
}
