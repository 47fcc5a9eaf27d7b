/** Private temporary folders (0700) that go away with the process. */
export interface Workspaces {
  /**
   * Makes a folder; `purpose` is a part of its name.
   * @throws TwinsealError `OUTPUT_UNWRITABLE`, `DISK_FULL`
   * @example const { folder, remove } = await workspaces.create('seal');
   */
  create(purpose: string): Promise<{ readonly folder: string; remove(): Promise<void> }>;
}
