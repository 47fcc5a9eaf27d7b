import { BlockList, isIP } from 'node:net';

/** How far an address reaches. */
export type Reach = 'public' | 'private' | 'loopback' | 'link-local';

// RFC 6890 (special-purpose addresses), RFC 1918, RFC 4193, RFC 6598, RFC 3927.
const LISTS: readonly (readonly [Reach, BlockList])[] = [
  ['loopback', subnets(['127.0.0.0/8', '::1/128', '0.0.0.0/8', '::/128'])],
  // Cloud machines answer with their own credentials here.
  [
    'link-local',
    subnets(['169.254.0.0/16', 'fe80::/10', '100.100.100.200/32', '168.63.129.16/32', 'fd00:ec2::254/128']),
  ],
  [
    'private',
    subnets([
      '10.0.0.0/8',
      '172.16.0.0/12',
      '192.168.0.0/16',
      '100.64.0.0/10',
      '192.0.0.0/24',
      '198.18.0.0/15',
      '224.0.0.0/3',
      'fc00::/7',
      'fec0::/10',
      'ff00::/8',
    ]),
  ],
];

/**
 * Tells how far an IP address reaches. IPv4 inside IPv6 (mapped, NAT64, 6to4) counts as the IPv4 address it leads to.
 * @example reachOf('::ffff:10.0.0.1') // 'private'
 * @see RFC 6890; RFC 4291 section 2.5.5.2; RFC 6052; RFC 3056
 */
export function reachOf(address: string): Reach {
  const plain = address.replace(/^\[|\]$|%.*$/g, '');
  const inner = embeddedIpv4(plain) ?? plain;
  const family = isIP(inner);
  if (family === 0) return 'link-local';
  for (const [reach, list] of LISTS) if (list.check(inner, family === 4 ? 'ipv4' : 'ipv6')) return reach;
  return 'public';
}

/**
 * Whether a registry that was reached at `from` may send us on to `to`: always to a public address, else only as far
 * inside as the registry itself is, so that no registry on the internet can make us knock at doors of this network.
 * @see CVE-2020-15157, CVE-2026-33540
 * @example mayLeadTo('127.0.0.1', '10.0.0.1') // true
 */
export function mayLeadTo(from: string, to: string): boolean {
  const target = reachOf(to);
  if (target === 'public') return true;
  const origin = from === '' ? 'public' : reachOf(from);
  if (origin === 'loopback') return target !== 'link-local';
  return origin === target;
}

function subnets(all: readonly string[]): BlockList {
  const list = new BlockList();
  for (const subnet of all) {
    const [net = '', bits = ''] = subnet.split('/');
    list.addSubnet(net, Number(bits), net.includes(':') ? 'ipv6' : 'ipv4');
  }
  return list;
}

function embeddedIpv4(address: string): string | undefined {
  if (isIP(address) !== 6) return undefined;
  const words = expand(address);
  const [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0, g = 0, h = 0] = words;
  const zero = a === 0 && b === 0 && c === 0 && d === 0;
  // ::ffff:0:0/96 (mapped), ::/96 (compatible, deprecated; not :: and ::1), 64:ff9b::/96 (NAT64), 2002::/16 (6to4).
  if (zero && ((e === 0 && f === 0xffff) || (e === 0xffff && f === 0))) return dotted(g, h);
  if (zero && e === 0 && f === 0 && (g !== 0 || h > 1)) return dotted(g, h);
  if (a === 0x64 && b === 0xff9b) return dotted(g, h);
  if (a === 0x2002) return dotted(b, c);
  return undefined;
}

function expand(address: string): readonly number[] {
  // The URL parser writes an IPv6 host in one canonical form, without dotted parts.
  const canonical = new URL(`http://[${address}]/`).hostname.slice(1, -1);
  const [left = '', right] = canonical.split('::');
  const head = left === '' ? [] : left.split(':');
  const tail = right === undefined || right === '' ? [] : right.split(':');
  const gap = right === undefined ? [] : new Array<string>(8 - head.length - tail.length).fill('0');
  return [...head, ...gap, ...tail].map((word) => Number.parseInt(word, 16));
}

function dotted(high: number, low: number): string {
  return `${high >> 8}.${high & 255}.${low >> 8}.${low & 255}`;
}
