/** Handles and what only looks like one; telephones and the numbers of things. */
import { describe, expect, it } from 'vitest';
import { accountDetector } from '../../../../src/redact/detect/patterns/account.ts';
import { phoneDetector } from '../../../../src/redact/detect/patterns/phone.ts';
import { isThingKey, isThingNumber } from '../../../../src/redact/text/thingnumber.ts';

const handles = (text: string): string[] =>
  accountDetector
    .detect({ text, kind: 'prose' })
    .filter(({ rule }) => rule === 'handle')
    .map(({ start, end }) => text.slice(start, end));

describe('a handle', () => {
  it.each([
    ['a platform before it', 'my Instagram is @lumen_attic btw', '@lumen_attic'],
    ['a platform behind it', 'it was @lumen_attic on Mastodon', '@lumen_attic'],
    ['what one does with handles', 'please follow @refresh for news', '@refresh'],
    ['being spoken to', 'Hi @brisk, can we meet?', '@brisk'],
    ['being thanked', 'we owe a lot to it, thanks @quorvath!', '@quorvath'],
    ['being assigned', 'I have assigned it to @brisk yesterday', '@brisk'],
    ['a name in front', 'ask Ilka Okonjo (@brisk) about it', '@brisk'],
    ['a name behind', 'so @brisk (Ilka Okonjo) has it', '@brisk'],
    ['acting like a person', 'and @quorvath wrote that it fails', '@quorvath'],
    ['a number at its end', 'then @quorvath_77 came along', '@quorvath_77'],
    ['a name as its word', 'so @thomas has it', '@thomas'],
  ])('is proven by %s', (_, text, handle) => {
    expect(handles(text)).toEqual([handle]);
  });
  it.each([
    'call `@refresh` first',
    'It emits `@update` when it is done',
    'Why does @Memoizable not fire on private methods?',
    'the @quorvath scope of the package',
    'use @update and @delete of the controller',
    'methods with @retry_policy wrote nothing',
    'it says @refresh wrote nothing',
    'Threads\nthe @pooled ones',
  ])('is none in: %s', (text) => {
    expect(handles(text)).toEqual([]);
  });
  it('is looked for in linear time', () => {
    const started = performance.now();
    for (const piece of ['@quorvath ', '@a', 'Aa Aa (@x ', 'hi @b,'])
      accountDetector.detect({ text: piece.repeat(20_000), kind: 'prose' });
    expect(performance.now() - started).toBeLessThan(8000);
  });
});

describe('a number of a thing', () => {
  it.each(['item_id', 'itemId', 'productNumber', 'sku', 'lot-no', 'order_ids', 'isbn'])('by its key %s', (key) => {
    expect(isThingKey(key)).toBe(true);
  });
  it.each([undefined, 'phone', 'order_phone', 'id', 'customer_id', 'callId', 'partner_no'])('not by %s', (key) => {
    expect(isThingKey(key)).toBe(false);
  });
  it.each([
    ['call about lot 8304417720', true],
    ['the item ID is: 8304417720', true],
    ['items 7104417723, 9204417721 and 8304417720', true],
    ['Product #8304417720', true],
    ['a depart 8304417720', false],
    ['call me on 8304417720', false],
  ])('%s: %s', (text, thing) => {
    expect(isThingNumber(text, text.indexOf('8304417720'))).toBe(thing);
  });
  it.each<[string, string | undefined, number]>([
    ['call about lot 8304417720', undefined, 0],
    ['call 8304417720', undefined, 1],
    ['call about lot +49 30 90182012', undefined, 1],
    ['call about the order, 415-555-0132', undefined, 1],
    ['0309018201', 'item_id', 0],
    // A number by its key, and one of a thing.
    ['0309018201', 'lotNumber', 0],
    ['0309018201', 'contact_number', 1],
    ['+493090182012', 'item_id', 1],
    ['call 8304417720', 'item_id', 1],
  ])('is no telephone: %s under %s', (text, key, count) => {
    expect(phoneDetector.detect({ text, kind: 'value', ...(key ? { key } : {}) })).toHaveLength(count);
  });
});
