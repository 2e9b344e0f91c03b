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

export function taskOf(userText: string, tools: readonly string[]): string {
  const names = tools.join(' ');
  const byTool = tools.length > 0 ? BY_TOOL.find(([p]) => p.test(names))?.[1] : undefined;
  const byText = BY_TEXT.find(([p]) => p.test(userText))?.[1];
  if (byTool === 'coding') return byTool;
  return (
    (tools.length > 0 && byText === 'question' ? undefined : byText) ??
    byTool ??
    (tools.length > 0 ? 'tool_use' : 'other')
  );
}
