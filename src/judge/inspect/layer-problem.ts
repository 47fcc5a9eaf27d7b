import type { FindingCode } from '../../records/finding-codes.ts';

/**
 * Why a layer is not what it has to be. `limit`: there was more than we read, so nothing is known.
 * @example throw new LayerProblem('LAYER_BOMB', 'the layer unpacks to more than 4 GiB', true)
 */
export class LayerProblem extends Error {
  override readonly name = 'LayerProblem';
  readonly code: FindingCode;
  readonly limit: boolean;
  /** @param message - one sentence, for a finding or a fault @param limit - true when more was there than is read */
  constructor(code: FindingCode, message: string, limit = false) {
    super(message);
    this.code = code;
    this.limit = limit;
  }
}
