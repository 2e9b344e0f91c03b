/** The user's last words, in the languages of most users. */
import { describe, expect, it } from 'vitest';
import { type Verdict, verdictOf } from '../../../../src/stages/outcome/user-words.ts';
import { evidence, type Line, of } from './support.ts';

const WORDS: readonly [language: string, Verdict | undefined, ...string[]][] = [
  [
    'en',
    'confirmed',
    'Great, it works now.',
    'That fixed it, thanks!',
    'Works like a charm',
    'Thank you, the problem is solved.',
  ],
  [
    'en',
    'complaint',
    'It still fails with the same error',
    "That doesn't work.",
    'No, that is wrong',
    'you deleted my file!',
    'This is not what I asked for',
  ],
  ['en', 'complaint', "It's Tom's file that's still broken", 'I see "undefined", so it still fails'],
  ['en', 'praise', 'Perfect!', 'Excellent, thank you'],
  ['en', 'thanks', 'Thanks, bye', 'ok thank you', 'It is almost perfect, thanks'],
  [
    'en',
    undefined,
    'Does it work now?',
    'Make sure that it works on Windows',
    'Tell me when everything is fixed.',
    'Add a button',
    'It works, but the colours are off.',
    'It worked before your change',
    'That works for me, take the later train.',
    'Perfect. However, the footer is gone',
    'Jetzt funktioniert es, aber sehr langsam',
    'Ça marche, mais lentement',
    'Ahora funciona, pero muy lento',
    'Теперь работает, но медленно',
    '可以了，但是很慢',
    "Translate 'this is wrong' into French",
    'Schreib „Das funktioniert nicht.“ auf Polnisch.',
    'Put "It works now, thanks!" on the page',
    'If that fixed it, merge.',
    'No problem',
  ],
  ['de', 'confirmed', 'Super, jetzt funktioniert es.', 'Danke, hat geklappt!'],
  ['de', 'complaint', 'Das funktioniert leider nicht.', 'Immer noch derselbe Fehler', 'Das ist falsch.'],
  ['de', undefined, 'Sag Bescheid, wenn es wieder klappt', 'Klappt es jetzt?'],
  ['fr', 'confirmed', 'Merci, ça marche !', 'Problème résolu'],
  ['fr', 'complaint', 'Ça ne marche pas', "Non, ce n'est pas ce que je voulais", 'toujours la même erreur'],
  ['es', 'confirmed', 'Gracias, ya funciona', 'Problema resuelto'],
  ['es', 'complaint', 'No funciona', 'Sigue dando error', 'eso no es'],
  ['pt', 'confirmed', 'Obrigado, agora funciona', 'Deu certo!'],
  ['pt', 'complaint', 'Não funciona', 'Ainda dá o mesmo erro'],
  ['it', 'confirmed', 'Ora funziona, grazie', 'Problema risolto'],
  ['it', 'complaint', 'Non funziona', 'È sbagliato'],
  ['nl', 'confirmed', 'Het werkt nu, bedankt', 'Opgelost!'],
  ['nl', 'complaint', 'Het werkt nog niet', 'Nog steeds dezelfde fout'],
  ['pl', 'confirmed', 'Teraz działa, dzięki'],
  ['pl', 'complaint', 'To nie działa', 'Nadal ten sam błąd'],
  ['ru', 'confirmed', 'Спасибо, теперь работает', 'Получилось!'],
  ['ru', 'complaint', 'Не работает', 'Всё ещё ошибка', 'Это неправильно'],
  ['tr', 'confirmed', 'Şimdi çalışıyor, teşekkürler'],
  ['tr', 'complaint', 'Hâlâ hata veriyor', 'Çalışmıyor'],
  ['zh', 'confirmed', '可以了，谢谢', '问题解决了'],
  ['zh', 'complaint', '还是报错', '不对', '没有用'],
  ['zh', 'thanks', '谢谢'],
  ['ja', 'confirmed', '動きました、ありがとう', '解決しました'],
  ['ja', 'complaint', 'まだエラーが出ます', '動かないです', '違います'],
  ['ko', 'confirmed', '이제 됩니다, 감사합니다', '해결됐어요'],
  ['ko', 'complaint', '아직 안 돼요', '여전히 오류가 나요'],
];

describe.each(WORDS)('%s: %s', (_, verdict, ...texts) => {
  it.each(texts)('%s', (text) => {
    expect(verdictOf(text)).toBe(verdict);
  });
});

it('says nothing of a long message, which is a new task', () => {
  expect(verdictOf(`It still fails. ${'Here is the log. '.repeat(40)}`)).toBeUndefined();
});

describe('as evidence', () => {
  const before: Line[] = [{ user: 'Fix the login.' }, { assistant: 'Done.' }];

  it('counts at the end, after an answer', () => {
    expect(of('user', [...before, { user: 'It works now' }])).toEqual(['success the last words confirm']);
    expect(of('user', [...before, { user: 'It works now' }, { assistant: 'Good to hear!' }])).toHaveLength(1);
    expect(of('user', [{ user: 'The login does not work.' }, { assistant: 'Done.' }])).toEqual([]);
  });

  it('says little of what was done after a complaint, and nothing of what was done after praise', () => {
    const work: Line = { call: 'edit', args: {}, result: 'ok' };
    const [late] = evidence([...before, { user: 'Still broken' }, work, { assistant: 'Now it is done.' }]);
    const [last] = evidence([...before, { user: 'Still broken' }]);
    expect(late?.confidence).toBeLessThan(0.8);
    expect(last?.confidence).toBeGreaterThanOrEqual(0.8);
    expect(of('user', [...before, { user: 'It works now' }, work, { assistant: 'Also cleaned up.' }])).toEqual([]);
  });

  it('of a complaint is no failure where an answer follows, however short: it may be the right one', () => {
    const talk: Line[] = [
      { user: 'Capital of Australia?' },
      { assistant: 'Canberra.' },
      { user: 'This is wrong, I meant Austria.' },
    ];
    expect(evidence([...talk, { assistant: 'Vienna.' }])[0]?.confidence).toBeLessThan(0.8);
    expect(evidence([...talk, { assistant: ' ' }])[0]?.confidence).toBeGreaterThanOrEqual(0.8);
  });

  it('of a simulated user never decides', () => {
    const [said] = evidence([...before, { user: 'It works now' }], { format: 'tau2-bench' });
    expect(said).toMatchObject({ source: 'user', says: 'success', confidence: 0.55 });
  });
});
