/** What a run says of rows that the leak gate held back, and of values that it hid instead. */
import { describe, expect, it } from 'vitest';
import { stageTable } from '../../../src/cli/output.ts';
import { withheldReport } from '../../../src/cli/run.ts';
import type { WithheldRow } from '../../../src/run/options.ts';

const terminal = { warn: (text: string) => text };
const row = (more: Partial<WithheldRow>): WithheldRow => ({
  dataset: 'sft',
  id: 'a1',
  type: 'EMAIL',
  by: 'detector',
  pointer: '/messages/2/content',
  ...more,
});

describe('rows that were held back', () => {
  it('are told with type, place, origin and the command that shows their log', () => {
    const text = withheldReport(
      {
        withheld: [
          row({ detector: 'email' }),
          row({ id: 'b2', type: 'USERNAME', by: 'value', session: 'f00d', pointer: '' }),
        ],
      },
      terminal,
    );
    expect(text.split('\n').slice(0, 3)).toEqual([
      '2 rows held back: a value still stands that must not be written',
      expect.stringMatching(/^ {2}sft a1: EMAIL at \/messages\/2\/content, found by email; `.* why a1` tells its log$/),
      expect.stringMatching(/^ {2}sft b2: USERNAME at \/, known from session f00d; `.* why b2` tells its log$/),
    ]);
    expect(text).toContain('"privacy.dictionary"');
  });
  it('are counted when they are many', () => {
    const text = withheldReport({ withheld: Array.from({ length: 12 }, (_, i) => row({ id: `r${i}` })) }, terminal);
    expect(text).toContain('sft r9:');
    expect(text).not.toContain('sft r10:');
    expect(text).toContain('and 2 more; audit/dropped.jsonl lists them');
  });
  it('are not spoken of when there are none', () => {
    expect(withheldReport({ withheld: [] }, terminal)).toBe('');
  });
});

it('the table of stages tells what was hidden in rows', () => {
  const stage = { name: 'export:sft', unit: 'examples', in: 3, out: 3, dropped: {} } as const;
  expect(stageTable([stage]).split('\n')).toHaveLength(2);
  expect(stageTable([{ ...stage, hidden: { values: 1, rows: 1 } }]).split('\n')[2]).toBe(
    'export:sft: 1 value in 1 row hidden by what sessions of the run proved',
  );
});
