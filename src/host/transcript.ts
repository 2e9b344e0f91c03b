/** One session as lines of text for people: who said what, which tool was called with what, what came back. */
import type { Event } from '../model/event.ts';
import type { Session } from '../model/session.ts';

export function transcript(session: Session, title: string): string[] {
  const lines = [`━━━ ${title} ━━━`, ''];
  for (const tool of session.tools) {
    if (tool.description && !tool.inferred)
      lines.push(`tool ${tool.name}: ${tool.description.split(/\r?\n/).join(' ')}`);
  }
  if (lines.length > 2) lines.push('');
  for (const event of session.events) add(lines, event);
  session.branches.forEach((branch, i) => {
    lines.push(`── other continuation ${i + 1} (${branch.cause}) ──`, '');
    for (const event of branch.events) add(lines, event);
  });
  return lines;
}

function add(lines: string[], event: Event): void {
  lines.push(`${heading(event)}:`, ...body(event).split(/\r\n|[\n\r\u2028\u2029]/), '');
}

function heading(event: Event): string {
  switch (event.kind) {
    case 'tool_call':
      return `assistant calls ${event.name}`;
    case 'tool_result':
      return `${event.name ?? 'tool'} returns${event.isError ? ' an error' : ''}`;
    case 'feedback':
      return `feedback ${event.signal}${event.value === undefined ? '' : ` ${event.value}`}`;
    case 'boundary':
      return event.reason;
    default:
      return event.kind;
  }
}

function body(event: Event): string {
  if (event.kind === 'tool_call') return event.argsJson ? pretty(event.args) : event.args;
  if (event.kind === 'tool_result') return pretty(event.text);
  return event.text ?? '';
}

/** Indents JSON without touching its numbers; anything else stays as it is. */
function pretty(text: string): string {
  if (!/^\s*[[{]/.test(text) || text.length > 200_000) return text;
  try {
    const value: unknown = JSON.parse(text);
    const indented = JSON.stringify(value, null, 2);
    // JSON.parse rounds large numbers: show the text as logged then.
    return indented.replace(/\s/g, '') === text.replace(/\s/g, '') ? indented : text;
  } catch {
    return text;
  }
}
