/**
 * What the program around the model writes into the messages that it sends: state of the editor, reminders, summaries. None of it
 * is the person's. It is known by the elements of the programs below, and taken only where a program puts it: whole, at the
 * beginning or the end of a message. What stands in a sentence or in code, somebody wrote about.
 */
import { insideTags } from '../tags.ts';
import { type HarnessPiece, headOf, type Split } from './harness-heads.ts';

/** The elements of one program. */
interface Program {
  /** Names that nobody else uses. */
  own: readonly string[];
  /** Names that people and applications use as well: taken only beside an element of the program's own, or its `words`. */
  beside?: readonly string[];
  /** Around the person's words; all else in the message must be the program's. */
  words?: readonly string[];
  /** The same, where the name says too little: only beside an element of the program's own. */
  commonWords?: readonly string[];
}

/** Programs whose logs are read as theirs. */
export type ProgramName = 'cursor' | 'antigravity';

const PROGRAMS: Readonly<Record<string, Program>> & Readonly<Record<ProgramName, Program>> = {
  claudeCode: {
    own: [
      'system-reminder',
      'ide_opened_file',
      'ide_selection',
      'ide_diagnostics',
      'new-diagnostics',
      'user-prompt-submit-hook',
      'local-command-caveat',
      'local-command-stdout',
      'local-command-stderr',
    ],
  },
  codex: {
    own: [
      'environment_context',
      'user_instructions',
      'turn_aborted',
      'skills_instructions',
      'permissions instructions',
      'subagent_notification',
      'user_shell_command',
      'collaboration_mode',
    ],
  },
  gemini: { own: ['session_context', 'hook_context', 'loaded_context', 'extension_context'] },
  antigravity: {
    own: ['ADDITIONAL_METADATA', 'USER_SETTINGS_CHANGE', 'EPHEMERAL_MESSAGE'],
    words: ['USER_REQUEST'],
  },
  cursor: {
    own: [
      'open_and_recently_viewed_files',
      'system_reminder',
      'system_notification',
      'task_notification',
      'always_applied_workspace_rules',
      'agent_requestable_workspace_rules',
      'available_skills',
      'manually_attached_skills',
    ],
    beside: [
      'timestamp',
      'additional_data',
      'attached_files',
      'user_info',
      'project_layout',
      'git_status',
      'rules',
      'user_rules',
      'agent_transcripts',
      'agent_skills',
      'mcp_file_system',
      'mcp_servers',
      'mcp_instructions',
      'image_files',
      'current_file',
      'linter_errors',
      'cursor_commands',
      'code_selection',
      'external_links',
      'uploaded_documents',
      'terminal_files_information',
    ],
    words: ['user_query'],
  },
  cline: {
    own: ['environment_details'],
    beside: ['file_content', 'folder_content', 'workspace_configuration', 'explicit_instructions', 'notice'],
    commonWords: ['task', 'feedback', 'user_message', 'answer'],
  },
  copilot: {
    own: ['reminderInstructions', 'environment_info', 'workspace_info', 'editorContext', 'repoContext', 'toolReminder'],
    beside: ['context', 'attachments', 'reminder', 'todoList', 'instructions'],
    words: ['userRequest'],
  },
  openHands: { own: ['EXTRA_INFO', 'RUNTIME_INFORMATION', 'REPOSITORY_INFO', 'REPOSITORY_INSTRUCTIONS'] },
  kiro: { own: ['EnvironmentContext', 'steering-reminder'] },
  goose: { own: ['info-msg'] },
};

interface Named {
  program: string;
  use: 'own' | 'beside' | 'words' | 'commonWords';
}
const NAMES: ReadonlyMap<string, Named> = new Map(
  Object.entries(PROGRAMS).flatMap(([program, uses]) =>
    (['own', 'beside', 'words', 'commonWords'] as const).flatMap((use) =>
      (uses[use] ?? []).map((name): [string, Named] => [name, { program, use }]),
    ),
  ),
);

/** Elements that a program puts behind the result of a tool. */
const IN_RESULTS: ReadonlySet<string> = new Set(['system-reminder', 'system_reminder', 'new-diagnostics']);

interface Taken extends Named {
  name: string;
  start: number;
  end: number;
}

const OPEN = /<([A-Za-z][\w-]{1,40}(?: instructions)?)(?:\s[^<>\n]{0,200})?>/y;
const CLOSE = /<\/([A-Za-z][\w-]{1,40}(?: instructions)?)>$/;

/** A name of the table and its element that begins here; `undefined` for one that is not closed. */
function elementAt(text: string, start: number): Taken | undefined {
  OPEN.lastIndex = start;
  const open = OPEN.exec(text);
  const name = open?.[1] ?? '';
  const named = NAMES.get(name);
  if (!open || !named) return undefined;
  const close = text.indexOf(`</${name}>`, OPEN.lastIndex);
  return close < 0 ? undefined : { ...named, name, start, end: close + name.length + 3 };
}

/** The element that ends here; it begins a line, or stands right behind another one. */
function elementBefore(text: string, from: number, end: number): Taken | undefined {
  const name = CLOSE.exec(text.slice(Math.max(from, end - 64), end))?.[1] ?? '';
  if (!NAMES.has(name)) return undefined;
  const start = text.lastIndexOf(`<${name}`, end - name.length - 3);
  const found = start < from ? undefined : elementAt(text, start);
  if (found?.end !== end) return undefined;
  return /(?:^|[\n>])[ \t]*$/.test(text.slice(Math.max(0, start - 20), start)) ? found : undefined;
}

const isSpace = (code: number): boolean => code === 32 || (code >= 9 && code <= 13);
function skipSpace(text: string, at: number): number {
  let i = at;
  while (i < text.length && isSpace(text.charCodeAt(i))) i++;
  return i;
}
function skipSpaceBack(text: string, at: number, least: number): number {
  let i = at;
  while (i > least && isSpace(text.charCodeAt(i - 1))) i--;
  return i;
}

/** Elements from the beginning: a line that goes on in words is a sentence. */
function leading(text: string): Taken[] {
  const out: Taken[] = [];
  for (let at = skipSpace(text, 0); text[at] === '<'; ) {
    const found = elementAt(text, at);
    if (!found || isWords(found) || !/[ \t]*(?:[\r\n<]|$)/y.test(text.slice(found.end, found.end + 20))) break;
    out.push(found);
    at = skipSpace(text, found.end);
  }
  return out;
}

/** Elements at the end, the first one first. */
function trailing(text: string, from: number): Taken[] {
  const out: Taken[] = [];
  for (let end = skipSpaceBack(text, text.length, from); text[end - 1] === '>'; ) {
    const found = elementBefore(text, from, end);
    if (!found || isWords(found)) break;
    out.push(found);
    end = skipSpaceBack(text, found.start, from);
  }
  out.reverse();
  return out[0] && inFence(text.slice(from, out[0].start)) ? [] : out;
}

const inFence = (before: string): boolean => (before.match(/^[ \t]*(?:`{3,}|~{3,})/gm)?.length ?? 0) % 2 === 1;

const isWords = ({ use }: Named): boolean => use === 'words' || use === 'commonWords';

/** The person's words, when what is left of the message is one element around them. */
function wordsIn(text: string, backed: ReadonlySet<string>): { words: string; program: string } | undefined {
  const found = text.startsWith('<') ? elementAt(text, 0) : undefined;
  if (!found || found.end !== text.length || !isWords(found)) return undefined;
  if (found.use === 'commonWords' && !backed.has(found.program)) return undefined;
  return { words: text.slice(text.indexOf('>') + 1, -(found.name.length + 3)).trim(), program: found.program };
}

/** In a program's own log all around its element of words is the program's, whatever a version puts there. */
function wordsAmong(text: string, program: ProgramName): Split | undefined {
  for (const name of PROGRAMS[program].words ?? []) {
    const start = text.indexOf(`<${name}>`);
    const found =
      start < 0 || !/(?:^|[\n>])[ \t]*$/.test(text.slice(Math.max(0, start - 20), start))
        ? undefined
        : elementAt(text, start);
    if (!found) continue;
    const before = text.slice(0, start).trim();
    const after = text.slice(found.end).trim();
    const other = (t: string, behind: boolean): HarnessPiece[] =>
      t === '' ? [] : [{ kind: 'context', title: program, text: t, ...(behind ? { after: true } : {}) }];
    const words = text.slice(start + name.length + 2, found.end - name.length - 3).trim();
    return { text: words, pieces: [...other(before, false), ...other(after, true)] };
  }
  return undefined;
}

const piece = (text: string, { name, start, end }: Taken, after: boolean): HarnessPiece => ({
  kind: name === 'turn_aborted' ? 'interrupted' : 'context',
  title: name,
  text: text.slice(start, end),
  ...(after ? { after } : {}),
});

/**
 * Of a user's message. Undefined for what somebody wrote, which nearly every message is.
 *
 * @param program whose log this is, where the reader knows: its elements need no other one beside them
 */
export function takeHarness(given: string, program?: ProgramName): Split | undefined {
  const head = headOf(given);
  const text = head?.text ?? given;
  const split = commandIn(text) ?? takeElements(text, program);
  if (!head) return split;
  return { text: split?.text ?? text, pieces: [...head.pieces, ...(split?.pieces ?? [])] };
}

function takeElements(text: string, program: ProgramName | undefined): Split | undefined {
  let first = leading(text);
  let last = trailing(text, first.at(-1)?.end ?? 0);
  const own = new Set([...first, ...last].flatMap((t) => (t.use === 'own' ? [t.program] : [])));
  if (program) own.add(program);
  const rest = (): string => text.slice(first.at(-1)?.end ?? 0, last[0]?.start ?? text.length).trim();
  let said = wordsIn(rest(), own);
  const stray = (t: Taken): boolean => t.use === 'beside' && !own.has(t.program) && t.program !== said?.program;
  if (first.some(stray) || last.some(stray)) {
    // Somebody's own markup: it stays where it is, and so does all that it encloses.
    const outer = first.findIndex(stray);
    if (outer >= 0) first = first.slice(0, outer);
    last = last.slice(last.findLastIndex(stray) + 1);
    said = undefined;
  }
  const among = program && !said ? wordsAmong(rest(), program) : undefined;
  if (first.length === 0 && last.length === 0 && !said && !among) return undefined;
  const before = first.map((t) => piece(text, t, false));
  const after = last.map((t) => piece(text, t, true));
  const pieces = [...before, ...(among?.pieces ?? []), ...after];
  return { text: among?.text ?? said?.words ?? rest(), pieces };
}

/** A slash command as Claude Code writes it: the person typed `/name words`. */
function commandIn(text: string): Split | undefined {
  if (!/^\s*<command-(?:name|message|args)>/.test(text)) return undefined;
  const rest = text.replace(/<(command-(?:name|message|args))>[^<]*<\/\1>/g, '').trim();
  const [name] = insideTags(text, ['command-name']);
  if (!name || rest !== '') return undefined;
  const [args] = insideTags(text, ['command-args']);
  return { text: [name.replace(/^\/?/, '/'), args].filter((t) => t).join(' '), pieces: [] };
}

/** Of a tool's result. One that says nothing else is the result. */
export function takeReminders(text: string): Split | undefined {
  const reminders = trailing(text, 0);
  const last = reminders.slice(reminders.findLastIndex((t) => !IN_RESULTS.has(t.name)) + 1);
  const start = last[0]?.start;
  if (start === undefined) return undefined;
  const said = text.slice(0, start).trimEnd();
  return said.trim() === '' ? undefined : { text: said, pieces: last.map((t) => piece(text, t, true)) };
}

/** True when a text may end with an element: one look at its end. */
export function endsInTag(text: string): boolean {
  const end = skipSpaceBack(text, text.length, 0);
  return text[end - 1] === '>' && text.lastIndexOf('</', end) > end - 64;
}
