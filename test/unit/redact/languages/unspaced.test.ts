import { describe, expect, test } from 'vitest';
import { DETECTORS } from '../../../../src/redact/detect/detectors.ts';
import { Engine } from '../../../../src/redact/detect/engine.ts';
import { viewOf } from '../../../../src/redact/view/view.ts';

const engine = new Engine(DETECTORS, true);
/** What is found for sure, as the text shows it. */
const found = (text: string): string[] => [
  ...new Set(
    engine
      .detect({ text, kind: 'prose' })
      .filter(({ confidence }) => confidence >= 0.5)
      .map(({ type, start, end }) => `${type} ${text.slice(start, end)}`),
  ),
];

describe('values glued to letters of scripts without spaces', () => {
  test.each([
    ['会費はカード5555555555554444から引きます', 'CREDIT_CARD 5555555555554444'],
    ['款项从账户GB33BUKB20201555555555转出', 'IBAN GB33BUKB20201555555555'],
    ['결제는카드5555555555554444로했어요', 'CREDIT_CARD 5555555555554444'],
    ['送り先は〒604-8134京都市です', 'POSTAL_CODE 604-8134'],
    ['個人番号318442907551を控えた', 'GOV_ID 318442907551'],
    ['卡号（5555555555554444）已停用', 'CREDIT_CARD 5555555555554444'],
  ])('%s', (text, expected) => {
    expect(found(text)).toEqual([expected]);
  });

  test.each([
    '第12回は3日後です',
    'Python3でserver2を起動',
    '版本3.2.1在2031年发布',
    'ファイルconfig2.yamlを開く',
    '12行目でerror404が出る',
  ])('nothing in %s', (text) => {
    expect(found(text)).toEqual([]);
  });

  test('a change of script is a space of the view, and a finding is mapped back without its neighbours', () => {
    const text = '卡5555555555554444的';
    const view = viewOf(text);
    expect(view?.text).toBe('卡 5555555555554444 的');
    expect(view?.source(2, 18)).toEqual({ start: 1, end: 17 });
  });

  test.each(['日本語だけの文です。', 'plain ASCII 5555 only', '第3章'])('no view of %s', (text) => {
    expect(viewOf(text)).toBeUndefined();
  });
});
