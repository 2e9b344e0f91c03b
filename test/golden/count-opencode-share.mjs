// Expected events of an OpenCode transcript: tools with their fields are cut out by their next heading, the rest is said.
import { main, Tally, text } from './raw.mjs';

export function count(file) {
  const t = new Tally();
  t.sessions = 1;
  t.add('boundary');
  const bare = text(file)
    .replace(/^\*\*(?:Output|Error):\*\*\n```\n[\s\S]*?\n```\n\n(?=\*\*Tool)/gm, () => {
      t.add('tool_result');
      return '';
    })
    .replace(/^\*\*Input:\*\*\n```json\n[\s\S]*?\n```\n/gm, '')
    .replace(/^\*\*Tool: \w+\*\*$/gm, () => {
      t.add('tool_call');
      return 'TOOL';
    });
  for (const section of bare.split(/^## /m).slice(1)) {
    const body = section.replace(/^.*\n/, '').replace(/^---$/gm, '');
    if (section.startsWith('User')) t.add('user');
    else
      for (const piece of body.split(/^TOOL$/m))
        if (piece.trim()) t.add(piece.includes('_Thinking:_') ? 'reasoning' : 'assistant');
  }
  return t;
}
main(import.meta, count);
