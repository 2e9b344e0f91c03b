/** Tool calls that a model wrote as XML into its text, one per message, as Cline's prompt asks for. */

const TOOLS =
  `execute_command read_file write_to_file replace_in_file search_files list_files list_code_definition_names
  browser_action use_mcp_tool access_mcp_resource ask_followup_question attempt_completion new_task plan_mode_respond
  load_mcp_documentation apply_diff insert_content search_and_replace switch_mode update_todo_list fetch_instructions
  codebase_search web_fetch condense report_bug new_rule`.split(/\s+/);
const OPEN = new RegExp(`<(${TOOLS.join('|')})>`);

export interface XmlCall {
  name: string;
  /** JSON object of the parameters as text values. */
  args: string;
}

/** Text before the call, the call, and a `<thinking>` block before both. */
export function splitXmlCall(text: string): { before: string; call?: XmlCall; thinking: string } {
  const thinking = /^\s*<thinking>([\s\S]*?)<\/thinking>\s*/.exec(text);
  const rest = thinking ? text.slice(thinking[0].length) : text;
  const thought = thinking?.[1]?.trim() ?? '';
  const open = OPEN.exec(rest);
  if (!open) return { before: rest.trim(), thinking: thought };
  const name = open[1] as string;
  const from = open.index + open[0].length;
  const end = rest.lastIndexOf(`</${name}>`);
  const body = end < from ? rest.slice(from) : rest.slice(from, end);
  return {
    before: rest.slice(0, open.index).trim(),
    call: { name, args: JSON.stringify(parameters(body)) },
    thinking: thought,
  };
}

/** Top-level tags of the body; a value may itself hold tags (a file's content). */
function parameters(body: string): Record<string, string> {
  const found: [string, string][] = [];
  const opening = /<([a-z_]+)>/g;
  for (let open = opening.exec(body); open; open = opening.exec(body)) {
    const name = open[1] as string;
    const from = opening.lastIndex;
    // Content may quote its own closing tag: the last one counts.
    const close =
      name === 'content' || name === 'diff' ? body.lastIndexOf(`</${name}>`) : body.indexOf(`</${name}>`, from);
    const end = close < from ? body.length : close;
    found.push([name, body.slice(from, end).replace(/^\n|\n$/g, '')]);
    opening.lastIndex = end + `</${name}>`.length;
    if (opening.lastIndex >= body.length) break;
  }
  return Object.fromEntries(found.filter(([name]) => name !== '__proto__'));
}
