// Expected events of a Cline task: at most one XML call a message, its result behind a mark in the next one.
import { main, Tally, values } from './raw.mjs';

const TOOL = /<(execute_command|read_file|write_to_file|replace_in_file|search_files|list_files|browser_action|use_mcp_tool|ask_followup_question|attempt_completion|apply_diff)>/;

export function count(file) {
  const t = new Tally();
  for (const m of values(file)) {
    let marked = false;
    const blocks = typeof m.content === 'string' ? [{ type: 'text', text: m.content }] : m.content;
    for (const b of blocks) {
      if (b.type === 'tool_use') t.add('tool_call');
      if (b.type === 'tool_result') t.add('tool_result');
      if (b.type === 'thinking') t.add('reasoning');
      if (b.type !== 'text') continue;
      let s = b.text;
      if (m.role === 'assistant') {
        if (/^\s*<thinking>/.test(s)) {
          t.add('reasoning');
          s = s.replace(/^[^]*?<\/thinking>/, '');
        }
        const at = s.search(TOOL);
        // Completion is an answer, which goes on with the text before it.
        const answer = /^<attempt_completion>\s*<result>\s*\S/.test(s.slice(Math.max(at, 0)));
        if (at < 0 || answer || s.slice(0, at).trim()) t.add('assistant');
        if (at >= 0 && !answer) t.add('tool_call');
        continue;
      }
      if (s.includes('<environment_details>')) t.add('context');
      s = s.replace(/<environment_details>[^]*?<\/environment_details>/, '').trim();
      const words = s.match(/<(task|feedback|answer|user_message)>[^]*?<\/\1>/g) ?? [];
      if (marked && s) {
        marked = false;
        continue;
      }
      marked = /^\[[a-z_]+( for '[^]*?')?\] Result:$/.test(s);
      const result = /^\[[a-z_]+( for '[^]*?')?\] Result:/.test(s);
      if (result) t.add('tool_result');
      if (/The user denied this operation/.test(s)) t.add('feedback');
      if (result || words.length) t.add('user', words.length);
      else if (/^\[(ERROR|TASK RESUMPTION)/.test(s)) t.add('context');
      else if (s) t.add('user');
    }
  }
  t.sessions = 1;
  return t;
}
main(import.meta, count);
