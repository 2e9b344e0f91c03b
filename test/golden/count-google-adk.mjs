// Expected events of ADK sessions, databases and eval sets, part by part (branches too).
import { query } from './database.mjs';
import { main, Tally, values } from './raw.mjs';

const either = (o, camel) => o?.[camel] ?? o?.[camel.replace(/[A-Z]/g, (c) => `_${c.toLowerCase()}`)];

function addParts(t, parts, who) {
  let said = false;
  for (const part of parts ?? []) {
    if (either(part, 'functionCall')) t.add('tool_call');
    else if (either(part, 'functionResponse')) t.add('tool_result');
    else if (part.thought) t.add('reasoning');
    else if ('text' in part) said = true;
  }
  if (said) t.add(who);
}

function addEvent(t, event) {
  if (event.partial) return;
  if (event.actions?.compaction) t.add('boundary');
  if (event.error_code) t.add('error');
  addParts(t, event.content?.parts, event.author === 'user' ? 'user' : 'assistant');
}

function addCase(t, one) {
  for (const turn of one.conversation) {
    addParts(t, either(turn, 'userContent').parts, 'user');
    const between = either(turn, 'intermediateData') ?? {};
    t.add('tool_call', either(between, 'toolUses')?.length ?? 0);
    t.add('tool_result', either(between, 'toolResponses')?.length ?? 0);
    for (const [, parts] of either(between, 'intermediateResponses') ?? []) addParts(t, parts, 'assistant');
    for (const event of either(between, 'invocationEvents') ?? []) addParts(t, event.content.parts, 'assistant');
    addParts(t, either(turn, 'finalResponse')?.parts, 'assistant');
  }
}

export function count(file) {
  const t = new Tally();
  if (!file.endsWith('.json')) {
    const rows = query(file, 'SELECT * FROM events');
    t.sessions = new Set(rows.map((r) => `${r.user_id} ${r.session_id}`)).size;
    for (const row of rows) addEvent(t, row.event_data ? JSON.parse(row.event_data) : { ...row, content: JSON.parse(row.content) });
    return t;
  }
  for (const doc of values(file)) {
    const cases = doc.eval_cases ?? [];
    t.sessions += cases.length || 1;
    for (const one of cases) addCase(t, one);
    for (const event of doc.events ?? []) addEvent(t, event);
  }
  return t;
}
main(import.meta, count);
