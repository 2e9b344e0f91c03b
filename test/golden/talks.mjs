// Cumulative request logs, told by comparing whole lists of messages (the readers use digests and trees).
// A record: { key?, prompt: [atom], replies: [[atom]], feedback: [string], error?: string }; an atom: { id, counts: {kind: n} }.

import { answerOf } from './raw.mjs';

const answered = (list) => {
  const user = list.findIndex((a) => a.counts.user);
  return user >= 0 && list.slice(user).some((a) => a.said);
};
const sameStart = (short, long) => short.length <= long.length && short.every((a, i) => a.id === long[i].id);
const equal = (a, b) => a.length === b.length && sameStart(a, b);

export function addTalks(tally, records) {
  const talks = [];
  for (const r of records) {
    const lists = (r.replies.length ? r.replies : [[]]).map((reply) => [...r.prompt, ...reply]);
    const list = lists[0];
    let talk;
    if (r.key !== undefined) talk = talks.find((t) => t.key === r.key);
    else {
      const leaf = (t, l) => !t.lists.some((other) => other.length > l.length && sameStart(l, other));
      talk = talks.find(
        (t) =>
          t.key === undefined &&
          ((r.replies.length > 0 && t.lists.some((l) => equal(l, list))) ||
            (answered(list) && t.lists.some((l) => sameStart(list, l))) ||
            t.lists.some((l) => answered(l) && leaf(t, l) && sameStart(l, list)) ||
            (answered(r.prompt) && t.prompts.some((p) => equal(p, r.prompt)))),
      );
    }
    if (!talk) {
      talk = { key: r.key, lists: [], prompts: [], seen: new Set() };
      talks.push(talk);
      tally.sessions++;
    }
    talk.lists.push(...lists);
    talk.prompts.push(r.prompt);
    for (const l of lists)
      l.forEach((atom, i) => {
        const place = JSON.stringify(l.slice(0, i + 1).map((a) => a.id));
        if (talk.seen.has(place)) return;
        talk.seen.add(place);
        for (const [kind, n] of Object.entries(atom.counts)) tally.add(kind, n);
      });
    const end = JSON.stringify(list.map((a) => a.id));
    for (const f of [...(r.feedback ?? []).map((x) => ['feedback', x]), ...(r.error ? [['error', 'e']] : [])]) {
      const place = `${f[0]} ${f[1]} ${end}`;
      if (!talk.seen.has(place)) tally.add(f[0]);
      talk.seen.add(place);
    }
  }
}

const squeeze = (args) => {
  try {
    return JSON.stringify(JSON.parse(args));
  } catch {
    return args;
  }
};

/** An assistant message: its text (or its emptiness), its calls, its reasoning. */
export const spoken = (text, calls = [], reasoning = '', parts = 0) => {
  const said = answerOf(calls);
  return said === undefined
    ? atomOf(text, calls, reasoning, parts)
    : atomOf([text, said].filter((t) => t).join('\n\n'), [], reasoning, parts);
};
const atomOf = (text, calls, reasoning, parts) => ({
  id: JSON.stringify(['assistant', text.trim(), calls.map((c) => [c.name, squeeze(c.args)])]),
  said: true,
  counts: {
    ...(reasoning ? { reasoning: 1 } : {}),
    // A message that holds nothing is no turn.
    ...(text.trim() !== '' || ((parts || reasoning) && calls.length === 0) ? { assistant: 1 } : {}),
    ...(calls.length ? { tool_call: calls.length } : {}),
    ...(parts ? {} : {}),
  },
});
export const plainAtom = (kind, text) => ({ id: JSON.stringify([kind, text.trim()]), counts: { [kind]: 1 } });

/** Blocks of server-sent events: the parsed `data:` of each. */
export const sse = (stream) =>
  stream
    .split('\n')
    .filter((l) => l.startsWith('data:') && l.trim().endsWith('}'))
    .map((l) => JSON.parse(l.slice(5)));

/** Feedback keys that stand beside a request. */
export function beside(r) {
  const found = [];
  for (const f of [r.feedback, r.thumbs, r.rating]) if (f !== undefined && f !== null) found.push(JSON.stringify(f));
  return found;
}
