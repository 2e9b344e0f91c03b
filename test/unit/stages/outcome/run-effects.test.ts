/** What two runs have in common when they changed the same, and what parts them. */
import { describe, expect, it } from 'vitest';
import { Key } from '../../../../src/kit/key.ts';
import type { Session } from '../../../../src/model/session.ts';
import { effectsOf } from '../../../../src/stages/outcome/run-effects.ts';
import { KEY } from '../support.ts';
import { type Line, rawOf, sessionOf } from './support.ts';

const ASK: Line = { user: 'Two seats, please.' };
const effects = (lines: readonly Line[], more: Partial<Session> = {}): string | undefined =>
  effectsOf(rawOf(sessionOf([ASK, ...lines, { assistant: 'Done.' }], { intent: '7', ...more })), KEY);

const call = (name: string, args: object, result = '{"ok":true}'): Line => ({ call: name, args, result });
const SEAT = call('book_seat', { row: 4, seat: 'B' });
const MEAL = call('order_meal', { dish: 'Soup' });

describe('effects', () => {
  it.each<[string, Line[]]>([
    ['in another order', [MEAL, SEAT]],
    ['written in another way', [call('book_seat', { seat: 'b', row: '4' }), MEAL]],
    ['with reads between', [SEAT, call('get_menu', { day: 1 }), MEAL]],
    ['with a call that failed', [call('book_seat', { row: 9 }, 'Error: no such row'), SEAT, MEAL]],
    [
      'with changes of the simulated user',
      [SEAT, MEAL, { call: 'toggle_phone', args: {}, result: 'on', side: 'user' }],
    ],
    ['with a call that has no result', [SEAT, MEAL, { call: 'book_seat', args: { row: 8 } }]],
  ])('are the same %s', (_, lines) => {
    expect(effects(lines)).toBe(effects([SEAT, MEAL]));
  });

  it.each<[string, Line[]]>([
    ['an argument', [call('book_seat', { row: 5, seat: 'B' }), MEAL]],
    ['a tool', [call('hold_seat', { row: 4, seat: 'B' }), MEAL]],
    ['a change more', [SEAT, MEAL, MEAL]],
    ['a change less', [SEAT]],
  ])('are parted by %s', (_, lines) => {
    expect(effects(lines)).not.toBe(effects([SEAT, MEAL]));
  });

  it('of a run that changed nothing are a dash', () => {
    expect(effects([call('get_menu', { day: 1 })])).toMatch(/^[0-9a-f]{8}:-$/);
    expect(effects([SEAT])).toMatch(/^[0-9a-f]{8}:[0-9a-f]{12}$/);
  });

  it.each<[string, Line[]]>([
    ['a long text', [call('send_note', { to: 'me', text: 'word '.repeat(30) })]],
    ['several lines', [call('edit_file', { path: 'a.ts', lines: [{ new: 'a\nb' }] })]],
    ['a text instead of arguments', [{ call: 'apply_patch', args: '*** Begin Patch', result: 'ok' }]],
  ])('written freely are not compared: %s', (_, lines) => {
    expect(effects([SEAT, ...lines])).toBeUndefined();
  });

  it('are not told without a task, and not of a sub-agent', () => {
    expect(effects([SEAT], { intent: '' })).toBeUndefined();
    const whole = sessionOf([ASK, SEAT], { intent: '7' });
    const sub = { ...whole, events: whole.events.map((e) => ({ ...e, agent: 'helper' })) };
    expect(effectsOf(rawOf(sub as Session), KEY)).toBeUndefined();
  });

  it('are keyed', () => {
    const raw = rawOf(sessionOf([ASK, SEAT], { intent: '7' }));
    expect(effectsOf(raw, Key.random())?.split(':')).not.toContain(effectsOf(raw, KEY)?.split(':')[1]);
  });
});

describe('the setting', () => {
  const settingOf = (more: Partial<Session>): string | undefined => effects([SEAT], more)?.split(':')[0];
  const tool = (name: string, inferred = false) => ({ name, description: '', parameters: '{}', inferred });

  it.each<[string, Partial<Session>]>([
    ['model', { model: 'm-2' }],
    ['application', { app: 'desk' }],
    ['declared tools', { tools: [tool('book_seat')] }],
  ])('is another with another %s', (_, more) => {
    expect(settingOf(more)).not.toBe(settingOf({}));
  });

  it('is the same whatever tools were called', () => {
    expect(settingOf({ tools: [tool('book_seat', true)] })).toBe(settingOf({}));
  });
});
