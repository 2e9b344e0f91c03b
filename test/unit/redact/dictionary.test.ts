import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { UserError } from '../../../src/kit/errors.ts';
import { parseDictionaryCsv } from '../../../src/redact/dictionary/csv.ts';
import { Dictionary } from '../../../src/redact/dictionary/dictionary.ts';
import { loadTerms } from '../../../src/redact/dictionary/load.ts';
import { teachTerm } from '../../../src/redact/dictionary/teach.ts';
import { createRedactor } from '../../../src/redact/index.ts';
import { valueHash } from '../../../src/redact/plan/values.ts';
import type { RedactorOptions } from '../../../src/redact/types.ts';
import { tempFolder } from '../../support/temp.ts';
import { KEY } from './helpers.ts';

async function redact(text: string, options: Partial<RedactorOptions>): Promise<string> {
  const redactor = await createRedactor({ key: KEY, policy: 'standard', ...options });
  return (await redactor.redactTexts([text]))[0]?.text ?? '';
}

describe('the dictionary', () => {
  it('hides terms whatever their case, as whole words, unless told otherwise', async () => {
    const term = { term: 'Acme', mode: 'mask', type: 'ORGANIZATION' } as const;
    expect(await redact('ACME and acmes', { dictionary: [term] })).toBe('[ORGANIZATION_1] and acmes');
    expect(await redact('ACME, Acme', { dictionary: [{ ...term, caseSensitive: true }] })).toBe(
      'ACME, [ORGANIZATION_1]',
    );
    expect(await redact('pre-acmes', { dictionary: [{ ...term, wholeWord: false }] })).toBe('pre-[ORGANIZATION_1]s');
  });

  it('takes patterns', async () => {
    const dictionary = [{ term: 'KD-\\d{3}', regex: true, mode: 'mask' } as const];
    expect(await redact('case KD-123 of kd-777', { dictionary })).toBe('case [CUSTOM_1] of [CUSTOM_2]');
  });

  it('never hides what is on the other list, also where a detector finds it inside', async () => {
    const dictionary = [{ term: 'Ada Desk <ada@corvid-post.example>', mode: 'never' } as const];
    const text = 'From Ada Desk <ada@corvid-post.example> or bob@corvid-post.example';
    expect(await redact(text, { dictionary })).toBe('From Ada Desk <ada@corvid-post.example> or [EMAIL_1]');
  });

  it('stops a pattern that backtracks without end, and says which', () => {
    const dictionary = new Dictionary([
      { term: '(a+)+$', regex: true, mode: 'mask', wholeWord: false, where: 'terms.csv:3' },
    ]);
    const started = performance.now();
    expect(() => dictionary.find([`${'a'.repeat(40)}!`])).toThrow(/^terms\.csv:3: the pattern takes too long/);
    expect(performance.now() - started).toBeLessThan(5000);
  });

  it('tells the user about a pattern that is none', () => {
    const broken = { term: 'Quillbrook(', regex: true, mode: 'mask', where: 'privacy.dictionary, entry 2' } as const;
    expect(() => new Dictionary([broken])).toThrow(UserError);
    expect(() => new Dictionary([broken])).toThrow(/^privacy\.dictionary, entry 2: [^Q]*Unterminated group$/);
  });
});

describe('decisions on values', () => {
  it('hide a value that nothing finds, in any spelling, and carry its type', async () => {
    const decisions = [{ hash: valueHash(KEY, 'blue heron'), decision: 'mask', type: 'ORGANIZATION' } as const];
    expect(await redact('the Blue-Heron case, not blue herons', { decisions })).toBe(
      'the [ORGANIZATION_1] case, not blue herons',
    );
  });

  it('leave a value that detectors find', async () => {
    const decisions = [{ hash: valueHash(KEY, 'bob@corvid-post.example'), decision: 'never' } as const];
    expect(await redact('bob@corvid-post.example, eve@corvid-post.example', { decisions })).toBe(
      'bob@corvid-post.example, [EMAIL_1]',
    );
  });

  it('mean nothing under another key', async () => {
    const { Key } = await import('../../../src/kit/key.ts');
    const decisions = [{ hash: valueHash(Key.random(), 'blue heron'), decision: 'mask' } as const];
    expect(await redact('the blue heron case', { decisions })).toBe('the blue heron case');
  });
});

describe('a dictionary file of a workspace', () => {
  const load = (csv: string) => {
    const root = tempFolder();
    writeFileSync(join(root, 'terms.csv'), csv);
    return loadTerms({ dictionary: [], dictionaryFiles: ['terms.csv'] }, root);
  };
  it('is read by the strict parser: a column that is not known is no silent leak', () => {
    expect(() => load('term,Mode,type\nQuillbrook,never,ORGANIZATION\n')).toThrow(
      /terms\.csv:1: .*`Mode` is not known/,
    );
  });
  it('says that it is missing, without a bug', () => {
    expect(() => loadTerms({ dictionary: [], dictionaryFiles: ['none.csv'] }, tempFolder())).toThrow(UserError);
  });
  it('keeps what must never be hidden', async () => {
    const dictionary = load('term,mode,type\nhelp@corvid-post.example,never,\nQuillbrook,mask,ORGANIZATION\n');
    expect(await redact('Quillbrook: help@corvid-post.example', { dictionary })).toBe(
      '[ORGANIZATION_1]: help@corvid-post.example',
    );
  });
  it('takes what is taught, once, with commas and quotes', () => {
    const root = tempFolder();
    const folder = () => mkdirSync(join(root, '.goldpan/local'), { recursive: true });
    const lesson = { term: 'Brook, "Quill" & Co', mode: 'mask', type: 'ORGANIZATION' } as const;
    expect(teachTerm(root, lesson, folder).known).toBe(false);
    expect(teachTerm(root, lesson, folder).known).toBe(true);
    expect(loadTerms({ dictionary: [], dictionaryFiles: [] }, root)).toEqual([lesson]);
  });
});

describe('a dictionary as CSV', () => {
  it('reads quotes, flags and defaults', () => {
    const csv =
      'term,mode,type,wholeWord\r\n"Acme, ""the"" firm",,ORGANIZATION,no\nhelp@corvid-post.example,never,,\n\n';
    expect(parseDictionaryCsv(csv, 'terms.csv')).toEqual([
      { term: 'Acme, "the" firm', mode: 'mask', type: 'ORGANIZATION', wholeWord: false },
      { term: 'help@corvid-post.example', mode: 'never' },
    ]);
  });
  it.each([
    ['name\nx', /terms\.csv:1: .*`name` is not known/],
    ['term,Mode,type\nQuillbrook,never,ORGANIZATION', /terms\.csv:1: .*`Mode` is not known/],
    ['term,term\nx,y', /terms\.csv:1: .*`term` is there twice/],
    ['mode\nmask', /terms\.csv:1: there is no column `term`/],
    ['', /terms\.csv:1: there is no column `term`/],
    ['term,mode\nx,mask\ny,hide', /terms\.csv:3: `mode`/],
    ['term,mode\n"x\ny",mask\n\nz,hide', /terms\.csv:5: `mode`/],
    ['term,mode\n,never', /terms\.csv:2: the term is empty/],
    ['term\nx,y', /terms\.csv:2: the row has more fields/],
    ['term\n"swordfish', /terms\.csv:\d: a quote is not closed/],
    ['term\nsword"fish', /terms\.csv:\d: a quote opens inside a field/],
    ['term,type\nx,FOO', /terms\.csv:2: `type`/],
    ['term,regex\nx,maybe', /terms\.csv:2: `regex`/],
  ])('says where a mistake is: %j', (csv, message) => {
    expect(() => parseDictionaryCsv(csv, 'terms.csv')).toThrow(message);
  });
});
