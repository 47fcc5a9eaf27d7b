import { pointer } from '../../formats/json/pointer.ts';
import type { ImageConfig, RunConfig } from '../../formats/oci/documents.ts';
import { inspectAnnotations, inspectTime } from './annotation-rules.ts';
import type { FindingLog, Place } from './finding-log.ts';
import { inspectPlatform } from './platform-rules.ts';

const PAGE = 'image-spec v1.1.1, config.md';
const MAX_ID = 2 ** 31 - 1;
const MAX_PORT = 65_535;
// signal(7), "Standard signals", with the synonyms that Linux knows.
const SIGNALS = [
  ...[
    'ABRT',
    'ALRM',
    'BUS',
    'CHLD',
    'CLD',
    'CONT',
    'FPE',
    'HUP',
    'ILL',
    'INT',
    'IO',
    'IOT',
    'KILL',
    'PIPE',
    'POLL',
    'PROF',
  ],
  ...['PWR', 'QUIT', 'SEGV', 'STKFLT', 'STOP', 'SYS', 'TERM', 'TRAP', 'TSTP', 'TTIN', 'TTOU', 'URG', 'USR1', 'USR2'],
  ...['VTALRM', 'WINCH', 'XCPU', 'XFSZ'],
];

/**
 * The rules of one well-formed config that no schema can say.
 * @param place - of the config, for findings
 * @example inspectConfig(config, { blob: manifest.config.digest }, log)
 * @see image-spec v1.1.1, config.md, "Properties"
 */
export function inspectConfig(config: ImageConfig, place: Place, log: FindingLog): void {
  inspectPlatform(config, '', place, log);
  inspectTime(config.created, '/created', place, log);
  for (const [i, { created }] of (config.history ?? []).entries())
    inspectTime(created, `/history/${i}/created`, place, log);
  const run = config.config;
  if (run === undefined) return;
  for (const [i, entry] of (run.Env ?? []).entries())
    if (entry.indexOf('=') < 1)
      log.add(
        'error',
        'CONFIG_ENV',
        place,
        `/config/Env/${i}`,
        `/config/Env/${i} must have the form NAME=VALUE`,
        `${PAGE}, "Env"`,
      );
  inspectVariables(run.Env ?? [], place, log);
  inspectUser(run.User, place, log);
  if (config.os !== 'windows') inspectPaths(run, place, log);
  inspectPorts(run, place, log);
  if (run.StopSignal !== undefined && run.StopSignal !== '' && !isSignal(run.StopSignal))
    log.add('warning', 'CONFIG_STOP_SIGNAL', place, '/config/StopSignal', '/config/StopSignal is no signal of Linux');
  inspectAnnotations(run.Labels ?? {}, '/config/Labels', place, log, 'text');
}

/**
 * Counts of diff_ids and history against the layers of the manifest.
 * @param layers - how many the manifest has
 * @example inspectCounts(config, manifest.layers.length, { blob: manifest.config.digest }, log)
 * @see image-spec v1.1.1, config.md, "rootfs" and "history"
 */
export function inspectCounts(config: ImageConfig, layers: number, place: Place, log: FindingLog): void {
  const diffIds = config.rootfs.diff_ids.length;
  if (diffIds !== layers)
    log.add(
      'error',
      'DIFF_ID_COUNT',
      place,
      '/rootfs/diff_ids',
      `the config has ${diffIds} diff_ids and the manifest has ${layers} layers`,
      `${PAGE}, "rootfs"`,
    );
  const history = config.history ?? [];
  const filled = history.filter(({ empty_layer: empty }) => empty !== true).length;
  if (history.length > 0 && filled !== layers)
    log.add(
      'warning',
      'HISTORY_COUNT',
      place,
      '/history',
      `history describes ${filled} layers and the manifest has ${layers}`,
      `${PAGE}, "history"`,
    );
}

// Runtimes have read numbers beyond int32 as 0, which is root.
function inspectUser(user: string | undefined, place: Place, log: FindingLog): void {
  if (user === undefined) return;
  const wrong = user
    .split(':')
    .some((part) => /^[+-]?\d+$/.test(part) && !(/^\d+$/.test(part) && Number(part) <= MAX_ID));
  if (wrong || user.split(':').length > 2)
    log.add(
      'error',
      'CONFIG_USER',
      place,
      '/config/User',
      `/config/User must be user[:group], with numbers from 0 to ${MAX_ID}`,
      'CVE-2024-40635',
    );
}

function inspectVariables(entries: readonly string[], place: Place, log: FindingLog): void {
  const first = new Map<string, number>();
  for (const [i, entry] of entries.entries()) {
    const name = entry.slice(0, Math.max(0, entry.indexOf('=')));
    const before = first.get(name);
    if (before === undefined) first.set(name, i);
    else if (name !== '' && entries[before] !== entry) {
      const reason = `${JSON.stringify(name.slice(0, 80))} is set to two values, and runtimes differ on which one counts`;
      log.add('warning', 'CONFIG_ENV_DUPLICATE', place, `/config/Env/${i}`, reason);
    }
  }
}

function inspectPaths(run: RunConfig, place: Place, log: FindingLog): void {
  for (const path of Object.keys(run.Volumes ?? {}))
    if (!isPlainPath(path)) {
      const reason = 'a volume must be an absolute path without ".."';
      log.add('error', 'CONFIG_VOLUME', place, pointer('/config/Volumes', path), reason);
    }
  if (run.WorkingDir !== undefined && run.WorkingDir !== '' && !isPlainPath(run.WorkingDir)) {
    const reason = '/config/WorkingDir must be an absolute path without ".."';
    log.add('warning', 'CONFIG_WORKING_DIR', place, '/config/WorkingDir', reason);
  }
}

function isPlainPath(path: string): boolean {
  return path.startsWith('/') && !path.split('/').includes('..');
}

function inspectPorts({ ExposedPorts = {} }: RunConfig, place: Place, log: FindingLog): void {
  for (const port of Object.keys(ExposedPorts)) {
    const [, from, to = from] = /^(\d{1,5})(?:-(\d{1,5}))?(?:\/(?:tcp|udp|sctp))?$/.exec(port) ?? [];
    if (from !== undefined && Number(from) <= MAX_PORT && Number(to) <= MAX_PORT) continue;
    const reason = `${JSON.stringify(port.slice(0, 40))} is not of the form port, port/tcp or port/udp`;
    log.add('warning', 'CONFIG_PORT', place, pointer('/config/ExposedPorts', port), reason);
  }
}

function isSignal(text: string): boolean {
  if (/^\d+$/.test(text)) return Number(text) >= 1 && Number(text) <= 64;
  const name = text.toUpperCase().replace(/^SIG/, '');
  return SIGNALS.includes(name) || /^RTM(?:IN|AX)(?:[+-]\d{1,2})?$/.test(name);
}
