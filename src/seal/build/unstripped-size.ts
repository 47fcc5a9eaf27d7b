import type { Call } from '../../ports/call.ts';
import type { ProgramRequest } from './build-program.ts';
import { goBuildArguments } from './side-flags.ts';

const DROPS = /^-[sw](?:=true)?$/;

/**
 * How large a program would be with its symbol table and debug information: it is linked once more without `-s -w`, measured
 * and removed. Everything is compiled already, so that this costs a link. Only told to the user, and compared with nothing.
 * @returns bytes; undefined when that link fails, which is no fault of the program that ships
 * @throws TwinsealError what running a program in the side throws
 * @example await unstrippedSize(request, `${side.goroot}/bin/go`, environment, call) // 4742500
 */
export async function unstrippedSize(
  { side, plan, flags, main }: ProgramRequest,
  go: string,
  environment: Readonly<Record<string, string>>,
  call: Call,
): Promise<number | undefined> {
  const file = `${side.folders.out}/unstripped`;
  const ldflags = flags.ldflags.filter((word) => !DROPS.test(word));
  const { parallelism } = plan.sides[side.name];
  const linked = await side.run(
    goBuildArguments(go, file, main, { ...flags, ldflags }, parallelism),
    environment,
    call,
  );
  const script = 'wc -c < "$1"; rm -f "$1"';
  const told = await side.run(['/bin/sh', '-c', script, 'unstripped', file], environment, call);
  const size = Number(/^\s*(\d{1,15})\s*$/.exec(told.stdout)?.[1] ?? Number.NaN);
  return linked.status === 0 && size > 0 ? size : undefined;
}
