/**
 * Lines of one message are its blocks one by one, or the message as it grew: then each line repeats what came before. A call may
 * even come again under another message id. Each text and each call counts once, as it was last.
 */
import { canonicalArgs } from '../../message.ts';
import type { Item, Line } from './claude-lines.ts';

type Assistant = Extract<Item, { kind: 'assistant' }>;
type Block = Assistant['blocks'][number];
type Call = Extract<Block, { type: 'call' }>;
type Spoken = Extract<Block, { type: 'text' | 'reasoning' }>;

/** Takes the repeated blocks out of the lines, in place. */
export function foldSnapshots(lines: readonly Line[]): void {
  const texts = new Map<string, { item: Assistant; block: Spoken }[]>();
  const calls = new Map<string, Call>();
  for (const line of lines) {
    // A sub-agent that was given its parent's talk has the same calls: they are inherited there, and stay.
    const whose = `${line.agent ?? ''}\0`;
    for (const item of line.items) {
      // Ids that are made anew for each result would be told by it: a call after its own result is another one.
      if (item.kind === 'result' && item.block.id !== undefined) settle(calls, whose + item.block.id);
      // No message goes on behind the next prompt: some servers give all of them one id.
      if (item.kind === 'prompt' && !line.agent) texts.clear();
      if (item.kind !== 'assistant') continue;
      const gone = new Set<Block>();
      for (const block of item.blocks) {
        if (block.type === 'call' && repeats(block, whose, calls)) gone.add(block);
        else if (item.message !== '' && (block.type === 'text' || block.type === 'reasoning'))
          grow(texts, whose + item.message, item, block);
      }
      if (gone.size > 0) item.blocks = item.blocks.filter((b) => !gone.has(b));
    }
  }
}

/** A text that begins with what an earlier line of its message says replaces it. */
function grow(
  texts: Map<string, { item: Assistant; block: Spoken }[]>,
  message: string,
  item: Assistant,
  block: Spoken,
): void {
  const known = texts.get(message) ?? [];
  const at = known.findIndex(
    (k) => k.item !== item && k.block.type === block.type && block.text.startsWith(k.block.text),
  );
  const [shorter] = at < 0 ? [] : known.splice(at, 1);
  if (shorter) shorter.item.blocks = shorter.item.blocks.filter((b) => b !== shorter.block);
  known.push({ item, block });
  texts.set(message, known);
}

/** After its result only a literal copy is the same call: some servers count their ids anew. */
const SETTLED = '\0settled\0';

function settle(calls: Map<string, Call>, id: string): void {
  const call = calls.get(id);
  if (!call) return;
  calls.delete(id);
  calls.set(SETTLED + id, call);
}

function repeats(block: Call, whose: string, calls: Map<string, Call>): boolean {
  if (block.id === undefined) return false;
  const id = whose + block.id;
  const open = calls.get(id);
  if (open && open.name === block.name) {
    if (block.args.length > open.args.length) open.args = block.args;
    return true;
  }
  const settled = calls.get(SETTLED + id);
  if (settled && settled.name === block.name && canonicalArgs(settled.args) === canonicalArgs(block.args)) return true;
  calls.set(id, block);
  return false;
}
