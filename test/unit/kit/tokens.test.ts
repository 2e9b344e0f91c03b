import { describe, expect, it } from 'vitest';
import { estimateTokens } from '../../../src/kit/tokens.ts';

/** Texts of our own with the number of tokens that Qwen3's tokenizer gives them, and how far the estimate may be off. */
const COUNTED: readonly [name: string, text: string, tokens: number, off: number][] = [
  [
    'English',
    'The parcel left our warehouse on Tuesday morning and should reach you before the weekend. If nobody is at home, the driver leaves a card with the number of the nearest shop where you can pick it up.',
    41,
    0.12,
  ],
  [
    'code',
    'export function sumOf(items: readonly Item[]): number {\n  let total = 0;\n  for (const item of items) {\n    if (item.quantity > 0) total += item.price * item.quantity;\n  }\n  return total;\n}\n',
    51,
    0.15,
  ],
  [
    'JSON',
    '{"order_id": "W5512", "items": [{"sku": "KTL-204", "count": 2, "price": 31.9}, {"sku": "CUP-017", "count": 6, "price": 4.25}], "paid": true, "address": null}',
    76,
    0.15,
  ],
  [
    'camel case and constants',
    'getUserAccountBalance MAX_RETRY_COUNT parseHTTPResponse createOrderFromCartItems DEFAULT_TIMEOUT_MS',
    17,
    0.45,
  ],
  ['digits', '2024 10 17 48213 99120 33371 20481 7 7719', 41, 0.15],
  [
    'Python with indents',
    'class Kettle:\n    def __init__(self, litres):\n        self.litres = litres\n        self.on = False\n\n    def boil(self):\n        self.on = True\n        return self\n',
    42,
    0.2,
  ],
  [
    'German',
    'Das Paket hat unser Lager am Dienstagmorgen verlassen und müsste Sie vor dem Wochenende erreichen. Falls niemand zu Hause ist, hinterlässt der Fahrer eine Karte mit der Nummer des nächsten Geschäfts.',
    50,
    0.3,
  ],
  [
    'Russian',
    'Посылка покинула наш склад во вторник утром и должна прийти до выходных. Если никого нет дома, водитель оставит карточку.',
    42,
    0.3,
  ],
  ['Greek', 'Το δέμα έφυγε από την αποθήκη μας την Τρίτη το πρωί και θα φτάσει πριν από το Σαββατοκύριακο.', 79, 0.2],
  ['Arabic', 'غادرت الحزمة مستودعنا صباح يوم الثلاثاء ومن المفترض أن تصل قبل نهاية الأسبوع', 21, 0.3],
  ['Hebrew', 'החבילה יצאה מהמחסן שלנו ביום שלישי בבוקר ואמורה להגיע לפני סוף השבוע', 21, 0.3],
  ['Hindi', 'पार्सल मंगलवार की सुबह हमारे गोदाम से निकला और सप्ताहांत से पहले पहुँच जाना चाहिए।', 74, 0.2],
  ['Thai', 'พัสดุออกจากคลังสินค้าของเราเมื่อเช้าวันอังคารและน่าจะถึงก่อนวันหยุดสุดสัปดาห์', 42, 0.25],
  ['Chinese', '包裹已于周二上午离开我们的仓库,应该会在周末之前送达。如果家里没有人,司机会留下一张卡片。', 24, 0.3],
  [
    'Japanese',
    '荷物は火曜日の朝に倉庫を出発し、週末までに届くはずです。ご不在の場合は、配達員がカードを残します。',
    39,
    0.25,
  ],
  ['Korean', '소포는 화요일 아침에 창고를 떠났으며 주말 전에 도착할 것입니다.', 28, 0.3],
  ['emoji', '🎉🚀👍🔥🙏💡🤖👀', 8, 0.35],
  ['punctuation', '(a) [b] {c} <d> "e" -- f; g: h, i. j! k? l', 28, 0.25],
];

describe('estimateTokens', () => {
  it.each(COUNTED)('%s', (_name, text, tokens, off) => {
    expect(Math.abs(estimateTokens(text) / tokens - 1)).toBeLessThan(off);
  });

  it('counts nothing where nothing is', () => {
    expect(estimateTokens('')).toBe(0);
    expect(estimateTokens(' ')).toBe(0);
  });

  it('adds up: what is written twice costs twice', () => {
    for (const [, text] of COUNTED) {
      const twice = estimateTokens(`${text}\n\n${text}`);
      expect(twice / (2 * estimateTokens(text))).toBeGreaterThan(0.93);
      expect(twice / (2 * estimateTokens(text))).toBeLessThan(1.07);
    }
  });

  it('gives a number for any sequence of units, half pairs included', () => {
    for (let unit = 0; unit < 0x10000; unit += 7) {
      const n = estimateTokens(String.fromCharCode(unit, 0x61, unit, unit));
      expect(n).toBeGreaterThanOrEqual(0);
      expect(n).toBeLessThan(20);
    }
  });

  it('takes time in proportion to the text', () => {
    const long = 'aB'.repeat(1_000_000);
    const before = performance.now();
    estimateTokens(long);
    estimateTokens('é'.repeat(2_000_000));
    estimateTokens('1'.repeat(2_000_000));
    expect(performance.now() - before).toBeLessThan(2_000);
  });
});
