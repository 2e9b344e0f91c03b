/** Looks for a person in the text of rows and examples: the audit knows only what redaction recognised. */
import { join } from 'node:path';
import type { Manifest } from '../../datasets/manifest.ts';
import { outputFile, readRows } from '../../datasets/read.ts';
import { jsonLeaves } from '../../kit/json/rewrite.ts';
import type { Key } from '../../kit/key.ts';
import { memo } from '../../kit/memo.ts';
import { Decisions } from '../../redact/dictionary/decisions.ts';
import { Forms, type Hit } from './forms.ts';
import type { Identity } from './identify.ts';
import { readings } from './readings.ts';

/** Where a row stands. */
export interface RowPlace {
  id: string;
  /** Relative to the dataset folder. */
  file: string;
  /** From 1. */
  line: number;
}

export interface Searched {
  /** Rows read. */
  rows: number;
  /** Rows that hold the identifier, or one that the audit links to it. */
  whole: RowPlace[];
  /** Rows that hold only a part of it. */
  parts: RowPlace[];
}

/** Characters of a text that is worth remembering; longer ones are seldom said twice. */
const MOST_REMEMBERED = 20_000;

export class TextSearch {
  private readonly forms: Forms;
  private readonly hashes: Decisions;

  /** @param linked with the identifiers that only their hashes are known of; looked for when they are no single word of a name. */
  constructor(subject: string, linked: Identity, key: Key) {
    this.forms = new Forms(subject);
    const values = linked.links ? [...linked.values] : [];
    this.hashes = new Decisions(
      key,
      values.map((hash) => ({ hash, decision: 'mask' })),
    );
  }

  /** @param json Text of one row or example: all of its strings and keys are read, JSON in strings too. */
  in(json: string): Hit | undefined {
    const leaves = jsonLeaves(json);
    let found: Hit | undefined;
    for (const text of leaves ? leaves.map((leaf) => leaf.text) : [json]) {
      const hit = this.inText(text);
      if (hit === 'whole') return hit;
      found ??= hit === 'none' ? undefined : hit;
    }
    return found;
  }

  /** Rows repeat their prompts and tools: each text is read once. */
  private inText(text: string): Hit | 'none' {
    return text.length > MOST_REMEMBERED ? this.read(text) : this.remembered(text);
  }

  private readonly remembered = memo((text) => this.read(text), 5000);

  private read(text: string): Hit | 'none' {
    const all = readings(text);
    const hit = this.forms.in(all);
    if (hit === 'whole' || all.some((reading) => this.hashes.find(reading).length > 0)) return 'whole';
    return hit ?? 'none';
  }

  /** All rows that the manifest names. */
  async rows(folder: string, { outputs }: Manifest): Promise<Searched> {
    const out: Searched = { rows: 0, whole: [], parts: [] };
    for (const output of outputs)
      for await (const { line, bytes, row } of readRows(outputFile(folder, output))) {
        out.rows++;
        const hit = this.in(bytes.toString('utf8'));
        if (hit) (hit === 'whole' ? out.whole : out.parts).push({ id: row.meta.id, file: output.path, line });
      }
    return out;
  }
}

/** `folder/file:line`, for messages. */
export const placeText = (folder: string, { file, line }: RowPlace): string => `${join(folder, file)}:${line}`;
