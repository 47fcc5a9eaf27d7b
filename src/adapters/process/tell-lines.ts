const MAX_LINE = 1024;

/**
 * Tells each line of a stream as soon as it is whole; a longer one is cut and its rest dropped, so that a program without
 * line ends costs no memory.
 * @example tellLines(child.stderr, (line) => seen.push(line))
 */
export function tellLines(stream: NodeJS.ReadableStream, told: (line: string) => void): void {
  let held = '';
  const decoder = new TextDecoder();
  stream.on('data', (chunk: Buffer) => {
    const lines = (held + decoder.decode(chunk, { stream: true })).split('\n');
    held = (lines.pop() ?? '').slice(0, MAX_LINE);
    for (const line of lines) told(line.slice(0, MAX_LINE));
  });
}
