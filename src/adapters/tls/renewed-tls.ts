import type { Clock } from '../../ports/clock.ts';
import { TwinsealError } from '../../records/twinseal-error.ts';
import { fileStamps } from '../file-stamps.ts';
import { readTlsMaterial, type TlsFiles, type TlsMaterial } from './tls-material.ts';

/** Milliseconds between looks at the files. Looking works where watching does not: mounted secrets are links that move. */
const LOOKING = 1_000;
const READING = 5_000;

/** Certificate and key of a service, read again when their files change. */
export interface RenewedTls {
  /** What is served now. @example tls.current().notAfter */
  current(): TlsMaterial;
  /** Reads the files now, changed or not. Never rejects: what is refused is told. @example await tls.read() */
  read(): Promise<void>;
  /** Looks no more. @example tls.close() */
  close(): void;
}

/** Who is told of changes. */
export interface TlsListener {
  /** Another pair is served from now on. */
  changed(material: TlsMaterial): void;
  /** What the files hold now is not served; what was served before still is. */
  refused(error: TwinsealError): void;
}

/**
 * Reads the files and looks at them again once a second. A broken file, a pair that does not fit (a renewal that is half
 * written) and a certificate that has ended never replace one that still counts.
 *
 * @throws TwinsealError as {@link readTlsMaterial}, for the first reading alone
 * @example const tls = await renewedTls(settings.tls, { changed: ({ context }) => server.setSecureContext(context), refused }, systemClock)
 */
export async function renewedTls(files: TlsFiles, listener: TlsListener, clock: Clock): Promise<RenewedTls> {
  const within = () => ({ signal: AbortSignal.timeout(READING), deadline: clock.now() + READING });
  const paths = [files.certificate, files.key, ...(files.clientCa === undefined ? [] : [files.clientCa])];
  let seen = await fileStamps(paths);
  let current = await readTlsMaterial(files, within());
  let last: Promise<void> = Promise.resolve();

  const take = async (): Promise<void> => {
    try {
      const next = await readTlsMaterial(files, within());
      if (next.digest === current.digest) return;
      if (next.notAfter <= clock.now() && current.notAfter > clock.now())
        throw new TwinsealError('SETTINGS_INVALID', `the certificate in ${files.certificate} has ended`);
      listener.changed(next);
      current = next;
    } catch (error) {
      listener.refused(
        error instanceof TwinsealError
          ? error
          : new TwinsealError('SETTINGS_INVALID', `the pair in ${files.certificate} cannot be served`, {
              cause: error,
            }),
      );
    }
  };
  const read = (): Promise<void> => {
    // One after another: a reading that is under way may have begun before the change that it is to see.
    last = last.then(take);
    return last;
  };
  const look = async (): Promise<void> => {
    const now = await fileStamps(paths);
    if (now === seen) return;
    // Before the reading: a file that changes while it is read is read once more.
    seen = now;
    await read();
  };
  const looking = setInterval(() => void look(), LOOKING).unref();
  return { current: () => current, read, close: () => clearInterval(looking) };
}
