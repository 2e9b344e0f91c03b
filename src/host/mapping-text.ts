/** The document of *Map This Log…*: the mapping as JSON, why, and the sessions that it gives. */
import type { MappingPreview } from '../ingest/mapping/preview.ts';
import { transcript } from './transcript.ts';
import type { MappingView } from './types.ts';

type Head = Pick<MappingView, 'path' | 'mapping' | 'from' | 'confidence' | 'reasons' | 'records' | 'whole'>;

const ORIGIN: Record<MappingView['from'], string> = {
  picked: 'The mapping as you picked it; not written yet.',
  'goldpan.json': 'The mapping of goldpan.json: edit it there, and this page follows.',
  proposed: 'The mapping that Goldpan proposes; not written yet.',
};
const MAX_LINES = 2000;
const MAX_SKIPPED = 20;

export function mappingText(head: Head, { sessions, skipped }: MappingPreview, trouble?: string): string {
  const seen = `${head.whole ? 'all' : 'the first'} ${head.records} records`;
  const lines = [`${head.path}: ${sessions.length} sessions (20 at most) from ${seen}.`, ORIGIN[head.from]];
  if (trouble) lines.push('', `goldpan.json cannot be read now: ${trouble}`);
  lines.push('', ...JSON.stringify(head.mapping, null, 2).split('\n'), '');
  if (head.from === 'proposed') {
    lines.push(`Confidence ${Math.round(head.confidence * 100)} %`, ...head.reasons.map((r) => `- ${r}`), '');
  }
  if (skipped.length > 0) {
    lines.push(`${skipped.length} records do not fit:`);
    lines.push(...skipped.slice(0, MAX_SKIPPED).map((s) => `- line ${s.line}: ${s.reason}`), '');
  }
  sessions.forEach((session, i) => {
    const id = session.nativeId === undefined ? '' : ` · ${session.nativeId}`;
    if (lines.length < MAX_LINES) lines.push(...transcript(session, `session ${i + 1}${id}`));
  });
  return `${lines.join('\n')}\n`;
}
