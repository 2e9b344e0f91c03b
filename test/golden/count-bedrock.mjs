// Expected events of Bedrock's invocation logs and of Converse rows.
import { main, plain, Tally, values } from './raw.mjs';
import { addTalks, plainAtom, spoken } from './talks.mjs';

const blocks = (content) => (typeof content === 'string' ? [{ text: content }] : (content ?? []));

function atomsOf({ role, content }) {
  const list = blocks(content);
  const text = list.flatMap((b) => (b.text === undefined ? [] : [b.text])).join('\n');
  const results = list.flatMap((b) => (b.toolResult ? [plainAtom('tool_result', JSON.stringify(b.toolResult.content))] : []));
  if (role === 'user') return [...results, ...(text ? [plainAtom('user', text)] : [])];
  const calls = list.flatMap((b) => (b.toolUse ? [{ name: b.toolUse.name, args: JSON.stringify(b.toolUse.input) }] : []));
  const thought = list.map((b) => b.thinking ?? b.reasoningContent?.reasoningText?.text ?? '').join('');
  return [spoken(text, calls, thought)];
}

const LLAMA = /<\|start_header_id\|>(\w+)<\|end_header_id\|>\n\n([\s\S]*?)(?:<\|eot_id\|>|$)/g;
function promptAtoms(body) {
  if (!body) return [];
  if (body.messages) {
    const system = plain(body.system);
    return [...(system ? [plainAtom('system', system)] : []), ...body.messages.flatMap(atomsOf)];
  }
  const text = body.prompt ?? body.inputText;
  if (text.startsWith('<|begin')) return [...text.matchAll(LLAMA)].filter((m) => m[2].trim()).map((m) => plainAtom(m[1], m[2]));
  if (text.startsWith('<s>[INST]')) return [plainAtom('user', text.slice(9, text.indexOf('[/INST]')))];
  return text.split(/^(?=Human: |Assistant:)/m).flatMap((turn) => {
    const said = turn.replace(/^(Human|Assistant):/, '').trim();
    if (!said) return [];
    return [turn.startsWith('Human') ? plainAtom('user', said) : spoken(said)];
  });
}

function replyAtoms(body) {
  if (!body) return [];
  if (Array.isArray(body)) {
    const get = (f) => body.map((e) => f(e) ?? '').join('');
    const text = get((e) => e.contentBlockDelta?.delta.text ?? e.delta?.text);
    return [[spoken(text, [], get((e) => e.contentBlockDelta?.delta.reasoningContent?.text))]];
  }
  if (body.output?.message) return [atomsOf(body.output.message)];
  if (body.content) return [atomsOf(body)];
  return [[spoken(body.generation ?? body.results?.[0].outputText ?? body.outputs[0].text)]];
}

export function count(file) {
  const t = new Tally();
  const records = [];
  for (const row of values(file)) {
    const r = row.message ? JSON.parse(row.message) : row;
    if (r.input?.inputBodyS3Path || r.output?.outputBodyJson?.embedding) continue;
    if (r.modelInput) {
      records.push({ prompt: promptAtoms(r.modelInput), replies: replyAtoms(r.modelOutput) });
      continue;
    }
    const request = r.schemaType ? r.input.inputBodyJson : r;
    const error = r.errorCode;
    records.push({ prompt: promptAtoms(request), replies: replyAtoms(r.output?.outputBodyJson), ...(error ? { error } : {}) });
  }
  addTalks(t, records);
  return t;
}
main(import.meta, count);
