import { describe, expect, it } from 'vitest';
import type { Entity, LinkedMention } from '../../../../src/redact/plan/mention.ts';
import { Hashes } from '../../../../src/redact/plan/values.ts';
import { Placeholders, pseudonym, takenIndices } from '../../../../src/redact/render/placeholders.ts';
import { render } from '../../../../src/redact/render/render.ts';
import { fieldUnits } from '../../../../src/redact/text/units.ts';
import { KEY } from '../helpers.ts';

const NO_SURROGATES = { make: () => undefined };
const entityOf = (more: Partial<Entity> = {}): Entity => ({
  type: 'PERSON',
  canonical: 'person:maria keller',
  subject: 's1',
  numeric: false,
  asKey: false,
  action: 'index',
  ...more,
});
const mention = (text: string, entity: Entity, start = 0, unit = 0): LinkedMention => ({
  unit,
  start,
  end: start + text.length,
  text,
  type: entity.type,
  action: entity.action,
  detector: 'test',
  also: [],
  confidence: 0.9,
  entity,
});

describe('placeholders', () => {
  it('number entities by type, the same one alike, on from what is taken', () => {
    const all = new Placeholders(KEY, NO_SURROGATES, new Map([['EMAIL', 4]]));
    const [a, b] = [entityOf(), entityOf()];
    const mail = entityOf({ type: 'EMAIL' });
    expect([a, b, a, mail].map((entity) => all.write(mention('x', entity), false))).toEqual([
      '[PERSON_1]',
      '[PERSON_2]',
      '[PERSON_1]',
      '[EMAIL_5]',
    ]);
  });

  it.each<[string, Partial<Entity>, string, boolean, string]>([
    ['a tag', { action: 'tag' }, 'Maria', false, '[PERSON]'],
    [
      'a tag that is a key, where two must not fall together',
      { action: 'tag', asKey: true },
      'Maria',
      false,
      '[PERSON_1]',
    ],
    ['a pseudonym', { action: 'pseudonym' }, 'Maria', false, '[PERSON_92NQF9J9]'],
    ['a number for a number', { type: 'PHONE', numeric: true }, '+12 34-56', false, '647081'],
    ['no number for what is no number', { type: 'PHONE', numeric: true }, 'x12y', false, '[PHONE_1]'],
    ['a plain tag for a number too', { type: 'PHONE', numeric: true, action: 'tag' }, '123456', false, '[PHONE]'],
    ['a JSON number whatever the action', { type: 'PHONE', action: 'tag' }, '-42', true, '-76'],
    ['an index where there is no surrogate', { action: 'surrogate' }, 'Maria', false, '[PERSON_1]'],
  ])('%s', (_, entity, text, numeric, written) => {
    const placeholders = new Placeholders(KEY, NO_SURROGATES);
    expect(placeholders.write(mention(text, entityOf(entity)), numeric)).toBe(written);
  });

  it('write a surrogate where there is one', () => {
    const placeholders = new Placeholders(KEY, { make: ({ text }) => `fake ${text}` });
    expect(placeholders.write(mention('Maria', entityOf({ action: 'surrogate' })), false)).toBe('fake Maria');
    expect(placeholders.write(mention('Maria', entityOf()), false)).toBe('[PERSON_1]');
  });

  it('have pseudonyms of the key', () => {
    expect(pseudonym(KEY, 'person:maria keller')).toBe('92NQF9J9');
    expect(pseudonym(KEY, 'id:x')).toBe('MHN4Y24D');
  });

  it('that stand in the text already are taken', () => {
    const texts = ['[PERSON_3] and [PERSON_12], [EMAIL]', '[PERSON_2] [IBAN_K7F3Q2X4] [PHONE_1]'];
    expect([...takenIndices(texts)]).toEqual([
      ['PERSON', 12],
      ['PHONE', 1],
    ]);
  });
});

describe('rendering', () => {
  const rendered = (text: string, values: readonly (readonly [string, Partial<Entity>])[]) => {
    const units = fieldUnits({ text, kind: 'prose' }, 0);
    const mentions = values.map(([value, more]) => {
      const unit = units.findIndex((u) => u.text.includes(value));
      return mention(value, entityOf(more), units[unit]?.text.indexOf(value), unit);
    });
    const fields = [{ path: 'events/0/text', text }];
    return render(new Hashes(KEY), fields, units, mentions, new Placeholders(KEY, NO_SURROGATES));
  };

  it('tells where each value stood before and after', () => {
    const { texts, redactions, issued } = rendered('Ann met Bob, 47.', [
      ['Ann', {}],
      ['Bob', {}],
      ['47', { type: 'AGE', action: 'keep' }],
    ]);
    expect(texts).toEqual(['[PERSON_1] met [PERSON_2], 47.']);
    expect(issued).toEqual([]);
    expect(redactions.map((r) => [r.start, r.end, r.outStart, r.outEnd, r.placeholder, r.action])).toEqual([
      [0, 3, 0, 10, '[PERSON_1]', 'index'],
      [8, 11, 15, 25, '[PERSON_2]', 'index'],
      [13, 15, 27, 29, '', 'keep'],
    ]);
    expect(redactions[0]).toEqual({
      field: 'events/0/text',
      start: 0,
      end: 3,
      outStart: 0,
      outEnd: 10,
      type: 'PERSON',
      risk: 'direct',
      action: 'index',
      placeholder: '[PERSON_1]',
      detector: 'test',
      confidence: 0.9,
      subject: 's1',
      value: new Hashes(KEY).value('Ann'),
    });
    expect(redactions[2]?.risk).toBe('quasi');
  });

  it('writes numbers into JSON as numbers, and notes what it made up', () => {
    const { texts, issued } = rendered('{"id": 123456, "who": "Ann"}', [
      ['123456', { type: 'ACCOUNT_ID' }],
      ['Ann', {}],
    ]);
    expect(texts).toEqual(['{"id": 647081, "who": "[PERSON_1]"}']);
    expect(issued).toEqual(['647081']);
  });
});
