import { type Comparison, cause, type RankedCause, STRENGTH } from '../comparison.ts';
import { quoted, sides } from '../words.ts';

/**
 * Flags that were evaluated to other words on each side: what the builds were told needs no guess.
 * @example toldFlags(comparison)[0]?.name // 'ldflags-template'
 */
export function toldFlags({ suspects: { a, b }, recipe }: Comparison): readonly RankedCause[] {
  return ['ldflags', 'gcflags', 'tags'].flatMap((kind) => {
    const [left, right] = [a.flags[kind] ?? [], b.flags[kind] ?? []];
    const causes: RankedCause[] = [];
    for (let index = 0; index < Math.max(left.length, right.length); index += 1) {
      const [x = '', y = ''] = [left[index], right[index]];
      if (x === y) continue;
      const variable = x.slice(0, Math.max(0, x.indexOf('=')));
      const written = recipe.ldflags.find(
        (entry) => entry.includes('{{') && variable !== '' && entry.includes(`${variable}=`),
      );
      const names = [...(written ?? '').matchAll(/\{\{-?\s*(.*?)\s*-?\}\}/g)].map((match) => `{{${match[1]}}}`);
      const flag =
        kind === 'ldflags' && variable !== '' ? `-ldflags "-X ${variable}"` : `-${kind} ${JSON.stringify(x)}`;
      causes.push(
        cause('ldflags-template', STRENGTH.told, kind !== 'ldflags', {
          reason: `${flag} has another value on each side: ${quoted(definedValue(x))} on A, ${quoted(definedValue(y))} on B${names.length === 0 ? '' : `, from ${names.join(', ')}`}`,
          fix: names.includes('{{.Now}}')
            ? 'use {{.Date}}, the time of the source, which is the same in every build, or leave the time out'
            : 'take the value out of the binary, or use one that the source decides ({{.Version}}, {{.Revision}}, {{.Date}})',
          evidence: [
            sides(`-${kind}, word ${index + 1}`, x, y),
            ...(written === undefined ? [] : [`written as ${quoted(written)}`]),
          ],
        }),
      );
    }
    return causes;
  });
}

function definedValue(definition: string): string {
  return definition.slice(definition.indexOf('=') + 1);
}
