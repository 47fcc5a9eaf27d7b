import { FormatError } from './format-error.ts';

/** One event of a stream. */
export interface StreamEvent {
  readonly event: string;
  readonly data: string;
  /** The last id that the stream gave. */
  readonly id: string;
}

/** Characters of one event. */
const MAX_EVENT = 4 * 1024 * 1024;

/**
 * Reads server-sent events. What is cut off at the end of the stream is left out, and so are comments, retry times and events
 * without data, as browsers do.
 *
 * @param chunks - UTF-8
 * @throws FormatError of format `event-stream` for text that is no UTF-8, or an event that is too long
 * @example for await (const { event, data } of readEvents(reply.body)) handle(event, JSON.parse(data))
 * @see WHATWG HTML, section 9.2.6 (interpreting an event stream)
 */
export async function* readEvents(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<StreamEvent> {
  let [event, id] = ['', ''];
  let data: string[] = [];
  let size = 0;
  for await (const line of linesOf(chunks)) {
    if (line === '') {
      if (data.length > 0) yield { event: event === '' ? 'message' : event, data: data.join('\n'), id };
      [event, data, size] = ['', [], 0];
      continue;
    }
    size += line.length;
    if (size > MAX_EVENT) throw tooLong();
    const colon = line.indexOf(':');
    const name = colon < 0 ? line : line.slice(0, colon);
    const value = colon < 0 ? '' : line.slice(colon + 1).replace(/^ /, '');
    if (name === 'event') event = value;
    if (name === 'data') data.push(value);
    if (name === 'id' && !value.includes('\0')) id = value;
  }
}

/** Lines end with CR LF, LF or CR; the last one only counts when it has an end. */
async function* linesOf(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<string> {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  const decode = (chunk: Uint8Array): string => {
    try {
      return decoder.decode(chunk, { stream: true });
    } catch (error) {
      throw new FormatError('event-stream', 'is not UTF-8', '', { cause: error });
    }
  };
  let rest = '';
  for await (const chunk of chunks) {
    rest += decode(chunk);
    if (rest.length > MAX_EVENT) throw tooLong();
    // A CR at the end may be half of a line end.
    const whole = rest.endsWith('\r') ? rest.slice(0, -1) : rest;
    const lines = whole.split(/\r\n|\n|\r/);
    const last = lines.pop() ?? '';
    rest = last + rest.slice(whole.length);
    yield* lines;
  }
  if (rest.endsWith('\r')) yield rest.slice(0, -1);
}

function tooLong(): FormatError {
  return new FormatError('event-stream', `an event has more than ${MAX_EVENT} characters`);
}
