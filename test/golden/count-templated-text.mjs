// Expected events of texts in chat templates, by counting each template's marks.
import { main, Tally, values } from './raw.mjs';

const MARKS = {
  user: ['<|im_start|>user', '[INST]', '<｜User｜>', 'USER:', '### Instruction:', '### Human:', '<|start_header_id|>user'],
  assistant: ['<|im_start|>assistant', '[/INST]', '<｜Assistant｜>', 'ASSISTANT:', '### Response:', '### Assistant:', '<|start_header_id|>assistant'],
  system: ['<|im_start|>system', '<<SYS>>'],
  tool_result: ['<|start_header_id|>ipython'],
  reasoning: ['<think>'],
  tool_call: ['{"name": "tide"'],
};

export function count(file) {
  const t = new Tally();
  for (const { text } of values(file)) {
    const of = (kind) => MARKS[kind].reduce((n, mark) => n + text.split(mark).length - 1, 0);
    if (of('user') === 0) continue;
    t.sessions++;
    for (const kind of ['user', 'system', 'tool_result', 'reasoning', 'tool_call']) t.add(kind, of(kind));
    t.add('assistant', of('assistant') - of('tool_call'));
    // Words before the first mark.
    if (/^(?:A chat|Below|<｜begin▁of▁sentence｜>Be)/.test(text)) t.add('system');
  }
  return t;
}
main(import.meta, count);
