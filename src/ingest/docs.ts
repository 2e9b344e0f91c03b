/** docs/formats.md, from what readers and containers say of themselves. */
import { CONTAINERS } from './containers/registry.ts';
import { READERS } from './registry.ts';

/** What readers and containers alike say of themselves. */
interface Doc {
  title: string;
  files: string;
  detection: string;
  notes: readonly string[];
}

/** One format as a section of the page, in Markdown. */
const section = (id: string, doc: Doc): string =>
  [`### ${doc.title}`, '', `\`${id}\` · ${doc.files}`, '', doc.detection, '', ...doc.notes.map((n) => `- ${n}`)].join(
    '\n',
  );

const INTRO = `# Log formats

<!-- Written by \`npm run docs:formats\` from the readers; edit their \`doc\`, not this page. -->

Goldpan recognises a format by what is in the file: it looks at up to 200 records, lets every reader below vote, specific
formats before general ones, and takes the name of the file as a hint only. \`goldpan inspect PATH\` shows what it found,
and every record that it could not use with its line and the reason.

All readers keep to the same rules.

- A record carries its file, line, byte range and JSON pointer. A record out of an archive or a database names the entry or the row's key as well.
- Times are turned into UTC, and kept as they were written. File order counts first, clocks second.
- A tool result answers the nearest earlier unanswered call of its id; without ids, the same name, then the position. What finds no call is reported as an orphan.
- Reasoning stays apart from answers, also where a server left it in the text: \`<think>\` and its kin, \`[THINK]\`, \`<details type="reasoning">\`, a lone closing mark (all before it), an opening one without end (all behind it). Marks in code, and those that a sentence speaks of, are text.
- Calls that a model wrote into its text are calls: \`<tool_call>\` (JSON, XML, GLM), \`<function=…>\`, \`<function_calls>\`, \`<functioncall>\`, \`[TOOL_CALLS]\`, the tokens of DeepSeek, Kimi, Llama and gpt-oss, and \`[f(a="x")]\` of a tool that is declared. Results in the user's turn behind them (\`EXECUTION RESULT of […]\`, \`OBSERVATION:\`, \`<tool_response>\`) are results. A text in a chat template (ChatML, Llama, Mistral, Gemma, Phi, GLM, Granite, Cohere, DeepSeek, harmony) is its turns. JSON with the members of a call is one when its tool is declared, or when a result follows it. So requests join whichever way each of them was logged.
- An answer that the agent gives by a tool (\`attempt_completion\`, \`finish\`, \`final_answer\`, \`submit_answer\`) is its message; \`<feedback>\` in what comes back is the person's next turn.
- A part that holds data and that no rule reads is counted, with the line and some of its keys: \`goldpan inspect\` lists it under \`unknown_parts\`, and its example is marked \`lossy\` and stays out by default.
- Images and files become stubs with type, size and hash.
- Histories that are repeated in every request are read once; a turn that was answered again, or asked otherwise, is a branch.
- UTF-8 with or without a byte-order mark, UTF-16, CRLF, \`NaN\`, pretty-printed JSON one after the other, lines of megabytes and half-written tails are all read. One record may have 128 MiB.
- What is damaged costs no more than itself: one broken record, a block of zero bytes, a row with too many cells, the rest of a cut archive. Whatever is left out, a record or a whole file, is counted by reason and named. Text in another encoding (Windows-1252, UTF-32) is left out with the command that converts it.
- Tools come with their JSON Schemas when the log declares them; else they are inferred from the calls, and marked so.

A format that is not here is mapped by hand, by JSON Pointers, under \`mappings\` in goldpan.json; *Goldpan: Map This Log…* proposes the mapping.
`;

/** @returns The whole page in Markdown; `npm run docs:formats` writes it, and a test compares it with the file. */
export function formatsPage(): string {
  const readers = READERS.map((r) => ({ id: r.id, doc: r.doc }));
  const table = readers.map((r) => `| ${r.doc.title} | \`${r.id}\` | ${r.doc.files.replaceAll('|', '\\|')} |`);
  return [
    INTRO,
    '| Format | Id | Files |\n| --- | --- | --- |',
    ...table,
    '\n## Formats\n',
    readers.map((r) => section(r.id, r.doc)).join('\n\n'),
    '\n## Archives, tables and databases\n\nThey are opened first; what is inside is recognised on its own.\n',
    CONTAINERS.map((c) => section(c.id, c.doc)).join('\n\n'),
    `\n${POSTGRES}`,
  ].join('\n');
}

const POSTGRES = `### PostgreSQL

\`databases\` in goldpan.json

Conversations are read from a live database that you name, in one read-only transaction, by cursor.

- The default query joins \`conversations(id, created_at, metadata)\` to \`messages(conversation_id, role, content, created_at, tool_name, tool_args)\`; tables, schema, columns and the whole SQL are yours to set.
- \`since\`: \`"7 days"\` keeps conversations with a message in that window, and keeps them whole.
- The password comes from the editor's secret store, \`GOLDPAN_PG_PASSWORD\` or \`PGPASSWORD\`, never from a file in the workspace. TLS with a checked certificate is the default for other machines.
- Rows go through an encrypted temporary file; the record of a row names its primary key.
- Dumps, CSV and \`row_to_json\` lines are read as files, see above.
`;
