/** What goldpan.json gives to sessions whose logs do not hold it: tools and system prompts. */
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { defined } from '../kit/defined.ts';
import { UserError } from '../kit/errors.ts';
import { globMatches } from '../kit/glob.ts';
import { parseJson } from '../kit/json/parse.ts';
import { explained } from '../kit/os-error.ts';
import type { IngestConfig } from '../model/config-ingest.ts';
import type { Event } from '../model/event.ts';
import type { Session, ToolDef } from '../model/session.ts';
import { readTools } from './openai.ts';
import { arr, get, isObject } from './parse.ts';
import { rawJson } from './rawjson.ts';

/** Whom an entry is for; plain data, as all of this, so that a worker gets it too. */
type Whom = Pick<IngestConfig['tools'][number], 'app' | 'format' | 'files'>;

export interface Given {
  tools: readonly (Whom & { tools: readonly ToolDef[] })[];
  systemPrompts: readonly (Whom & { text: string })[];
}

export const NOTHING_GIVEN: Given = { tools: [], systemPrompts: [] };

/**
 * @param root folder that the files are relative to
 * @throws UserError for a file that cannot be read or holds no tools
 */
export function loadGiven(config: Pick<IngestConfig, 'tools' | 'systemPrompts'>, root: string): Given {
  const read = (file: string): string => {
    const path = resolve(root, file);
    return explained(path, () => readFileSync(path, 'utf8')).replace(/^\uFEFF/, '');
  };
  return {
    tools: config.tools.map(({ file, ...whom }) => ({ ...whom, tools: toolsIn(read(file), file) })),
    systemPrompts: config.systemPrompts.map(({ text, file = '', ...whom }) => ({
      ...whom,
      text: (text ?? read(file)).trim(),
    })),
  };
}

function toolsIn(text: string, file: string): ToolDef[] {
  const whole = parseJson(text, { file });
  const path = [[], ['tools'], ['result', 'tools']].find((way) => Array.isArray(get(whole, ...way)));
  const tools = path
    ? [...readTools(get(whole, ...path), text, path), ...schemasIn(get(whole, ...path), text, path)]
    : [];
  if (tools.length > 0) return tools;
  throw new UserError(
    `${file} holds no tools`,
    'It must be a JSON list of tools, as OpenAI, Anthropic or MCP (tools/list) write it, or of JSON Schemas with a title.',
  );
}

/** JSON Schemas as such: the title is the tool's name. */
function schemasIn(list: unknown, text: string, path: readonly string[]): ToolDef[] {
  return (arr(list) ?? []).flatMap((schema, i) => {
    const [title, description] = [get(schema, 'title'), get(schema, 'description')];
    const isSchema = isObject(get(schema, 'properties')) && get(schema, 'name') === undefined;
    if (!isSchema || typeof title !== 'string') return [];
    return [
      {
        name: title,
        parameters: rawJson(text, [...path, i], schema),
        inferred: false,
        ...defined({ description: typeof description === 'string' ? description : undefined }),
      },
    ];
  });
}

const fits = ({ app, format, files }: Whom, session: Session): boolean =>
  (app === undefined || app === session.app) &&
  (format === undefined || format === session.format) &&
  (files === undefined || session.records.some(({ path }) => globMatches(files, path)));

/** The session with what it lacks; the same one when it lacks nothing. Before redaction: what is given may name people. */
export function withGiven(session: Session, given: Given): Session {
  const declares = session.tools.some((t) => !t.inferred);
  const tools = declares ? undefined : given.tools.find((entry) => fits(entry, session))?.tools;
  const prompted = session.events.some((e) => e.kind === 'system' && !e.agent);
  const prompt = prompted ? undefined : given.systemPrompts.find((entry) => fits(entry, session))?.text;
  if (!tools && !prompt) return session;
  const known = new Set(tools?.map((t) => t.name));
  const out: Session = tools
    ? { ...session, tools: [...tools, ...session.tools.filter((t) => !known.has(t.name))] }
    : session;
  return prompt ? withPrompt(out, prompt) : out;
}

/** One event more at the start: all others, and what counts them, move up by one. */
function withPrompt(session: Session, text: string): Session {
  const system: Event = {
    kind: 'system',
    text,
    seq: 0,
    turn: 0,
    src: { record: 0, pointer: '' },
    flags: ['synthetic'],
  };
  const moved = (event: Event): Event => ({
    ...event,
    seq: event.seq + 1,
    turn: event.turn + 1,
    ...(event.kind === 'feedback' && event.target !== null ? { target: event.target + 1 } : {}),
  });
  return {
    ...session,
    events: [system, ...session.events.map(moved)],
    branches: session.branches.map((b) => ({ ...b, at: b.at + 1, events: b.events.map(moved) })),
  };
}
