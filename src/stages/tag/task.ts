/** Kind of task, by tools first, then by what the user asks for; `other` where nothing stands out. */

const BY_TOOL: readonly [RegExp, string][] = [
  [/bash|shell|edit|write_file|str_replace|apply_patch|terminal|exec|run_command/i, 'coding'],
  [/search|browse|fetch|retrieve|web/i, 'research'],
  [/sql|query|dataframe|pandas/i, 'data_analysis'],
];

const BY_TEXT: readonly [RegExp, string][] = [
  [/```|\b(?:function|compile|stack trace|unit test|refactor|bug)\b/i, 'coding'],
  [/\b(?:translate|translation)\b/i, 'translation'],
  [/\b(?:summari[sz]e|summary|tl;?dr)\b/i, 'summarisation'],
  [/\b(?:write|draft|compose|rewrite|rephrase)\b/i, 'writing'],
  [/\b(?:cancel|refund|order|booking|reservation|subscription|my account|complaint)\b/i, 'support'],
  [/\b(?:calculate|solve|equation|how many|percent)\b/i, 'reasoning'],
  [/^\s*(?:who|what|when|where|why|how|which|is|are|can|does|do)\b/i, 'question'],
];

export interface Task {
  task: string;
  /** What decided: the tools, the user's text, or nothing. */
  rule: 'tools' | 'text' | 'default';
  /** Where in the text, for `text`. */
  at?: number;
  /** Number of different tasks that the rules name: 1 when they agree. */
  candidates: number;
}

/** Tools that write or run code decide alone; of other tools, a task that the user names goes first, but a question is none. */
export function taskOf(userText: string, tools: readonly string[]): Task {
  const names = tools.join(' ');
  const byTool = BY_TOOL.find(([p]) => p.test(names))?.[1];
  const text = BY_TEXT.find(([p]) => p.test(userText));
  const byText = tools.length > 0 && text?.[1] === 'question' ? undefined : text?.[1];
  const candidates = new Set([byTool, byText].filter((t) => t !== undefined)).size;
  if (byTool === 'coding' || (byTool && !byText)) return { task: byTool, rule: 'tools', candidates };
  if (text && byText) return { task: byText, rule: 'text', at: userText.search(text[0]), candidates };
  return { task: tools.length > 0 ? 'tool_use' : 'other', rule: 'default', candidates };
}
