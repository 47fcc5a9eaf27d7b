/** What a machine lends to the sides of a twin build, and how they begin. */
export interface Lent {
  readonly processors: number;
  /** Bytes of memory that are free; undefined when nobody asked. */
  readonly memory: number | undefined;
  /** Both sides begin with a build cache that is not empty. */
  readonly warm: boolean;
}

/** Processors from which two cold builds at once may pay: each is given half of them, of which the compiler uses four well. */
const COLD_PROCESSORS = 8;
/** Bytes that compiling and linking one large program take. */
const SIDE_MEMORY = 3 * 1024 ** 3;

/**
 * How many sides build at once: one or two.
 *
 * A cold build keeps all processors busy, so on few of them two at once are slower than one after the other (measured on two).
 * A warm one mostly links, which is the work of one processor, so two take hardly longer than one. Both only where memory holds
 * two.
 * @example sidesAtOnce({ processors: 2, memory: 8 * 1024 ** 3, warm: true }) // 2
 */
export function sidesAtOnce({ processors, memory, warm }: Lent): 1 | 2 {
  if (memory === undefined || memory < 2 * SIDE_MEMORY) return 1;
  return processors >= (warm ? 2 : COLD_PROCESSORS) ? 2 : 1;
}
