/** What Cursor, Factory and Grok put around the person's words: a query in a tag, and elements of the program beside it. */
import type { At, SessionBuilder } from '../../builder.ts';
import type { TextIn } from '../../event-input.ts';
import { insideTags, takeTags } from '../../tags.ts';

/** Around the words themselves. */
const QUERY = 'user_query';
/** The programs' own elements, for messages without a query: tasks of sub-agents, and notes between turns. */
const OWN = [
  'timestamp',
  'user_info',
  'git_status',
  'rules',
  'always_applied_workspace_rules',
  'agent_requestable_workspace_rules',
  'agent_transcripts',
  'agent_skills',
  'available_skills',
  'manually_attached_skills',
  'open_and_recently_viewed_files',
  'attached_files',
  'additional_data',
  'current_file',
  'external_links',
  'image_files',
  'project_layout',
  'mcp_file_system',
  'mcp_servers',
  'system_reminder',
  'system-reminder',
  'system_notification',
  'task_notification',
];

/**
 * A message of the person: what the program added is context before it, and tells the time. Here the program is known, so its
 * elements are taken wherever they stand; the shared step (`steps/harness.ts`) must know them by themselves.
 */
export function emitWords(builder: SessionBuilder, text: string, at: TextIn, program: string): void {
  const queries = insideTags(text, [QUERY]);
  const asked = queries.length > 0;
  const own = asked ? takeTags(text, [QUERY]).text : insideTags(text, OWN).join('\n\n');
  const said = asked ? queries.join('\n\n') : takeTags(text, OWN).text;
  const [stamp] = insideTags(text, ['timestamp']);
  // A time that cannot be read is kept as it was written.
  const time = stamp === undefined ? undefined : (isoOf(stamp) ?? stamp);
  const { parts = [], ...rest } = at;
  const here: At = time === undefined ? rest : { ...rest, time };
  const around = (asked ? takeTags(own, ['timestamp']).text : own.replace(stamp ?? '', '')).trim();
  if (around !== '') builder.context(around, { ...here, title: program, harness: 'user' });
  if (said.trim() !== '' || parts.length > 0) builder.user(said.trim(), { ...here, parts });
}

const MONTHS = 'JanFebMarAprMayJunJulAugSepOctNovDec';
const STAMP =
  /([A-Z][a-z]{2})[a-z]* (\d{1,2}), (\d{4}),? (\d{1,2}):(\d{2})(?::\d{2})? ?([AP]M)?(?: \(UTC([+-]\d{1,2})?(?::(\d{2}))?\))?/;

/** `Tuesday, Mar 3, 2026, 10:00 AM (UTC+1)` as ISO; undefined for any other writing. */
function isoOf(stamp: string): string | undefined {
  const found = STAMP.exec(stamp);
  const month = found ? MONTHS.indexOf(found[1] as string) : -1;
  if (!found || month < 0 || month % 3 !== 0) return undefined;
  const [, , day = '', year = '', hours = '', minutes = '', half, zone = '+0', rest = '00'] = found;
  const hour = half === undefined ? Number(hours) : (Number(hours) % 12) + (half === 'PM' ? 12 : 0);
  const two = (n: number | string): string => String(n).padStart(2, '0');
  const offset = `${zone.startsWith('-') ? '-' : '+'}${two(zone.replace(/[+-]/, ''))}:${rest}`;
  return `${year}-${two(month / 3 + 1)}-${two(day)}T${two(hour)}:${minutes}:00${offset}`;
}

/** Reasoning that Cursor took out leaves this mark in the text of the answer, on a line of its own. */
export const withoutRedacted = (text: string): string =>
  text.includes(MARK)
    ? text
        .split('\n')
        .filter((line) => line.trim() !== MARK)
        .join('\n')
        .trim()
    : text;
const MARK = '[REDACTED]';
