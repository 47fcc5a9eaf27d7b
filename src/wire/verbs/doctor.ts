import { thisMachine } from '../../adapters/machine.ts';
import { doctorCommand } from '../../doors/cli/doctor.ts';
import type { Runner } from '../../doors/cli/main.ts';
import { examine } from '../../roads/doctor.ts';

/** Runs `twinseal doctor` on this machine. @example await run(input, session) */
export const run: Runner = (input, session) =>
  doctorCommand.run(input, { examine: (call) => examine(thisMachine(process.env), call) }, session);
