// Expected events of what Claude Code exports: by the first sign of each line, and what is indented below it.
import { main, Tally, text } from './raw.mjs';

export function count(file) {
  const t = new Tally();
  const blocks = text(file).split(/^(?=[>❯⏺●∴✻!] )/mu);
  t.sessions = 1;
  t.add('boundary', blocks[0].trim() ? 1 : 0);
  for (const block of blocks.slice(1)) {
    const sign = block[0];
    const result = block.includes('⎿');
    if (sign === '>' || sign === '❯') {
      if (block.startsWith('> /clear')) t.add('boundary');
      else t.add(result && block[2] === '/' ? 'context' : 'user');
    } else if (sign === '!') t.add('context');
    else if (sign === '∴') t.add('reasoning', block.trim().includes('\n') ? 1 : 0);
    else if (sign === '⏺' || sign === '●') {
      t.add(result ? 'tool_call' : block.includes('(ctrl+o to expand)') ? 'context' : 'assistant');
      t.add('tool_result', result ? 1 : 0);
    }
  }
  return t;
}
main(import.meta, count);
