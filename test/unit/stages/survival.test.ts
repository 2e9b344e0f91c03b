/** Kept, reworked, reverted, unknown: both sides of every bound, on versions that the test gives. */
import { describe, expect, it } from 'vitest';
import type { Event } from '../../../src/model/event.ts';
import type { Session } from '../../../src/model/session.ts';
import type { FileQuestion, FileVersions } from '../../../src/stages/observe/repository.ts';
import { survivalOf } from '../../../src/stages/observe/survival.ts';

const lines = (n: number, word = 'added'): string =>
  Array.from({ length: n }, (_, i) => `${word} line ${i}`).join('\n');

/** One call that replaces `old` by `now` in a file, and its versions after it. */
function judge(
  edit: { old?: string; now?: string; content?: string; untimed?: boolean },
  versions: Partial<FileVersions> | undefined,
) {
  const { old, now, content, untimed } = edit;
  const args =
    content === undefined ? { path: '/w/a', old_str: old ?? '', new_str: now ?? '' } : { path: '/w/a', content };
  const base = { turn: 1, ...(untimed ? {} : { ts: 5000 }), src: { record: 0, pointer: '' } };
  const events: Event[] = [
    {
      ...base,
      seq: 0,
      kind: 'tool_call',
      call: 0,
      name: 'x',
      args: JSON.stringify(args),
      argsJson: true,
      result: 'paired',
    },
    { ...base, seq: 1, kind: 'tool_result', call: 0, text: 'ok' },
  ];
  const asked: FileQuestion[] = [];
  const repository = {
    versionsOf: (questions: readonly FileQuestion[]) => {
      asked.push(...questions);
      return questions.map(() => versions && { before: '', now: '', sure: true, first: '', ...versions });
    },
  };
  const session = { events } as unknown as Session;
  const found = survivalOf(
    { session, events, messages: [{ events: [] }, { events: [0] }, { events: [1] }] },
    repository,
  );
  return { asked, survival: found?.survival, ...found?.evidence };
}

describe('whether edits survived', () => {
  it.each([
    [8, 'kept', 'success'],
    [7, 'reworked', 'success'],
    [2, 'reworked', 'success'],
    [1, 'reverted', 'failure'],
    [0, 'reverted', 'failure'],
  ])('%i of 10 lines there: %s', (left, survival, says) => {
    const version = lines(left);
    const got = judge({ now: lines(10) }, { first: version, now: version });
    expect(got).toMatchObject({ survival, says, source: 'git', messages: [1] });
    expect(got.rule).toBe(`${survival}: ${left} of 10 added lines still there, in 1 file`);
  });

  it('asks with the time of the edit, and not without one', () => {
    expect(judge({ now: lines(3) }, {}).asked).toEqual([{ path: '/w/a', from: 5000, to: 5000 }]);
    expect(judge({ now: lines(3), untimed: true }, { now: lines(3) })).toMatchObject({
      survival: 'unknown',
      asked: [],
    });
  });

  it('is unknown where the repository does not know the file, and nothing without edits', () => {
    expect(judge({ now: lines(3) }, undefined).survival).toBe('unknown');
    expect(judge({ now: '}' }, { now: '}' }).survival).toBeUndefined();
  });

  it('lines that were committed, and went later, were reverted only if the old ones are back', () => {
    const edit = { old: lines(4, 'old'), now: lines(4) };
    const committed = { before: lines(4, 'old'), first: lines(4) };
    expect(judge(edit, { ...committed, now: lines(4, 'old') }).rule).toBe(
      'reverted: 0 of 4 added lines still there, 4 of 4 removed lines back, in 1 file',
    );
    expect(judge(edit, { ...committed, now: lines(4, 'newer') }).rule).toBe(
      'reworked: 0 of 4 added lines still there, 4 once committed, in 1 file',
    );
    expect(judge(edit, { ...committed, first: lines(4, 'own'), now: lines(4, 'own') }).survival).toBe('reverted');
  });

  it('so were lines that took the place of none, if the file is again what it was', () => {
    const committed = { before: lines(4, 'old'), first: `${lines(4, 'old')}\n${lines(4)}` };
    expect(judge({ now: lines(4) }, { ...committed, now: lines(4, 'old') }).survival).toBe('reverted');
    expect(judge({ now: lines(4) }, { ...committed, now: lines(5, 'old') }).survival).toBe('reworked');
  });

  it('a removal is kept as long as the lines stay away', () => {
    const edit = { old: lines(5, 'old') };
    expect(judge(edit, { before: lines(5, 'old'), now: '' }).rule).toBe(
      'kept: 5 of 5 removed lines still gone, in 1 file',
    );
    expect(judge(edit, { before: lines(5, 'old'), now: lines(5, 'old') }).survival).toBe('reverted');
  });

  it('lines that were there before prove nothing', () => {
    const edit = { content: `${lines(10, 'old')}\n${lines(4)}` };
    expect(judge(edit, { before: lines(10, 'old'), first: '', now: lines(10, 'old') }).survival).toBe('reverted');
    expect(judge(edit, { before: lines(10, 'old'), now: `${lines(10, 'old')}\n${lines(4)}` }).rule).toBe(
      'kept: 4 of 4 added lines still there, in 1 file',
    );
    // The repository had the edit before the log says that it was made: one of the clocks is wrong.
    expect(judge({ old: lines(4, 'old'), now: lines(4) }, { before: lines(4), now: lines(4) }).survival).toBe(
      'unknown',
    );
  });

  it('another indentation is the same line', () => {
    const now = lines(4).replaceAll('added', '\t  added  ').replaceAll('\n', '\r\n');
    expect(judge({ now: lines(4) }, { now }).survival).toBe('kept');
  });

  it('is less sure of what nobody committed, and of few lines', () => {
    const committed = judge({ now: lines(4) }, { first: lines(4), now: lines(4) });
    const open = judge({ now: lines(4) }, { first: undefined, now: lines(4) });
    const few = judge({ now: lines(2) }, { first: lines(2), now: lines(2) });
    expect(open.rule).toBe('kept: 4 of 4 added lines still there, in 1 file, not committed');
    expect(open.confidence).toBeLessThan(committed.confidence ?? 0);
    expect(few.confidence).toBe(open.confidence);
  });

  it('what another branch holds is not reverted', () => {
    expect(judge({ now: lines(4) }, { now: '', elsewhere: lines(4) }).survival).toBe('unknown');
    expect(judge({ now: lines(4) }, { now: '', elsewhere: lines(4, 'other') }).survival).toBe('reverted');
  });

  it('a file that is only called alike speaks when it knows half of the edit', () => {
    const unsure = { sure: false, first: '' };
    expect(judge({ now: lines(10) }, { ...unsure, now: lines(5) }).survival).toBe('reworked');
    expect(judge({ now: lines(10) }, { ...unsure, now: lines(4) }).survival).toBe('unknown');
    const edit = { old: lines(2, 'old'), now: lines(10) };
    expect(judge(edit, { ...unsure, before: lines(2, 'old'), now: lines(2, 'old') }).survival).toBe('reverted');
    expect(judge(edit, { ...unsure, before: lines(1, 'old'), now: lines(1, 'old') }).survival).toBe('unknown');
  });
});
