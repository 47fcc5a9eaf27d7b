/** Paths of the keys that sign; opened only after the builds have ended. At least one family is named. */
export interface SealKeys {
  readonly cosignKey?: string;
  readonly notation?: { readonly key: string; readonly certificate: string };
}
