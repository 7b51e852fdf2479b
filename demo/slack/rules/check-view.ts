import { checkBlock } from './blocks.ts';
import { count, isRecord, optionalText, type Problem, records, sameTwice, type Thing } from './problem.ts';
import { plainText } from './text-object.ts';

const mostBytes = 250_000;
/** Slack draws these in messages only, as far as its pages say. */
const notIn: Record<string, string[]> = {
  modal: ['table', 'data_table', 'data_visualization'],
  home: ['table'],
};

/** What Slack would refuse of a modal or a Home tab. https://docs.slack.dev/reference/views */
export function checkView(view: unknown): Problem[] {
  if (!isRecord(view)) return [{ pointer: '', message: 'a view is an object' }];
  const blocks = records(view.blocks);
  const bytes = Buffer.byteLength(JSON.stringify(view));
  return [
    ...(bytes > mostBytes ? [{ pointer: '', message: `${bytes} bytes, at most ${mostBytes}` }] : []),
    ...(view.type === 'modal' ? checkFrame(view) : []),
    ...optionalText('/private_metadata', view.private_metadata, 3000),
    ...optionalText('/callback_id', view.callback_id, 255),
    ...count('/blocks', blocks, 1, 100),
    ...sameTwice('/blocks', blocks, 'block_id'),
    ...blocks.flatMap((block, index) => [
      ...belongs(`/blocks/${index}`, block, String(view.type)),
      ...checkBlock(`/blocks/${index}`, block),
    ]),
  ];
}

function checkFrame({ title, submit, close }: Thing): Problem[] {
  return [
    ...plainText('/title', title, 24),
    ...(submit === undefined ? [] : plainText('/submit', submit, 24)),
    ...(close === undefined ? [] : plainText('/close', close, 24)),
  ];
}

function belongs(pointer: string, { type }: Thing, surface: string): Problem[] {
  const foreign = notIn[surface];
  if (foreign === undefined) return [{ pointer: '/type', message: `there are no views of type ${surface}` }];
  return foreign.includes(String(type)) ? [{ pointer, message: `no ${String(type)} in a ${surface}` }] : [];
}
