import type { NextFunction, Request, Response } from 'express';
import { type Allowance, Allowances, type Remaining } from '../../ports/allowances.ts';
import type { Caller } from '../../records/caller.ts';
import type { ServiceLimits } from '../../records/service-settings.ts';
import { TwinsealError } from '../../records/twinseal-error.ts';
import { callerOf, type HttpOptions } from './context.ts';

const MINUTE = 60_000;
/** Bytes for the allowances of callers, of addresses without credentials, and of addresses whose credentials were refused. */
const MEMORY = { callers: 4 * 1024 * 1024, addresses: 4 * 1024 * 1024, failures: 4 * 1024 * 1024 };

/**
 * Lets each caller ask as often as the settings say. Every answer tells what is left; whoever asks more gets 429 and when to
 * come back. Callers without credentials are told apart by address; those on loopback have no limit.
 *
 * @returns a handler that throws TwinsealError `RATE_LIMITED`
 * @example app.use(limitRate({ rate: 6000 }, options))
 * @see draft-ietf-httpapi-ratelimit-headers-11 (RateLimit-Policy, RateLimit); RFC 6585 section 4 (429)
 */
export function limitRate({ rate }: Pick<ServiceLimits, 'rate'>, { now }: Pick<HttpOptions, 'now'>) {
  const callers = new Allowances(MEMORY.callers, now);
  const addresses = new Allowances(MEMORY.addresses, now);
  return (request: Request, response: Response, next: NextFunction): void => {
    const caller = callerOf(response);
    const allowance = allowanceOf(caller, rate);
    if (allowance === undefined) {
      next();
      return;
    }
    const remaining =
      caller.by === 'network' ? addresses.take(addressOf(request), allowance) : callers.take(caller.name, allowance);
    response.setHeader('RateLimit-Policy', `"caller";q=${allowance.most};w=${allowance.window / 1000}`);
    response.setHeader('RateLimit', `"caller";r=${remaining.left};t=${seconds(ending(remaining))}`);
    if (remaining.granted) {
      next();
      return;
    }
    response.setHeader('Retry-After', String(seconds(remaining.wait)));
    throw new TwinsealError(
      'RATE_LIMITED',
      `the caller ${caller.name} may send ${allowance.most} requests a minute: come back in ${seconds(remaining.wait)} s`,
    );
  };
}

function allowanceOf({ by, rate }: Caller, standard: number): Allowance | undefined {
  if (by === 'loopback') return undefined;
  const most = rate ?? standard;
  return most === 0 ? undefined : { most, window: MINUTE };
}

const ending = ({ left, wait, whole }: Remaining): number => (left === 0 ? wait : whole);

/** At least one: 0 would say "now" where that was just refused. */
const seconds = (milliseconds: number): number => Math.max(1, Math.ceil(milliseconds / 1000));

/** Counts credentials that were refused, by the address that they came from. */
export interface FailureLimit {
  /**
   * To be asked before a credential is looked at.
   * @throws TwinsealError `AUTHENTICATION_PAUSED`
   * @example limit.before(request, response)
   */
  before(request: Request, response: Response): void;
  /** A credential was refused. @example limit.failed(request) */
  failed(request: Request): void;
}

/**
 * Makes whoever tries credentials out wait, before anything is computed for the next one. Behind a proxy all come from the
 * proxy's address: no header of a request says otherwise, since whoever asks writes them.
 *
 * @example const limit = limitFailures({ failures: 30 }, options)
 * @see OWASP ASVS 5.0, V6.3 (general authentication security); CWE-307
 */
export function limitFailures(
  { failures }: Pick<ServiceLimits, 'failures'>,
  { now }: Pick<HttpOptions, 'now'>,
): FailureLimit {
  const allowances = new Allowances(MEMORY.failures, now);
  const allowance = { most: failures, window: MINUTE };
  return {
    before(request, response) {
      const { granted, wait } = allowances.look(addressOf(request), allowance);
      if (granted) return;
      response.setHeader('Retry-After', String(seconds(wait)));
      throw new TwinsealError(
        'AUTHENTICATION_PAUSED',
        `too many credentials from this address were refused: come back in ${seconds(wait)} s`,
      );
    },
    failed(request) {
      allowances.take(addressOf(request), allowance);
    },
  };
}

/**
 * Where a request comes from, as far as it can be told apart: of an IPv6 address the half that names the network, since
 * whoever has one address there has all of them.
 *
 * @example addressOf(request) // '192.0.2.1', '2001:db8:0:1'
 * @see RFC 4291 section 2.5.4; RFC 6177
 */
function addressOf(request: Request): string {
  return networkOf(request.socket.remoteAddress ?? '');
}

/** The network of an address, as Node writes addresses. @example networkOf('::ffff:192.0.2.1') // '192.0.2.1' */
export function networkOf(address: string): string {
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1];
  if (mapped !== undefined) return mapped;
  if (!address.includes(':')) return address;
  const [head = '', tail] = (address.split('%')[0] ?? '').split('::');
  const before = head === '' ? [] : head.split(':');
  const after = tail === undefined || tail === '' ? [] : tail.split(':');
  const zeros =
    tail === undefined ? [] : Array.from({ length: Math.max(0, 8 - before.length - after.length) }, () => '0');
  return [...before, ...zeros, ...after].slice(0, 4).join(':');
}
