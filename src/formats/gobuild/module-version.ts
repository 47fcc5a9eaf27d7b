// Semantic version 2.0.0 with the leading v that Go asks for; the only build metadata is +incompatible.
const FORM =
  /^v(?:0|[1-9]\d*)\.(?:0|[1-9]\d*)\.(?:0|[1-9]\d*)(?:-(?:0|[1-9]\d*|\d*[A-Za-z-][0-9A-Za-z-]*)(?:\.(?:0|[1-9]\d*|\d*[A-Za-z-][0-9A-Za-z-]*))*)?(?:\+incompatible)?$/;

/** A module at a version; the version is empty where any is meant or a folder stands for it. */
export interface ModuleVersion {
  readonly path: string;
  readonly version: string;
}

/**
 * Tells whether a text is a canonical module version, as `go mod tidy` writes them.
 * @example isModuleVersion('v1.2.3-0.20240101000000-abcdefabcdef') // true
 * @see Go modules reference, "Versions"; golang.org/x/mod/module.CanonicalVersion
 */
export function isModuleVersion(text: string): boolean {
  return text.length <= 256 && FORM.test(text);
}

/** `path@version`, or the path alone where no version is given. @example describeModule(module) // 'a.b/c@v1.0.0' */
export function describeModule(module: ModuleVersion): string {
  return module.version === '' ? module.path : `${module.path}@${module.version}`;
}
