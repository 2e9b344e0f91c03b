/**
 * VS Code chat sessions: `chatSessions/*.json`, the journal `*.jsonl`, and what “Chat: Export Chat…” writes.
 *
 * The types are in microsoft/vscode, `src/vs/workbench/contrib/chat/common/model` (`ISerializableChatData`). A request
 * holds the prompt, what the editor showed as response, and the result. The response is made for the screen: calls have
 * no arguments, and text is cut at each tool. Copilot's `result.metadata` repeats the turn as the model saw it, and is
 * preferred where it is there.
 */

import { defined } from '../../../kit/defined.ts';
import { type At, SessionBuilder } from '../../builder.ts';
import { readContent } from '../../content.ts';
import { arr, get, idOf, isObject, num, str } from '../../parse.ts';
import type { Reader } from '../../reader.ts';
import { replay } from './vscode-journal.ts';

const FORMAT = 'vscode-chat';

const isRequest = (v: unknown): boolean =>
  isObject(v) && isObject(get(v, 'message')) && ('response' in v || 'requestId' in v || 'variableData' in v);
const isState = (v: unknown): boolean => {
  const requests = arr(get(v, 'requests'));
  if (!requests) return false;
  return requests.length > 0 ? requests.slice(0, 3).some(isRequest) : typeof get(v, 'sessionId') === 'string';
};
const isEntry = (v: unknown): boolean => {
  const kind = num(get(v, 'kind'));
  return kind === 0 ? isObject(get(v, 'v')) : kind !== undefined && kind <= 3 && Array.isArray(get(v, 'k'));
};

export const vscodeChat: Reader = {
  id: FORMAT,
  doc: {
    title: 'VS Code chat sessions',
    files: 'workspaceStorage/*/chatSessions/*.json(l), exported chats *.json',
    detection:
      'One object with `requests` of `{message, response}`; or a journal of `{kind, k, v}` lines that starts with such a state.',
    notes: [
      'A journal is replayed; the session is its last state.',
      'Calls and results come from the rounds of `result.metadata`; without them tool invocations in the response are calls whose arguments are not logged.',
      '`vote` is thumbs up or down on the answer, a cancelled request feedback `interrupted`; keeping or undoing the edited files is `accept` or `reject` of the answer before.',
      '`errorDetails` is an error; thinking is reasoning; progress, references and edits of the response are not read.',
    ],
  },
  // Journal lines `{kind, k, v}` are too plain to tell a format: the source must hold a state somewhere.
  accepts: (sample) => sample.records.some((r) => isState(r) || (num(get(r, 'kind')) === 0 && isState(get(r, 'v')))),
  votes: (r) => isState(r) || isEntry(r),
  index({ value }, file) {
    if (isState(value)) return [{}];
    return isEntry(value) ? [{ key: file.key }] : { skip: 'neither a chat session nor a line of its journal' };
  },
  read(records) {
    const builder = new SessionBuilder(FORMAT);
    builder.fields.app = 'vscode';
    let state: unknown;
    for (const { value, ref } of records) {
      builder.from(ref);
      state = isState(value) ? value : replay(state, value);
    }
    const id = idOf(get(state, 'sessionId'));
    if (id !== undefined) builder.fields.nativeId = id;
    (arr(get(state, 'requests')) ?? []).forEach((request, i) => {
      // The replayed state lies in no single record: events refer to the first one, which holds the journal's initial
      // state.
      if (isObject(request)) emitRequest(request, { record: 0, pointer: `/requests/${i}` }, builder);
    });
    return builder.build();
  },
};

/** `ChatRequestEditedFileEventKind`: what the user did with the files that the answer before had edited. */
const EDITS = new Map<number, 'accept' | 'reject' | 'edit'>([
  [1, 'accept'],
  [2, 'reject'],
  [3, 'edit'],
]);

/**
 * One request with its answer. What became of edited files is logged with the next request, but is about the turn
 * before.
 */
function emitRequest(request: unknown, base: At, builder: SessionBuilder): void {
  const time = get(request, 'timestamp');
  const at: At = { ...base, ...defined({ time: typeof time === 'number' ? time : undefined }) };
  const before = builder.turn < 0 ? null : builder.turn;
  const kinds = new Set((arr(get(request, 'editedFileEvents')) ?? []).map((e) => num(get(e, 'eventKind')) ?? 0));
  for (const kind of kinds) {
    const signal = EDITS.get(kind);
    if (signal) builder.feedback({ ...at, signal, by: 'end_user', target: before });
  }
  builder.user(str(get(request, 'message', 'text')) ?? str(get(request, 'message')) ?? '', at);
  emitAttached(request, at, builder);
  const model = str(get(request, 'modelId'))?.replace(/^copilot\//, '');
  if (model) builder.fields.model ??= model;
  const more = { ...at, ...defined({ model: model || undefined }) };
  const rounds = arr(get(request, 'result', 'metadata', 'toolCallRounds'));
  if (rounds?.length) emitRounds(request, rounds, more, builder);
  else emitResponse(arr(get(request, 'response')) ?? [], more, builder);
  emitEnd(request, at, builder);
}

/** Rounds of the agent loop, as the model saw them. */
function emitRounds(
  request: unknown,
  rounds: readonly unknown[],
  at: At & { model?: string },
  builder: SessionBuilder,
): void {
  const results = get(request, 'result', 'metadata', 'toolCallResults');
  for (const round of rounds) {
    const calls = arr(get(round, 'toolCalls')) ?? [];
    const said = str(get(round, 'response')) ?? '';
    const thought = str(get(round, 'thinking')) ?? str(get(round, 'thinking', 'text'));
    builder.newTurn();
    if (thought) builder.reasoning(thought, at);
    if (said !== '' || calls.length === 0)
      builder.assistant(said, { ...at, ...defined({ flags: said === '' ? ['empty'] : undefined }) });
    const ids: string[] = [];
    for (const call of calls) {
      // VS Code makes ids unique by a suffix `__vscode-<number>`; results are listed under the id with it.
      const id = idOf(get(call, 'id'))?.split('__vscode-')[0];
      const raw = get(call, 'arguments');
      const args = typeof raw === 'string' ? raw : raw === undefined ? '' : JSON.stringify(raw);
      if (id !== undefined) ids.push(idOf(get(call, 'id')) ?? id);
      builder.call({ ...at, name: str(get(call, 'name')) ?? '', args, ...defined({ id }) });
    }
    for (const id of ids) {
      const text = get(results, id) === undefined ? undefined : textOf(get(results, id, 'content'));
      if (text !== undefined) builder.result({ ...at, id: id.split('__vscode-')[0], text });
    }
  }
}

/** Only what the editor showed: text, thinking, and that a tool ran. */
function emitResponse(parts: readonly unknown[], at: At & { model?: string }, builder: SessionBuilder): void {
  builder.newTurn();
  let text = '';
  const flush = (): void => {
    if (text.trim() !== '') builder.assistant(text.trim(), at);
    text = '';
  };
  for (const part of parts) {
    const kind = str(get(part, 'kind'));
    if (kind === undefined || kind === 'markdownContent') {
      text += str(get(part, 'value')) ?? str(get(part, 'content', 'value')) ?? (typeof part === 'string' ? part : '');
    } else if (kind === 'thinking') {
      flush();
      const thought = str(get(part, 'value'));
      if (thought) builder.reasoning(thought, at);
    } else if (kind === 'toolInvocationSerialized' || kind === 'toolInvocation') {
      flush();
      emitInvocation(part, at, builder);
    } else if (kind === 'inlineReference') text += nameOf(part);
    else if (!QUIET.has(kind) && isObject(part)) {
      flush();
      builder.unknown(kind, part);
    }
  }
  flush();
}

/** What the editor showed beside the answer: progress, buttons, edits that tools made, lists of sources. */
const QUIET = new Set(
  `progressMessage progressMessageContent progressTask progressTaskSerialized prepareToolInvocation mcpServersStarting undoStop
   textEditGroup notebookEditGroup workspaceEdit codeblockUri codeCitation reference references usedContext command
   confirmation elicitation elicitationSerialized warning extensions pullRequest multiDiffData treeData move hook`.split(
    /\s+/,
  ),
);

/** A file or symbol that the answer names in the midst of its text. */
function nameOf(part: unknown): string {
  const at = get(part, 'inlineReference');
  const path = str(get(at, 'path')) ?? str(get(at, 'uri', 'path')) ?? '';
  return str(get(part, 'name')) ?? str(get(at, 'name')) ?? path.split('/').at(-1) ?? '';
}

/** Pictures and pasted text that the person added; files are only named. */
function emitAttached(request: unknown, at: At, builder: SessionBuilder): void {
  for (const variable of arr(get(request, 'variableData', 'variables')) ?? []) {
    const kind = str(get(variable, 'kind'));
    const code = str(get(variable, 'code'));
    if (kind === 'image') builder.attach(readContent([{ type: 'image', data: get(variable, 'value') }]).parts);
    else if (kind === 'paste' && code) builder.context(code, { ...at, title: 'pasted' });
  }
}

/**
 * A tool that the editor showed. The id of the tool is its name; input and output exist only for some kinds of tools.
 */
function emitInvocation(part: unknown, at: At & { model?: string }, builder: SessionBuilder): void {
  const id = idOf(get(part, 'toolCallId'));
  const native = id === undefined ? {} : { id };
  const raw = get(part, 'resultDetails', 'input');
  builder.call({ ...at, ...native, name: str(get(part, 'toolId')) ?? '', args: typeof raw === 'string' ? raw : '' });
  if (get(part, 'isComplete') !== true) return;
  const output = textOf(get(part, 'resultDetails', 'output')) ?? str(get(part, 'resultDetails', 'output')) ?? '';
  const failed = get(part, 'resultDetails', 'isError');
  builder.result({
    ...at,
    ...native,
    text: output,
    ...defined({ isError: typeof failed === 'boolean' ? failed : undefined }),
  });
}

/** Texts of result parts, at any depth of `value`, `text` and `children`; undefined when it is no list. */
function textOf(content: unknown): string | undefined {
  const list = arr(content);
  if (!list) return undefined;
  const texts = list.flatMap(
    (p) => str(p) ?? str(get(p, 'value')) ?? str(get(p, 'text')) ?? deepText(get(p, 'value'), 0),
  );
  return texts.filter((t) => t !== '').join('\n');
}

/** Text of a rendered tree (prompt-tsx), which is how Copilot's tools return their results. At most 32 levels deep. */
function deepText(node: unknown, depth: number): string {
  if (depth > 32 || typeof node !== 'object' || node === null) return '';
  const own = str(get(node, 'text'));
  const below = [get(node, 'node'), ...(arr(get(node, 'children')) ?? [])].map((c) => deepText(c, depth + 1));
  return [own ?? '', ...below].filter((t) => t !== '').join('');
}

/** How the request ended, and the user's vote: 1 is up, 0 is down (`ChatAgentVoteDirection`). */
function emitEnd(request: unknown, at: At, builder: SessionBuilder): void {
  const target = builder.turn < 0 ? null : builder.turn;
  const error = str(get(request, 'result', 'errorDetails', 'message'));
  const code = str(get(request, 'result', 'errorDetails', 'code'));
  if (get(request, 'isCanceled') === true) builder.feedback({ ...at, signal: 'interrupted', by: 'end_user', target });
  else if (error) builder.error(error, { ...at, ...defined({ code: code || undefined }) });
  const vote = get(request, 'vote');
  if (vote !== 0 && vote !== 1) return;
  const why = str(get(request, 'voteDownReason'));
  const signal = vote === 1 ? 'thumbs_up' : 'thumbs_down';
  builder.feedback({ ...at, signal, by: 'end_user', target, ...defined({ text: why || undefined }) });
}
