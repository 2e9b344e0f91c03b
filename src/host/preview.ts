/** A log as readable text, raw and redacted, line by line alike, for the native diff. */

import { buildIndex } from '../ingest/build-index.ts';
import { jobOf } from '../ingest/jobs.ts';
import { SessionReader } from '../ingest/read-session.ts';
import { readersOf } from '../ingest/readers-of.ts';
import { displayPath, findSources } from '../ingest/sources.ts';
import { UserError } from '../kit/errors.ts';
import { openProject } from './config.ts';
import { redactorFor } from './redactor.ts';
import type { CallContext, In, Out } from './rpc.ts';
import { firstRecords } from './sessions.ts';
import { transcript } from './transcript.ts';

/** A diff of more text than this (characters of the raw side) is of no use, and VS Code would give up on it. */
const MAX_CHARS = 4_000_000;

/**
 * Both sides of the preview. Sessions are redacted one by one until the limit; the rest is only counted.
 *
 * @returns `anchors`: the line of each session in the preview and the record that it begins at.
 * @throws UserError when the file holds no session.
 */
export async function preview(
  { project, file }: In<'preview'>,
  { signal }: CallContext<'preview'>,
): Promise<Out<'preview'>> {
  const { sources, skipped } = findSources([file], project.root);
  const readers = readersOf(openProject(project).config);
  const index = await buildIndex(sources, { signal, readers, skipped });
  const reader = new SessionReader(index.sources, readers);
  const redactor = await redactorFor(project);
  const sides = { raw: [] as string[], redacted: [] as string[] };
  const preview: Out<'preview'> = { raw: '', redacted: '', sessions: 0, shown: 0, redactions: 0, anchors: [] };
  let chars = 0;
  try {
    for (const first of firstRecords(index)) {
      preview.sessions++;
      if (chars > MAX_CHARS) continue;
      const raw = reader.read(jobOf(index, first.session));
      if (!raw) continue;
      const { session, redactions } = await redactor.redactSession(raw);
      const title = `session ${preview.sessions} · ${raw.format} · line ${first.line} · ${redactions.length} hidden`;
      const left = transcript(raw, title);
      const right = transcript(session, title);
      if (raw.records[0]) preview.anchors.push({ line: sides.raw.length, ref: raw.records[0] });
      // A redacted text can have other line breaks inside; each side is padded so that sessions begin side by side.
      const height = Math.max(left.length, right.length);
      sides.raw.push(...left, ...Array<string>(height - left.length).fill(''));
      sides.redacted.push(...right, ...Array<string>(height - right.length).fill(''));
      preview.redactions += redactions.length;
      preview.shown++;
      chars += left.reduce((n, l) => n + l.length, 0);
      if (signal.aborted) break;
    }
  } finally {
    reader.close();
    index.dispose();
  }
  if (preview.shown === 0) {
    throw new UserError(
      `No session was recognised in ${displayPath(file, project.root)}.`,
      index.skipped[0]
        ? `${index.skipped[0].line > 0 ? `Line ${index.skipped[0].line}: ` : ''}${index.skipped[0].reason}.`
        : 'docs/formats.md lists what Goldpan reads.',
    );
  }
  if (preview.shown < preview.sessions) {
    const rest = `… ${preview.sessions - preview.shown} more sessions; the log viewer shows files of any size.`;
    sides.raw.push(rest);
    sides.redacted.push(rest);
  }
  preview.raw = `${sides.raw.join('\n')}\n`;
  preview.redacted = `${sides.redacted.join('\n')}\n`;
  return preview;
}
