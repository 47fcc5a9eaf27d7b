import type { Readable, Writable } from 'node:stream';
import { FormatError } from '../../formats/format-error.ts';
import { parseJson } from '../../formats/json/parse.ts';
import { isJsonObject, type JsonObject, type JsonValue } from '../../formats/json/value.ts';
import { encodeUtf8 } from '../../formats/utf8.ts';

/** What goes over the pipe to a signer: a small head as JSON, and bytes (what is signed, or the signature). */
export interface SignerFrame {
  readonly head: JsonObject;
  readonly body: Uint8Array;
}

/** Bytes of a head, and of a body: an SBOM of the largest programs has a few MiB. */
export const FRAME_LIMITS = { head: 64 * 1024, body: 64 * 1024 * 1024 } as const;
const LENGTHS = 8;

/**
 * A frame as bytes: the lengths of head and body as 32-bit big-endian numbers, then both.
 * @throws FormatError of format `frame` when one is larger than {@link FRAME_LIMITS}
 * @example socket.write(encodeFrame({ n: 1, ask: 'sign' }, message))
 */
export function encodeFrame(head: JsonObject, body: Uint8Array = new Uint8Array()): Uint8Array {
  const text = encodeUtf8(JSON.stringify(head));
  refuseLarge(text.length, body.length);
  const frame = new Uint8Array(LENGTHS + text.length + body.length);
  const view = new DataView(frame.buffer);
  view.setUint32(0, text.length);
  view.setUint32(4, body.length);
  frame.set(text, LENGTHS);
  frame.set(body, LENGTHS + text.length);
  return frame;
}

/**
 * Reads frames one by one until the stream ends.
 * @throws FormatError of format `frame` or `json` for what is too large, malformed or cut off
 * @example for await (const { head } of readFrames(socket)) console.log(head.n)
 */
export async function* readFrames(stream: AsyncIterable<Uint8Array>): AsyncGenerator<SignerFrame> {
  let held = Buffer.alloc(0);
  for await (const chunk of stream) {
    held = held.length === 0 ? Buffer.from(chunk) : Buffer.concat([held, chunk]);
    while (held.length >= LENGTHS) {
      const [head, body] = [held.readUInt32BE(0), held.readUInt32BE(4)];
      refuseLarge(head, body);
      const end = LENGTHS + head + body;
      if (held.length < end) break;
      yield {
        head: objectOf(parseJson(held.subarray(LENGTHS, LENGTHS + head))),
        body: new Uint8Array(held.subarray(LENGTHS + head, end)),
      };
      held = held.subarray(end);
    }
  }
  if (held.length > 0) throw new FormatError('frame', 'the stream ends inside of a frame', '@0', { rule: 'truncated' });
}

/** A pipe both ways. */
export type SignerPipe = Readable & Writable;

function refuseLarge(head: number, body: number): void {
  if (head <= FRAME_LIMITS.head && body <= FRAME_LIMITS.body) return;
  throw new FormatError('frame', `a frame has ${head} and ${body} bytes, more than are taken`, '@0', { rule: 'limit' });
}

function objectOf(value: JsonValue): JsonObject {
  if (isJsonObject(value)) return value;
  throw new FormatError('frame', 'the head of a frame is no object', '@0', { rule: 'head' });
}
