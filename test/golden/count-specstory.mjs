// Expected events of a SpecStory file: by its headings outside fences and tools, its blocks, and what stands between.
import { main, Tally, text } from './raw.mjs';

const FENCE = /^```\w*\n[\s\S]*?\n```$/gm;

export function count(file) {
  const t = new Tally();
  t.sessions = 1;
  t.add('boundary');
  const tools = [];
  const bare = text(file)
    .replace(/<tool-use[\s\S]*?<\/tool-use>/g, (block) => {
      tools.push(block);
      return '<TOOL>';
    })
    .replace(/^Tool use: \*\*[\s\S]*?(?=^---$)/gm, (block) => {
      tools.push(block);
      return '<TOOL>\n';
    })
    .replace(FENCE, 'code');
  const [, ...sections] = bare.split(/^(?=_\*\*)/m);
  for (const section of sections) {
    const body = section.replace(/^_\*\*.*$/m, '');
    if (section.startsWith('_**User')) t.add('user');
    else
      for (const piece of body.split(/(<TOOL>|<think>[\s\S]*?<\/think>)|^---$/m)) {
        if (!piece?.trim()) continue;
        if (piece !== '<TOOL>') t.add(piece.startsWith('<think>') ? 'reasoning' : 'assistant');
      }
  }
  t.add('tool_call', tools.length);
  t.add('tool_result', tools.filter((b) => /^```(?:text)?\n/m.test(b)).length);
  return t;
}
main(import.meta, count);
