/** What readers of coding agents' text exports share: a text is one session, and its turns become events in one way. */
import { defined } from '../../../kit/defined.ts';
import type { EventOf } from '../../../model/index.ts';
import { SessionBuilder } from '../../builder.ts';
import { str } from '../../parse.ts';
import { inMessages, type Piece } from '../../pieces.ts';
import type { Reader } from '../../reader.ts';

/** One turn: what the person said, the pieces of an answer, what the program put in, or a break. */
export interface Turn {
  /** In the file, from 0. */
  line: number;
  time?: string | undefined;
  model?: string | undefined;
  agent?: string | undefined;
  user?: string;
  pieces?: readonly Piece[];
  context?: { text: string; title: string };
  boundary?: EventOf<'boundary'>['reason'];
  error?: string;
}

export interface Exported {
  id?: string | undefined;
  /** The agent, where the file names it. */
  app?: string | undefined;
  /** Head of the file: the program's, and nobody's turn. */
  preamble: string;
  turns: Turn[];
}

interface TextFormat {
  id: string;
  app?: string;
  doc: Reader['doc'];
  looksLike(text: string): boolean;
  read(text: string): Exported;
}

/** Detection looks at this much of the text (characters). */
const HEAD = 1 << 18;

export function textReader({ id, app, doc, looksLike, read }: TextFormat): Reader {
  // Asked for twice: by the index and for the session.
  let last: { text: string; exported: Exported } | undefined;
  const exportedIn = (value: unknown): Exported => {
    const text = str(value) ?? '';
    if (last?.text !== text) last = { text, exported: read(text.replace(/\r\n?/g, '\n')) };
    return last.exported;
  };
  return {
    id,
    doc,
    framing: 'text',
    accepts: ({ framing }) => framing === 'text',
    votes: (record) => typeof record === 'string' && looksLike(record.slice(0, HEAD).replace(/\r\n?/g, '\n')),
    index: ({ value }) =>
      exportedIn(value).turns.some((t) => t.user || t.pieces?.length) ? [{}] : { skip: 'no turns', code: 'empty' },
    read(records) {
      const builder = new SessionBuilder(id);
      for (const { value, ref } of records) {
        builder.from(ref);
        addTurns(builder, exportedIn(value), app);
      }
      return builder.build();
    },
  };
}

function addTurns(builder: SessionBuilder, exported: Exported, app: string | undefined): void {
  const known = defined({ app: exported.app ?? app, nativeId: exported.id });
  Object.assign(builder.fields, known);
  if (exported.preamble !== '') builder.boundary('new_topic', exported.preamble, { pointer: '/0' });
  let thoughts: Piece[] = [];
  exported.turns.forEach((turn, i) => {
    const { user, pieces, context, boundary, error, time, agent, model } = turn;
    const at = { pointer: `/${turn.line}`, ...defined({ time, agent }) };
    if (boundary) builder.boundary(boundary, undefined, at);
    if (context) builder.context(context.text, { ...at, title: context.title });
    if (error) builder.error(error, at);
    if (user) builder.user(user, at);
    if (!pieces) return;
    if (model) builder.fields.model ??= model;
    // Thoughts under a heading of their own belong to the answer below the next one.
    const all = [...thoughts, ...pieces];
    thoughts = all.every((p) => p.reasoning && !p.text && !p.call) && exported.turns[i + 1]?.pieces ? all : [];
    if (thoughts.length > 0) return;
    for (const m of inMessages(all)) builder.message(m, m.role === 'assistant' ? { ...at, ...defined({ model }) } : at);
  });
}
