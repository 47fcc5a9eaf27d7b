import type { Digest } from '../../formats/digest.ts';
import type { RunConfig } from '../../formats/oci/documents.ts';
import type { GoBuildFacts } from '../../records/go-programs.ts';
import type { DescribedGoBuild, DescribedProgram } from '../../records/image-description.ts';
import type { EntrypointReport } from '../../records/image-report.ts';

/** Bytes of every described program. */
export const PROGRAM_SIZE = 1_000_000;

/**
 * What walking the layers would say of a described program.
 * @example describedProgram('linux/amd64', config, program, digest).outcome // 'resolved'
 */
export function describedProgram(
  platform: string,
  config: RunConfig,
  program: DescribedProgram,
  digest: Digest,
): EntrypointReport {
  const { path, outcome, preload, go } = program;
  const argv = [...(config.Entrypoint ?? []), ...(config.Cmd ?? [])];
  if (outcome !== 'resolved')
    return { argv, trail: [path], outcome, preload, why: `a test describes it as ${outcome}` };
  const machine = platform.split('/')[1] ?? '';
  return {
    argv,
    trail: [path],
    outcome,
    path,
    digest,
    size: PROGRAM_SIZE,
    machine,
    ...(!program.static && { interpreter: '/lib/ld.so', needed: ['libc.so.6'] }),
    ...(go !== undefined && { go: { ...describedBuild(go, platform), deps: [], buildId: '' } }),
    platform,
    preload,
  };
}

/** What the build info of a described program says. @example describedBuild(go, 'linux/amd64').goVersion */
export function describedBuild(
  { version, module, trimpath, cgo, modified }: DescribedGoBuild,
  platform: string,
): GoBuildFacts {
  const [os = '', architecture = ''] = platform.split('/');
  return {
    goVersion: version.startsWith('go') ? version : `go${version}`,
    buildSettings: [
      ...(trimpath ? [['-trimpath', 'true'] as const] : []),
      ['CGO_ENABLED', cgo ? '1' : '0'],
      ['GOARCH', architecture],
      ['GOOS', os],
      ...(modified === undefined ? [] : [['vcs.modified', String(modified)] as const]),
    ],
    mainModule: { path: module, version: '(devel)' },
  };
}
