/**
 * Writes a log of any size: node test/bench/big-log.mjs lines|array|text FILE MEGABYTES
 * lines: production lines of 200 talks at a time, interleaved, each request with its whole history.
 * array: one JSON array of conversations. No data of anyone: all of it is made up here.
 */
import { closeSync, openSync, writeSync } from 'node:fs';

const [shape = 'lines', file, size = '100'] = process.argv.slice(2);
if (!file) throw new Error('usage: big-log.mjs lines|array FILE MEGABYTES');
const target = Number(size) * 1e6;
const fd = openSync(file, 'w');
let written = 0;
let pending = [];
let held = 0;
const put = (text) => {
  pending.push(text);
  held += text.length;
  if (held > 1 << 20) flush();
};
const flush = () => {
  const bytes = Buffer.from(pending.join(''));
  writeSync(fd, bytes);
  written += bytes.length;
  pending = [];
  held = 0;
};

let seed = 42;
const random = (n) => {
  seed = (Math.imul(seed, 1103515245) + 12345) & 0x7fffffff;
  return (seed >>> 8) % n;
};
const WORDS =
  'order refund parcel address change cancel flight seat invoice late damaged thank please help number status wait card account'.split(
    ' ',
  );
const sentence = (n) => Array.from({ length: n }, () => WORDS[random(WORDS.length)]).join(' ');
const POLICY = `You help customers of a shop. ${sentence(300)}`;

/** The next messages of a talk: a question, sometimes a tool call with its result, then the answer. */
function extend(talk) {
  const { messages } = talk;
  if (messages.length === 0) messages.push({ role: 'system', content: POLICY });
  messages.push({ role: 'user', content: `${sentence(25)} ${talk.id}?` });
  if (random(2) === 0) {
    const id = `call_${random(1e9)}`;
    const call = {
      id,
      type: 'function',
      function: { name: 'get_order', arguments: JSON.stringify({ id: random(1e6) }) },
    };
    messages.push({ role: 'assistant', content: null, tool_calls: [call] });
    messages.push({
      role: 'tool',
      tool_call_id: id,
      name: 'get_order',
      content: JSON.stringify({ status: sentence(80) }),
    });
  }
  talk.turn++;
  return { role: 'assistant', content: sentence(70) };
}

const fresh = (n) => ({ id: `conv_${n}`, messages: [], turn: -1 });
let count = 0;
if (shape === 'lines') {
  const open = Array.from({ length: 200 }, () => fresh(count++));
  let clock = 1.75e12;
  while (written + held < target) {
    const slot = random(open.length);
    const talk = open[slot];
    const response = extend(talk);
    clock += 40;
    put(
      `${JSON.stringify({
        event_type: 'completion',
        conversation_id: talk.id,
        turn_index: talk.turn,
        request: { model: 'm-1', messages: talk.messages },
        response,
        feedback: random(9) === 0 ? { signal: random(2) ? 'thumbs_up' : 'thumbs_down' } : null,
        latency_ms: 100 + random(900),
        timestamp: new Date(clock).toISOString(),
      })}\n`,
    );
    talk.messages.push(response);
    if (talk.turn >= 7) open[slot] = fresh(count++);
  }
} else {
  put('[');
  while (written + held < target) {
    const talk = fresh(count++);
    for (let turn = 0; turn < 8; turn++) talk.messages.push(extend(talk));
    put(`${count === 1 ? '\n' : ',\n'}${JSON.stringify({ conversation_id: talk.id, messages: talk.messages })}`);
  }
  put('\n]\n');
}
flush();
closeSync(fd);
console.log(`${file}: ${(written / 1e6).toFixed(0)} MB, ${count} talks`);
