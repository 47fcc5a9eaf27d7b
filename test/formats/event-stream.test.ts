import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { readEvents, type StreamEvent } from '../../src/formats/event-stream.ts';
import { FormatError } from '../../src/formats/format-error.ts';

async function* chunksOf(...chunks: readonly (string | Uint8Array)[]): AsyncGenerator<Uint8Array> {
  for (const chunk of chunks) yield typeof chunk === 'string' ? new TextEncoder().encode(chunk) : chunk;
}
async function eventsOf(chunks: AsyncIterable<Uint8Array>): Promise<readonly StreamEvent[]> {
  const events: StreamEvent[] = [];
  for await (const event of readEvents(chunks)) events.push(event);
  return events;
}

test('the examples of the specification are read as it says', async () => {
  assert.deepEqual(await eventsOf(chunksOf('data: YHOO\ndata: +2\ndata: 10\n\n')), [
    { event: 'message', data: 'YHOO\n+2\n10', id: '' },
  ]);
  const four = ': test stream\n\ndata: first event\nid: 1\n\ndata:second event\nid\n\ndata:  third event\n\n';
  assert.deepEqual(await eventsOf(chunksOf(four)), [
    { event: 'message', data: 'first event', id: '1' },
    { event: 'message', data: 'second event', id: '' },
    { event: 'message', data: ' third event', id: '' },
  ]);
  assert.deepEqual(await eventsOf(chunksOf('data\n\ndata\ndata\n\ndata:')), [
    { event: 'message', data: '', id: '' },
    { event: 'message', data: '\n', id: '' },
  ]);
  assert.deepEqual(await eventsOf(chunksOf('\ufeffevent: add\ndata: 1\nretry: 5\nother: x\n\n')), [
    { event: 'add', data: '1', id: '' },
  ]);
  assert.deepEqual(await eventsOf(chunksOf('id: a\0b\ndata: 1\n\nevent: x\n\n')), [
    { event: 'message', data: '1', id: '' },
  ]);
});

const plain = fc.string({ unit: fc.constantFrom('a', 'ä', '😀', ':', ' ', '{', '"'), maxLength: 12 });
const event = fc.record({
  event: fc.constantFrom('message', 'state', 'end'),
  data: fc.array(plain, { minLength: 1, maxLength: 4 }),
  id: fc.nat(99).map(String),
});

test('whatever the line ends are and wherever the chunks are cut, the same events are read', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(event, { maxLength: 6 }),
      fc.constantFrom('\n', '\r\n', '\r'),
      fc.array(fc.nat(200), { maxLength: 12 }),
      async (events, end, cuts) => {
        const lines = events.flatMap((one) => [
          `id: ${one.id}`,
          `event: ${one.event}`,
          ...one.data.map((text) => `data: ${text}`),
          ': a comment',
          '',
        ]);
        const bytes = new TextEncoder().encode(lines.map((line) => line + end).join(''));
        const places = [0, ...cuts.map((cut) => Math.min(cut, bytes.length)).sort((a, b) => a - b), bytes.length];
        const chunks = places.slice(1).map((place, at) => bytes.subarray(places[at], place));
        const read = await eventsOf(chunksOf(...chunks));
        assert.deepEqual(
          read,
          events.map((one) => ({ event: one.event, data: one.data.join('\n'), id: one.id })),
        );
      },
    ),
  );
});

test('an event that was cut off is left out', async () => {
  for (const text of ['data: 1', 'data: 1\n', 'data: 1\r', 'event: x\ndata: 1\n'])
    assert.deepEqual(await eventsOf(chunksOf(text)), [], JSON.stringify(text));
});

test('text that is no UTF-8, and an event without an end, are refused', async () => {
  await assert.rejects(eventsOf(chunksOf('data: ', new Uint8Array([0xc3, 0x28]), '\n\n')), FormatError);
  async function* endless(chunk: string): AsyncGenerator<Uint8Array> {
    const bytes = new TextEncoder().encode(chunk);
    for (;;) yield bytes;
  }
  for (const chunk of ['x'.repeat(65_536), `data: ${'y'.repeat(65_536)}\n`])
    await assert.rejects(eventsOf(endless(chunk)), /more than \d+ characters/);
});

test('any bytes give events or a FormatError', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.uint8Array({ maxLength: 40 }), { maxLength: 6 }), async (chunks) => {
      try {
        await eventsOf(chunksOf(...chunks));
      } catch (error) {
        assert.ok(error instanceof FormatError);
      }
    }),
  );
});
