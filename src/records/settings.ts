/**
 * `twinseal.yaml`, parsed, validated (schemas/settings.schema.json) and merged with flags. Everything is optional in
 * the file; this is the record with defaults filled in.
 */
export interface Settings {
  readonly apiVersion: 'twinseal.dev/v1';
  /** Package paths of main packages relative to the module (`./cmd/app`); empty: the only one there is. */
  readonly main: readonly string[];
  /** `os/arch[/variant]`, checked. */
  readonly platforms: readonly string[];
  readonly build: BuildSettings;
  readonly image: ImageSettings;
  /** Several images of one build, each with some of the main packages; absent: one image with all of them. */
  readonly images?: readonly NamedImage[];
  /** What the targets of a bake file are, by their names; for `bake` alone. */
  readonly bake?: readonly NamedImage[];
  readonly metadata: MetadataSettings;
}

/** Structured flags: none can name a path or start a program. */
export interface BuildSettings {
  readonly tags: readonly string[];
  /** Linker flags, each a template (`-X main.version={{.Version}}`). */
  readonly ldflags: readonly string[];
  /** Compiler flags from an allow-list, for the module's own packages or `all=`. */
  readonly gcflags: readonly string[];
  /** Go architecture levels: `GOAMD64`, `GOARM64`, `GOARM`. */
  readonly levels: Readonly<Record<string, string>>;
  /** Commands that run inside each side before the build, as argument arrays. */
  readonly prepare: readonly (readonly string[])[];
  /** What the user wrote: `off` is answered with a note, since Go refuses GOCACHE=off. */
  readonly cache: 'fresh' | 'off';
  /** Conditions that the user turned off by name; they are recorded as not varied. */
  readonly keep: readonly string[];
  /** Conditions that are varied only when asked for by name, since they cost time. */
  readonly vary: readonly string[];
  /** Leave symbol table and debug information out (`-s -w`). */
  readonly strip: boolean;
  /** `keep` debug information in the binary as Go writes it, or `split` it off into a file of its own. */
  readonly debug: 'keep' | 'split';
  /** `GOEXPERIMENT`, one name an entry. */
  readonly experiments: readonly string[];
  /** Profile for the compiler: `auto` (`default.pgo` beside a main package), `off`, or a file of the source tree. */
  readonly pgo: string;
  /** Seconds for one `go build`. */
  readonly timeout: number;
}

/** How binaries become an image. */
export interface ImageSettings {
  /** Folder of an OCI layout with the base image, or `scratch`. */
  readonly base: string;
  readonly user: string;
  /** Empty: the first binary. */
  readonly entrypoint: readonly string[];
  readonly cmd: readonly string[];
  readonly labels: Readonly<Record<string, string>>;
  readonly annotations: Readonly<Record<string, string>>;
  /** Absolute folder inside the image that binaries are put into. */
  readonly binDir: string;
}

/** One of several images. */
export interface NamedImage {
  /** Its name in the layout, and its title. */
  readonly name: string;
  /** The main packages that ship in it; of one of several images, some of {@link Settings.main}. */
  readonly main: readonly string[];
  readonly image: ImageSettings;
}

/** What the user claims about the source; each overrides what git says and is marked *claimed*. */
export interface MetadataSettings {
  readonly revision?: string;
  readonly version?: string;
  readonly created?: string;
  readonly source?: string;
  readonly title?: string;
  readonly licenses?: string;
  readonly vendor?: string;
}
