import { keepArchive } from '../../adapters/layout/archive-file.ts';
import type { LayoutsService } from '../../doors/http/layouts.ts';
import { TwinsealError } from '../../records/twinseal-error.ts';

const NAME = 'the layout of the request';
/** Bytes of one archive. */
const MAX_LAYOUT = 2 * 2 ** 30;

/** The service behind `POST /layouts/validate`. @example layoutRoutes(layoutsService()) */
export function layoutsService(maxBytes = MAX_LAYOUT): LayoutsService {
  const tooLarge = (): TwinsealError =>
    new TwinsealError('REQUEST_TOO_LARGE', `the body is larger than the ${maxBytes} bytes that are taken`);
  return {
    maxBytes,
    async validate(stream, choices, call) {
      const archive = await keepArchive(stream, NAME, maxBytes, tooLarge, call);
      try {
        const { validateArchive } = await import('../../roads/validate.ts');
        return await validateArchive(archive.file, choices, call);
      } finally {
        await archive.close();
      }
    },
  };
}
