import type { Call } from '../../ports/call.ts';
import type { ImageTree, TreeNode } from '../../records/image-tree.ts';
import { escapeTerminal } from '../escape/terminal.ts';
import type { Command } from './command.ts';
import { RESULT_FLAG } from './result-flag.ts';

/** What `tree` needs. */
export interface TreeUse {
  /**
   * Reads what is in an image and attached to it; `image` is a path or a reference.
   * @throws TwinsealError what layout or registry throws
   * @example await use.tree('registry.example.com/app:v1', call)
   */
  tree(image: string, call: Call): Promise<ImageTree>;
}

/** `twinseal tree`. */
export const treeCommand: Command<TreeUse> = {
  name: 'tree',
  description: 'Shows an image, its platforms and what is attached to each. It only looks: nothing is verified.',
  arguments: [
    { name: 'IMAGE', meaning: 'a layout on disk (one image of several: app.oci:NAME), or an image reference' },
  ],
  flags: [RESULT_FLAG],
  examples: [{ command: 'twinseal tree app.oci', meaning: 'index, platforms, signatures, statements, SBOMs' }],
  async run(input, use, session) {
    const tree = await use.tree(input.argument('IMAGE'), session.call);
    if (input.text('output') === 'json') session.out(`${JSON.stringify(tree, undefined, 2)}\n`);
    else {
      session.out(`${escapeTerminal(tree.place)}\n${[...lines(tree.root, '', '')].join('\n')}\n`);
      for (const note of session.quiet ? [] : tree.notes) session.err(`note: ${escapeTerminal(note)}\n`);
    }
    return 0;
  },
};

function* lines(node: TreeNode, first: string, rest: string, attached = false): Generator<string> {
  const type = node.platform ?? node.artifactType ?? node.mediaType;
  const label = node.predicateType === undefined ? type : `${type}  ${node.predicateType}`;
  yield `${first}${attached ? 'attached ' : ''}${node.digest}  ${escapeTerminal(label)}  ${node.size} bytes`;
  const below = [
    ...node.children.map((child) => ({ child, evidence: false })),
    ...node.referrers.map((child) => ({ child, evidence: true })),
  ];
  for (const [i, { child, evidence }] of below.entries()) {
    const last = i === below.length - 1;
    yield* lines(child, `${rest}${last ? '└── ' : '├── '}`, `${rest}${last ? '    ' : '│   '}`, evidence);
  }
}
