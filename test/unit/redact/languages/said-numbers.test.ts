import { describe, expect, test } from 'vitest';
import { sentenceDetector } from '../../../../src/redact/detect/labels/sentence.ts';
import { inText } from '../labels/found.ts';

describe('numbers that a sentence names', () => {
  test.each([
    ['Die Steuer-ID von meiner Mutter ist 47 036 892 816.', 'GOV_ID: 47 036 892 816'],
    ['Rentenversicherungsnummer 12 190367 K 006 liegt bei', 'GOV_ID: 12 190367 K 006'],
    ['IdNr. 47 036 892 816', 'GOV_ID: 47 036 892 816'],
    ['Mon numéro de sécu, enfin le bon : 1 85 05 78 006 084 36', 'GOV_ID: 1 85 05 78 006 084 36'],
    ['Il suo codice fiscale, aggiornato, è VRDGNN62T41F205K', 'GOV_ID: VRDGNN62T41F205K'],
    ['Mój PESEL to 62123145678', 'GOV_ID: 62123145678'],
    ['Mijn BSN dus: 1812.34.567', 'GOV_ID: 1812.34.567'],
    ['O CPF dela é 904.117.230-66', 'GOV_ID: 904.117.230-66'],
    ['El DNI del titular es 70114528', 'GOV_ID: 70114528'],
    ['the tax id we filed was 904117230', 'GOV_ID: 904117230'],
    ['マイナンバーカードの番号は 9041 1723 0668 です', 'GOV_ID: 9041 1723 0668'],
    ['Sie erreichen mich unter 040/7712 38', 'PHONE: 040/7712 38'],
    ['Mój numer to 512 774 090', 'PHONE: 512 774 090'],
    ['Me puede llamar al 612 774 090', 'PHONE: 612 774 090'],
    ['Mijn nummer is 06 5127 7409', 'PHONE: 06 5127 7409'],
    ['mio numero è (045) 771 2380', 'PHONE: (045) 771 2380'],
    ['请拨打 13977120045', 'PHONE: 13977120045'],
    ['1979年3月9日生まれの男性', 'DATE_OF_BIRTH: 1979年3月9日'],
    ['Né(e) le 12 mars 1979 à Dijon', 'DATE_OF_BIRTH: 12 mars 1979'],
    ['出生日期1979年3月9日', 'DATE_OF_BIRTH: 1979年3月9日'],
  ])('%s', (text, expected) => {
    expect(inText(sentenceDetector, text)).toContain(expected);
  });

  test.each([
    'Die Steuernummer hat 13 Stellen.',
    'Die Steuer-ID fehlt. Die Akte 904117230 liegt vor.',
    'Die Steuer-ID gilt ab 2031-04-01',
    'za 30 dni wyślemy 904117230',
    'The NIP router moved 904117 bytes',
    'The passport number must have 9 digits.',
    'BSN(904117230)',
    'Meine Nummer ist 4711',
    'Sie erreichen mich unter https://example.org/9041172301',
    'Mi número de pedido es 90411723',
    'Bel me op 12 mei om 10 uur',
    '手机号格式是11位数字',
    '出生率は3%です',
  ])('nothing in %s', (text) => {
    expect(inText(sentenceDetector, text).filter((one) => /^(?:GOV_ID|PHONE|DATE|PASSPORT)/.test(one))).toEqual([]);
  });

  test('takes no time for many nouns and digits', () => {
    const text = 'Steuer-ID erreichen mich unter PESEL '.repeat(4000) + '1 '.repeat(40_000);
    const start = performance.now();
    inText(sentenceDetector, text);
    expect(performance.now() - start).toBeLessThan(2500);
  });
});
