/**
 * Cline and Roo Code tasks: `api_conversation_history.json`, Anthropic messages with tools as XML in the text.
 *
 * Neither program describes the file; the forms are those of cline/cline and RooCodeInc/Roo-Code, `src/core`. It holds
 * exactly what was sent to the API, so the role of the user also carries results, environment details, notices and what
 * the person said about an action, all as text.
 */

import { defined } from '../../../kit/defined.ts';
import type { PartStub } from '../../../model/event.ts';
import { type Block, readBlocks } from '../../blocks.ts';
import { type At, SessionBuilder } from '../../builder.ts';
import { get, isObject } from '../../parse.ts';
import type { Reader, Sample } from '../../reader.ts';
import { insideTags } from '../../tags.ts';
import { parseTime } from '../../time.ts';
import { splitXmlCall } from './cline-xml.ts';

const FORMAT = 'cline';

const isMessage = (v: unknown): boolean =>
  (get(v, 'role') === 'user' || get(v, 'role') === 'assistant') &&
  isObject(v) &&
  (Array.isArray(get(v, 'content')) || typeof get(v, 'content') === 'string');
/** Texts that only these programs put into the role of the user. */
const MARKS = /<environment_details>|\[[a-z_]+(?: for '[^\n]*')?\] Result:/;

/** A list of messages alone is any chat: the file's name or the program's own texts must tell. */
function isTask(sample: Sample): boolean {
  if (!sample.records.every(isMessage)) return false;
  if (/(?:^|\/)api_conversation_history\.json$/.test(sample.path)) return true;
  return sample.records.some((m) => get(m, 'role') === 'user' && MARKS.test(JSON.stringify(get(m, 'content'))));
}

export const cline: Reader = {
  id: FORMAT,
  doc: {
    title: 'Cline and Roo Code tasks',
    files: 'globalStorage/saoudrizwan.claude-dev/tasks/*/api_conversation_history.json',
    detection:
      'An array of Anthropic messages in a file of that name, or with `<environment_details>` or `[tool …] Result:` in user text.',
    notes: [
      'A file is a session.',
      'A tool call is XML at the end of the text (one per message) or a `tool_use` block; its result is in the next user message, after `[tool …] Result:`.',
      'The first text is the task, later `<feedback>`, `<answer>` and `<user_message>` are the person’s words; environment details and notices are context.',
      'What the person says against an action is feedback: `The user denied this operation` is `reject`.',
      '`ui_messages.json` repeats the talk for the screen and is not read.',
    ],
  },
  accepts: isTask,
  votes: (r) => isMessage(r),
  index({ value }, file) {
    if (!isMessage(value)) return { skip: 'no message with a role and content' };
    const time = parseTime(get(value, 'ts'));
    return [{ key: file.key, ...defined({ time }) }];
  },
  read(records) {
    const builder = new SessionBuilder(FORMAT);
    builder.fields.app = FORMAT;
    const task = new Task(builder);
    for (const { value, text, ref } of records) {
      builder.from(ref);
      const at: At = get(value, 'ts') === undefined ? {} : { time: get(value, 'ts') };
      const blocks = readBlocks(get(value, 'content'), text, ['content']);
      if (get(value, 'role') === 'assistant') task.assistant(blocks, at);
      else task.user(blocks, at);
    }
    return builder.build();
  },
};

/** How the result of a tool begins in the next user message. */
const RESULT = /^\[([a-z_]+)(?: for '[\s\S]*?')?\] Result:\s*/;
/** Elements around what the person typed. */
const WORDS = ['task', 'feedback', 'answer', 'user_message'];
/** The state of the editor, behind each message; loggers cut it. */
const DETAILS = /<environment_details>[\s\S]*?(?:<\/environment_details>|$)/;
const DETAILS_OF = { title: 'environment_details', harness: 'user', joins: true } as const;
const DENIED = /^The user denied this operation/;

/** Messages in order; a call in the text is open until the next user message answers it. */
class Task {
  /** The last message called a tool in its text, and nothing has answered yet. */
  private open: string | undefined;

  constructor(private readonly builder: SessionBuilder) {}

  assistant(blocks: readonly Block[], at: At): void {
    const { builder } = this;
    builder.newTurn();
    this.open = undefined;
    for (const block of blocks) {
      const here = { ...at, pointer: block.pointer };
      if (block.type === 'reasoning') builder.reasoning(block.text, here);
      else if (block.type === 'call')
        builder.call({
          ...here,
          name: block.name,
          args: block.args,
          ...defined({ id: block.id }),
        });
      else if (block.type === 'result') builder.result({ ...here, ...block });
      else {
        if (block.text !== '' || block.parts.length === 0) this.spoken(block.text, here);
        builder.attach(block.parts);
      }
    }
  }

  private spoken(text: string, at: At): void {
    const { builder } = this;
    const { before, call, thinking } = splitXmlCall(text);
    if (thinking) builder.reasoning(thinking, at);
    if (before !== '' || !call)
      builder.assistant(before, { ...at, ...defined({ flags: before === '' ? ['empty'] : undefined }) });
    if (!call) return;
    builder.call({ ...at, ...call });
    this.open = call.name;
  }

  user(blocks: readonly Block[], at: At): void {
    const { builder } = this;
    // The answer before: a denial is about it. Results that are added below open turns of their own.
    const target = builder.turn < 0 ? null : builder.turn;
    // The mark may be a block of its own, with the result in the next one.
    let marked: { name: string; at: At } | undefined;
    const details: { text: string; at: At }[] = [];
    for (const block of blocks) {
      const here = { ...at, pointer: block.pointer };
      if (block.type === 'result') {
        const heard = builder.result({ ...here, ...block });
        if (!heard) for (const words of saidIn(block.text)) builder.user(words, here);
        this.denied(block.text, here, target);
      }
      if (block.type === 'call' || block.type === 'reasoning') builder.unknown(block.type, block);
      if (block.type !== 'text') continue;
      const state = DETAILS.exec(block.text)?.[0];
      if (state) details.push({ text: state, at: here });
      const text = block.text.replace(new RegExp(DETAILS, 'g'), '').trim();
      const mark = RESULT.exec(text);
      if (mark) {
        if (marked) this.answer(marked.name, '', marked.at, target);
        const body = text.slice(mark[0].length);
        marked = body === '' ? { name: mark[1] as string, at: here } : undefined;
        if (body !== '') this.answer(mark[1] as string, body, here, target);
      } else if (marked && (text !== '' || block.parts.length > 0)) {
        this.answer(marked.name, text, here, target, block.parts);
        marked = undefined;
      } else this.said(text, { ...here, parts: block.parts });
    }
    if (marked) this.answer(marked.name, '', marked.at, target);
    for (const said of details) builder.context(said.text, { ...said.at, ...DETAILS_OF });
    this.open = undefined;
  }

  /** A result, and what the person said with it. */
  private answer(name: string, body: string, at: At, target: number | null, parts: PartStub[] = []): void {
    const heard = this.resultText(name, body, { ...at, parts });
    this.denied(body, at, target);
    if (!heard) for (const words of saidIn(body)) this.builder.user(words, at);
  }

  /** Text without a mark: words of the person, a notice, or in older versions the result itself. */
  private said(text: string, at: At & { parts: PartStub[] }): void {
    const { builder } = this;
    const words = saidIn(text);
    // Without the mark the text as a whole answers the call: an older form.
    if (this.open !== undefined && words.length === 0 && text !== '' && !text.startsWith('['))
      this.resultText(this.open, text, at);
    else if (words.length > 0) for (const one of words) builder.user(one, at);
    else if (/^\[(?:ERROR|TASK RESUMPTION)/.test(text)) builder.context(text, { ...at, title: 'notice' });
    else if (text !== '' || at.parts.length > 0) builder.user(text, at);
  }

  private resultText(name: string, text: string, at: At & { parts?: PartStub[] }): boolean {
    this.open = undefined;
    return this.builder.result({
      ...at,
      name,
      text,
      ...defined({ isError: /^(?:Error|The tool execution failed)/.test(text) ? true : undefined }),
    });
  }

  /** `The user denied this operation` is written by the program; the reason, if any, is in an element of its own. */
  private denied(text: string, at: At, target: number | null): void {
    if (!DENIED.test(text)) return;
    const said = saidIn(text)[0];
    this.builder.feedback({ ...at, signal: 'reject', by: 'end_user', target, ...defined({ text: said || undefined }) });
  }
}

/** What the person typed, by its elements. */
const saidIn = (text: string): string[] => insideTags(text, WORDS).filter((said) => said !== '');
