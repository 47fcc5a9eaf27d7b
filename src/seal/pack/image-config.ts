import type { Digest } from '../../formats/digest.ts';
import type { Annotations } from '../../formats/oci/descriptor.ts';
import type { ImageConfig, RunConfig } from '../../formats/oci/documents.ts';
import type { Platform } from '../../formats/oci/platform.ts';
import type { BasePlatform } from '../../records/base-image.ts';
import type { ImageSettings } from '../../records/settings.ts';
import { inheritedLabels } from './image-annotations.ts';

// What container runtimes and shells assume where nothing is said.
const DEFAULT_PATH = '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin';

/** A layer that is put on top, with the line of history that says what it is. */
export interface AddedLayer {
  readonly diffId: Digest;
  readonly createdBy: string;
}

/**
 * The config of one platform: what the base says, then the program.
 *
 * The base's ports, volumes, working folder, environment and stop signal stay. Its entrypoint and command go together
 * (a command is arguments for its own entrypoint), and so do the labels that describe the base.
 *
 * @param binDir - absolute folder of the programs
 * @param programs - their absolute paths; the first is the entrypoint unless the settings name one
 * @param labels - all labels that the image gets
 * @example composeConfig({ platform, created, settings, binDir: '/usr/local/bin', programs: ['/usr/local/bin/app'], labels, added })
 * @see image-spec v1.1.1, config.md
 */
export function composeConfig(input: {
  readonly platform: Platform;
  readonly created: string;
  readonly settings: ImageSettings;
  readonly binDir: string;
  readonly programs: readonly string[];
  readonly labels: Annotations;
  readonly added: readonly AddedLayer[];
  readonly base?: BasePlatform | undefined;
}): ImageConfig {
  const { base, created, settings } = input;
  const baseRun: RunConfig = base?.config.config ?? {};
  const { Entrypoint: _entrypoint, Cmd: _cmd, User: _user, ...kept } = baseRun;
  const entrypoint = settings.entrypoint.length > 0 ? settings.entrypoint : input.programs.slice(0, 1);
  return {
    ...input.platform,
    created,
    config: {
      ...kept,
      User: settings.user,
      Env: withBinDir(baseRun.Env ?? [], input.binDir),
      Entrypoint: entrypoint,
      ...(settings.cmd.length > 0 ? { Cmd: settings.cmd } : {}),
      Labels: { ...inheritedLabels(baseRun.Labels ?? {}), ...input.labels },
    },
    rootfs: {
      type: 'layers',
      diff_ids: [...(base?.config.rootfs.diff_ids ?? []), ...input.added.map((layer) => layer.diffId)],
    },
    history: [
      ...baseHistory(base),
      ...input.added.map((layer) => ({ created, created_by: layer.createdBy, comment: 'twinseal' })),
    ],
  };
}

/** The environment with `binDir` in PATH; the order of what the base has stays, since others may rely on it. */
function withBinDir(env: readonly string[], binDir: string): readonly string[] {
  const found = env.findIndex((entry) => entry.startsWith('PATH='));
  const path = found < 0 ? DEFAULT_PATH : (env[found] ?? '').slice('PATH='.length);
  const folders = path.split(':');
  const entry = `PATH=${folders.includes(binDir) ? path : [...folders, binDir].filter((each) => each !== '').join(':')}`;
  return found < 0 ? [entry, ...env] : env.map((each, index) => (index === found ? entry : each));
}

// History is optional, but where there is any, its entries that are not empty must be as many as the layers
// (config.md, "history"); a base without a fitting one gets a line for each of its layers.
function baseHistory(base: BasePlatform | undefined): NonNullable<ImageConfig['history']> {
  if (base === undefined) return [];
  const history = base.config.history ?? [];
  if (history.filter((entry) => entry.empty_layer !== true).length === base.layers.length) return history;
  return base.layers.map((layer) => ({ created_by: `base layer ${layer.descriptor.digest}` }));
}
