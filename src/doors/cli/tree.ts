import type { Call } from '../../ports/call.ts';
import { escapeTerminal } from '../escape/terminal.ts';
import type { Command } from './command.ts';
import { RESULT_FLAG } from './copy-summary.ts';

/** One node: an index, a platform manifest, or evidence. */
export interface TreeNode {
  readonly digest: string;
  readonly mediaType: string;
  /** `linux/arm64`, an artifact type, or a predicate type. */
  readonly label: string;
  readonly children: readonly TreeNode[];
}

/** What `tree` needs. */
export interface TreeUse {
  tree(image: string, call: Call): Promise<TreeNode>;
}

/** `twinseal tree`. */
export const treeCommand: Command<TreeUse> = {
  name: 'tree',
  description: 'Shows an image, its platforms and what is attached to each. It only looks: nothing is verified.',
  arguments: [{ name: 'IMAGE', meaning: 'a layout on disk, or an image reference' }],
  flags: [RESULT_FLAG],
  examples: [{ command: 'twinseal tree app.oci', meaning: 'index, platforms, signatures, statements, SBOMs' }],
  async run(input, use, session) {
    const root = await use.tree(input.argument('IMAGE'), session.call);
    if (input.text('output') === 'json') session.out(`${JSON.stringify(root, undefined, 2)}\n`);
    else session.out(`${[...lines(root, '', '')].join('\n')}\n`);
    return 0;
  },
};

function* lines(node: TreeNode, first: string, rest: string): Generator<string> {
  yield `${first}${node.digest}  ${escapeTerminal(node.label)}`;
  for (const [i, child] of node.children.entries()) {
    const last = i === node.children.length - 1;
    yield* lines(child, `${rest}${last ? '└── ' : '├── '}`, `${rest}${last ? '    ' : '│   '}`);
  }
}
