// Expected events of exported tables, read with other means than the readers: Python's csv rules by hand, COPY by columns.
import { main, Tally, text, values } from './raw.mjs';

/** Cells of a CSV text, character by character. */
function csv(t) {
  const rows = [[]];
  let cell = '';
  let quotes = false;
  for (let i = 0; i < t.length; i++) {
    const c = t[i];
    if (quotes) {
      if (c === '"' && t[i + 1] === '"') cell += t[++i];
      else if (c === '"') quotes = false;
      else cell += c;
    } else if (c === '"') quotes = true;
    else if (c === ',' || c === '\n') {
      rows.at(-1).push(cell);
      cell = '';
      if (c === '\n') rows.push([]);
    } else cell += c;
  }
  rows.pop();
  const [names, ...rest] = rows;
  return rest.map((r) => Object.fromEntries(names.map((n, i) => [n, r[i] === '' ? null : r[i]])));
}

/** Rows of each table of a pg_dump. */
function dump(t) {
  const tables = {};
  for (const [, name, names, body] of t.matchAll(/^COPY ([^ ]+) \(([^)]*)\) FROM stdin;\n([^]*?)^\\\.$/gm)) {
    const columns = names.split(', ').map((n) => n.replaceAll('"', ''));
    const lines = body.split('\n').slice(0, -1);
    const value = (v) => (v === '\\N' ? null : v.replace(/\\(.)/g, (_, e) => ({ n: '\n', t: '\t', r: '\r' })[e] ?? e));
    tables[name] = lines.map((l) => Object.fromEntries(l.split('\t').map((v, i) => [columns[i], value(v)])));
  }
  return tables;
}

const json = (v) => (typeof v === 'string' ? JSON.parse(v) : v);

function add(t, row) {
  if (row.message && !row.role) {
    const m = json(row.message);
    const data = m.data ?? m;
    const calls = data.tool_calls?.length ?? 0;
    if (m.type === 'ai') t.add('tool_call', calls);
    const kind = { human: 'user', ai: 'assistant', tool: 'tool_result', system: 'system' }[m.type];
    if (kind !== 'assistant' || data.content || calls === 0) t.add(kind);
    return;
  }
  const calls = row.tool_calls ? json(row.tool_calls).length : 0;
  const parts = row.parts ? json(row.parts) : undefined;
  if (parts) {
    t.add('tool_call', parts.filter((p) => p.type.startsWith('tool-')).length);
    t.add('tool_result', parts.filter((p) => p.state?.startsWith('output-')).length);
    if (parts.some((p) => p.type === 'text')) t.add(row.role);
    return;
  }
  t.add('tool_call', calls);
  if (row.role === 'tool') t.add('tool_result');
  else if (row.content) t.add(row.role);
}

export function count(file) {
  const t = new Tally();
  let rows;
  if (file.endsWith('.csv')) rows = csv(text(file));
  else if (file.endsWith('.jsonl')) rows = values(file);
  else {
    const tables = dump(text(file));
    const votes = Object.entries(tables).filter(([n]) => /feedback|Vote/.test(n));
    for (const [, list] of votes) t.add('feedback', list.length);
    rows = Object.entries(tables).find(([n]) => /[Mm]essage(s|_v2)/.test(n))[1];
  }
  const talks = new Set();
  for (const row of rows) {
    const talk = row.conversation_id ?? row.session_id ?? row.chatId;
    if (!row.role && !row.message) continue;
    talks.add(talk);
    add(t, row);
  }
  t.sessions = talks.size;
  return t;
}
main(import.meta, count);
