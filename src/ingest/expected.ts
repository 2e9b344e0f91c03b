/** What a log holds as the right result, in the canonical form: see `Expected`. */
import { defined } from '../kit/defined.ts';
import type { Expected } from '../model/session.ts';
import { arr, get, isObject, jsonText, str } from './parse.ts';

type Call = NonNullable<Expected['calls']>[number];

/**
 * Calls that a benchmark expects.
 *
 * @param key of their arguments, which may be an object or JSON text
 * @returns undefined where the log has no list of them
 */
export function expectedCalls(list: unknown, key: string): Call[] | undefined {
  return arr(list)?.flatMap((one): Call[] => {
    const name = str(get(one, 'name'));
    if (name === undefined) return [];
    const args = get(one, key);
    const compare = arr(get(one, 'compare_args'));
    return [
      {
        name,
        args: typeof args === 'string' ? args : jsonText(args ?? {}),
        ...defined({
          compare: compare ? textsOf(compare) : undefined,
          side: get(one, 'requestor') === 'user' ? ('user' as const) : undefined,
        }),
      },
    ];
  });
}

/** Texts and numbers of a list, or the one that stands alone; what is neither cannot be compared with words. */
export const textsOf = (value: unknown): string[] =>
  (arr(value) ?? [value]).flatMap((v) => {
    if (typeof v === 'string') return v.trim() === '' ? [] : [v];
    return typeof v === 'number' || typeof v === 'boolean' ? [String(v)] : [];
  });

/** Keys under which evaluations keep the right answer beside a talk; `answer` and `target` alone mean other things as well. */
const KEYS = [
  'expected',
  'expected_output',
  'expected_answer',
  'expectedOutput',
  'reference',
  'reference_answer',
  'reference_output',
  'ground_truth',
  'groundTruth',
  'gold_answer',
  'correct_answer',
] as const;

/** The right answer beside a talk or in its metadata. */
export function expectedAnswer(...places: readonly unknown[]): Expected | undefined {
  for (const place of places) {
    if (!isObject(place)) continue;
    for (const key of KEYS) {
      const answers = textsOf(get(place, key));
      if (answers.length > 0) return { answers };
    }
  }
  return undefined;
}
