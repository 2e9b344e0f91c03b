// What the counting scripts share: raw JSON from a file, a tally, the command line. Imports nothing from src on purpose.
import { readFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';

/** Text of the file, whatever its byte-order mark. */
export function text(file) {
  const b = readFileSync(file);
  if (b[0] === 0xff && b[1] === 0xfe) return b.subarray(2).toString('utf16le');
  return b.toString('utf8').replace(/^\ufeff/, '');
}

/** All JSON values of the file: one document, the elements of one array, or one a line; broken lines are left out. */
export function values(file) {
  const t = text(file);
  try {
    let whole;
    try {
      whole = JSON.parse(t);
    } catch {
      whole = JSON.parse(t.replace(/([:,[]\s*)(?:NaN|-?Infinity)(?=\s*[,\]}])/g, '$1null'));
    }
    return Array.isArray(whole) ? whole : [whole];
  } catch {
    return t.split(/\r?\n/).flatMap((line) => {
      try {
        return line.trim() ? [JSON.parse(line)] : [];
      } catch {
        return [];
      }
    });
  }
}

export class Tally {
  constructor() {
    this.events = {};
    this.sessions = 0;
  }
  add(kind, n = 1) {
    if (n > 0) this.events[kind] = (this.events[kind] ?? 0) + n;
  }
}

/** Plain text of a content: a string, or parts with text. */
export const plain = (content) =>
  typeof content === 'string'
    ? content
    : (Array.isArray(content) ? content : [])
        .map((p) => (typeof p === 'string' ? p : /^(input_|output_)?text$/.test(p?.type ?? 'text') ? (p?.text ?? '') : ''))
        .filter((s) => s !== '')
        .join('\n');

/** `node count-x.mjs FILE…` prints one line of JSON a file. */
export function main(meta, count) {
  if (meta.url !== pathToFileURL(process.argv[1] ?? '').href) return;
  for (const file of process.argv.slice(2)) {
    const tally = count(file);
    console.log(JSON.stringify({ file, sessions: tally.sessions, events: tally.events }));
  }
}

/** What a message says by a tool that is there to answer, when it calls nothing else. */
export function answerOf(calls) {
  const key = { attempt_completion: 'result', finish: 'message', final_answer: 'answer', submit_answer: 'answer', submit: 'answer' }[calls[0]?.name];
  if (calls.length !== 1 || key === undefined) return undefined;
  try {
    const args = typeof calls[0].args === 'string' ? JSON.parse(calls[0].args) : calls[0].args;
    return (typeof args?.[key] === 'string' && args[key].trim()) || undefined;
  } catch {
    return undefined;
  }
}
