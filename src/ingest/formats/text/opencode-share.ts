/**
 * OpenCode's exported transcript (`transcript.ts` of its terminal program; forks write the same): a head with `**Session
 * ID:**`, `## User` and `## Assistant (Agent · model · time)`, tools as `**Tool: name**` with fences below it.
 */
import { defined } from '../../../kit/defined.ts';
import type { Piece } from '../../pieces.ts';
import { Fences, sectionsOf, trimmed } from '../../text/sections.ts';
import { type Turn, textReader } from './exported.ts';

const HEADING = /^## (User|Assistant)(?: \(([^()]{1,120}(?:\([^()]*\))?[^()]{0,60})\))?\s*$/;

export const opencodeShare = textReader({
  id: 'opencode-share',
  app: 'opencode',
  doc: {
    title: 'OpenCode transcript',
    files: 'session-ses_*.md',
    detection: 'Text whose head has `**Session ID:**`, with headings `## User` and `## Assistant`.',
    notes: [
      '`**Tool: …**` is a call, its Input the arguments, its Output or Error the result; without details it is a call without either.',
      '`_Thinking:_` is reasoning, up to the next tool or the end of the paragraph below it.',
    ],
  },
  looksLike: (text) => /^\*\*Session ID:\*\* \S/m.test(text.slice(0, 2000)) && /^## (?:User|Assistant)\b/m.test(text),
  read(text) {
    const { preamble, sections } = sectionsOf(text.split('\n'), (line) => HEADING.exec(line) ?? undefined);
    const turns = sections.flatMap(({ head, line, body }): Turn[] => {
      if (body === '') return [];
      if (head[1] === 'User') return [{ line, user: body }];
      return [{ line, pieces: piecesOf(body.split('\n')), ...defined({ model: head[2]?.split(' · ')[1] }) }];
    });
    return { preamble, turns, id: /^\*\*Session ID:\*\* (\S+)/m.exec(preamble)?.[1] };
  },
});

const TOOL = /^\*\*Tool: ([^*]{1,120})\*\*/;
const FIELD = /^(?:\*\*(Input|Output|Error):\*\*|<details><summary>(Input|Output)<\/summary>)\s*$/;

function piecesOf(lines: readonly string[]): Piece[] {
  const fences = new Fences(lines);
  const out: Piece[] = [];
  let said: string[] = [];
  let thinking = false;
  let tool: { name: string; fields: Map<string, string> } | undefined;
  const flush = (): void => {
    const text = trimmed(said);
    if (text !== '') out.push(thinking ? { reasoning: text } : { text });
    said = [];
    thinking = false;
    if (tool) out.push(callOf(tool.name, tool.fields));
    tool = undefined;
  };
  for (let i = 0; i < lines.length; i++) {
    const line = lines[i] as string;
    const name = TOOL.exec(line)?.[1];
    const field = tool ? FIELD.exec(line) : null;
    if (name !== undefined || line === '_Thinking:_') flush();
    if (name !== undefined) tool = { name, fields: new Map() };
    else if (line === '_Thinking:_') thinking = true;
    else if (tool && field) {
      let open = i + 1;
      while (lines[open] === '') open++;
      const end = fences.end(open);
      if (end === undefined) continue;
      tool.fields.set(field[1] ?? field[2] ?? '', lines.slice(open + 1, end).join('\n'));
      i = lines[end + 2] === '</details>' ? end + 2 : end;
    } else if (tool && line.trim() === '') continue;
    else {
      if (tool) flush();
      const end = fences.end(i) ?? i;
      said.push(...lines.slice(i, end + 1));
      i = end;
    }
  }
  flush();
  return out;
}

function callOf(name: string, fields: ReadonlyMap<string, string>): Piece {
  const error = fields.get('Error');
  const text = error ?? fields.get('Output');
  return {
    call: { name, args: fields.get('Input') ?? '' },
    ...(text === undefined ? {} : { result: { text, ...(error === undefined ? {} : { isError: true }) } }),
  };
}
