// Spans of OTLP files, SDK dumps, Phoenix rows and attribute maps, flat: { trace, id, at, a: attributes, events, failed }.
import { values } from './raw.mjs';

const any = (v) => {
  if (v === null || typeof v !== 'object') return v;
  if ('arrayValue' in v) return (v.arrayValue.values ?? []).map(any);
  if ('kvlistValue' in v) return Object.fromEntries((v.kvlistValue.values ?? []).map((e) => [e.key, any(e.value)]));
  return Object.values(v)[0];
};
const attributes = (list) => (Array.isArray(list) ? Object.fromEntries(list.map((e) => [e.key, any(e.value)])) : flat(list ?? {}));
function flat(o, prefix = '') {
  return Object.entries(o).reduce((all, [k, v]) => {
    const nested = v !== null && typeof v === 'object' && (!Array.isArray(v) || v.some((x) => x && typeof x === 'object'));
    return Object.assign(all, nested ? flat(v, `${prefix}${k}.`) : { [prefix + k]: v });
  }, {});
}

export function spansOf(file) {
  const spans = [];
  const logs = [];
  let bare = 0;
  const take = (s) => {
    const c = s.spanContext ?? s.context ?? {};
    const a = attributes(s.attributes);
    for (const [k, v] of Object.entries(s)) if (k.startsWith('attributes.')) Object.assign(a, flat({ [k.slice(11)]: v }));
    if (s.span_kind) a['openinference.span.kind'] ??= s.span_kind;
    const time = s.startTimeUnixNano ?? s.start_time ?? s.startTime;
    spans.push({
      trace: c.traceId ?? c.trace_id ?? s['context.trace_id'] ?? s.traceId,
      id: c.spanId ?? c.span_id ?? s['context.span_id'] ?? s.spanId,
      at: Array.isArray(time) ? time[0] : typeof time === 'string' && /\D/.test(time) ? Date.parse(time) : Number(time),
      a,
      events: (s.events ?? []).map((e) => ({ name: e.name, a: attributes(e.attributes) })),
      failed: [2, 'ERROR'].includes(s.status?.code ?? s.status_code),
    });
  };
  const walk = (r) => {
    for (const rs of r.resourceSpans ?? []) for (const ss of rs.scopeSpans) for (const s of ss.spans) take(s);
    for (const rl of r.resourceLogs ?? [])
      for (const sl of rl.scopeLogs)
        for (const l of sl.logRecords) {
          const a = attributes(l.attributes);
          logs.push({ trace: l.traceId, span: l.spanId, name: a['event.name'], body: any(l.body), at: Number(l.timeUnixNano) });
        }
    if (r.resourceSpans || r.resourceLogs) return;
    if (r.attributes || r.context || r['context.span_id']) take(r);
    else if (Object.values(r).every(Array.isArray)) Object.values(r).flat().forEach(walk);
    else spans.push({ trace: `bare ${bare++}`, at: bare, a: r, events: [], failed: false });
  };
  values(file).forEach(walk);
  const seen = new Set();
  return {
    logs,
    spans: spans.filter((s) => {
      const key = `${s.trace}/${s.id}`;
      const first = s.id === undefined || !seen.has(key);
      seen.add(key);
      return first;
    }),
  };
}

/** `prefix.N.…` attributes as a list of objects, by number. */
export function numbered(a, prefix) {
  const out = {};
  for (const [k, v] of Object.entries(a)) {
    if (!k.startsWith(`${prefix}.`)) continue;
    const path = k.slice(prefix.length + 1).split('.');
    let at = out;
    path.forEach((p, i) => {
      if (i === path.length - 1) at[p] = v;
      else at = at[p] ??= {};
    });
  }
  const listed = (v) => {
    if (v === null || typeof v !== 'object') return v;
    const keys = Object.keys(v);
    if (keys.length && keys.every((k) => /^\d+$/.test(k))) return keys.sort((x, y) => x - y).map((k) => listed(v[k]));
    return Object.fromEntries(keys.map((k) => [k, listed(v[k])]));
  };
  const list = listed(out);
  return Array.isArray(list) ? list : undefined;
}

/** Steps grouped into sessions: by conversation where a trace names one, else by trace. */
export function sessionsOf(spans, steps) {
  const conversation = {};
  for (const s of spans) {
    const id = s.a['gen_ai.conversation.id'] ?? s.a['session.id'];
    if (id) conversation[s.trace] = id;
  }
  const groups = new Map();
  for (const step of steps) {
    const key = conversation[step.trace] ?? step.trace;
    groups.set(key, [...(groups.get(key) ?? []), step]);
  }
  return [...groups.values()];
}
