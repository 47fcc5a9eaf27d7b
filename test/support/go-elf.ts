import { elfSample } from '../formats/elf-sample.ts';

const encode = (value: string): Uint8Array => new TextEncoder().encode(value);
const varint = (value: number): number[] => (value < 128 ? [value] : [(value & 127) | 128, ...varint(value >> 7)]);

/** What the build info of a sample says; the rest is of an honest static build. */
export interface GoElf {
  readonly goVersion?: string;
  readonly module?: string;
  readonly settings?: Readonly<Record<string, string>>;
}

/** A static ELF that says how Go built it. @example goElf(62, { settings: { CGO_ENABLED: '1' } }) */
export function goElf(machine: number, { goVersion = 'go1.26.8', module, settings = {} }: GoElf = {}): Uint8Array {
  const text = [
    `path\t${module ?? 'example.com/app'}`,
    ...(module === '' ? [] : [`mod\t${module ?? 'example.com/app'}\tv1.0.0`]),
    ...Object.entries(settings).map(([key, value]) => `build\t${key}=${value}`),
    '',
  ].join('\n');
  const [a, b] = [encode(goVersion), encode(`${'<'.repeat(16)}${text}${'>'.repeat(16)}`)];
  const header = new Uint8Array(32);
  header.set([0xff, ...encode(' Go buildinf:'), 8, 2]);
  const info = new Uint8Array([...header, ...varint(a.length), ...a, ...varint(b.length), ...b]);
  return elfSample({ machine, sections: { '.go.buildinfo': info } });
}
