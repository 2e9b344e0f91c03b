// Expected events of Gemini API logs and tuning rows.
import { contentAtoms, replyAtoms, requestAtoms } from './google.mjs';
import { main, Tally, values } from './raw.mjs';
import { addTalks } from './talks.mjs';

const parsed = (v) => (typeof v === 'string' ? JSON.parse(v) : v);

export function count(file) {
  const t = new Tally();
  const records = [];
  for (const r of values(file)) {
    if (r.contents) {
      t.sessions++;
      const sides = (r.completions ?? []).flatMap((c) => contentAtoms(c.completion, 'model'));
      for (const atom of [...requestAtoms(r), ...sides])
        for (const [kind, n] of Object.entries(atom.counts)) t.add(kind, n);
      t.add('feedback', (r.completions ?? []).length);
      continue;
    }
    const request = parsed(r.full_request ?? r.request);
    const response = parsed(r.full_response ?? r.response);
    const error = r.status || response?.promptFeedback?.blockReason;
    records.push({ prompt: requestAtoms(request), replies: replyAtoms(response), ...(error ? { error } : {}) });
  }
  addTalks(t, records);
  return t;
}
main(import.meta, count);
