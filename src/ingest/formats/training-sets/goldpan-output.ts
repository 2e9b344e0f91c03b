/** Rows that Goldpan wrote itself, outside of a dataset's folder: recognised, so that nothing is trained on twice. */
import { get, isObject } from '../../parse.ts';
import type { Reader } from '../../reader.ts';

const isOwnRow = (row: unknown): boolean => {
  const meta = get(row, 'meta');
  if (!isObject(row) || typeof meta !== 'string' || typeof get(row, 'tools') !== 'string') return false;
  const shape = Array.isArray(get(row, 'messages')) || Array.isArray(get(row, 'prompt'));
  if (!shape || !meta.startsWith('{"id":"')) return false;
  try {
    const value: unknown = JSON.parse(meta);
    return typeof get(value, 'kind') === 'string' || typeof get(value, 'source') === 'string';
  } catch {
    return false;
  }
};

export const goldpanOutput: Reader = {
  id: 'goldpan-output',
  doc: {
    title: "Goldpan's own rows",
    files: 'sft/*.jsonl, dpo/*.jsonl',
    detection: 'Rows with `tools` and `meta` as JSON texts, and an example id in `meta`.',
    notes: [
      'Left out, and counted as such: what was made from logs is no log.',
      'A whole dataset is left out sooner, by the `goldpan.manifest.json` in its folder.',
    ],
  },
  votes: isOwnRow,
  index: ({ value }) => ({
    skip: isOwnRow(value) ? 'written by Goldpan itself' : 'among rows written by Goldpan itself',
    code: 'own_output',
  }),
  read: () => undefined,
};
