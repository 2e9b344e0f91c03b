/** Exchanges in which nothing is asked and nothing answered: greetings, thanks, and answers that repeat the question. */
import { type Message, saidIn } from '../../model/example.ts';

/** A greeting with a name and a full stop has that many words; more of them say something. */
const WORDS = 6;
/** Answers to a greeting that are longer tell something. */
const ANSWER = 300;

const SMALL_TALK = new Set(
  `hi hello hey heya hiya yo good morning afternoon evening day night greetings there everyone all how are you doing today whats up sup bye goodbye
  see ya later thanks thank thx ty so much lot very many ok okay k kk cool great nice perfect fine sure yes no yep nope got it alright
  awesome lol haha test testing ping pong
  hallo guten morgen tag abend moin servus danke schön sehr vielen dank tschüss tschüs ja nein gut alles klar wie geht es dir ihnen
  bonjour salut bonsoir merci beaucoup bien oui non au revoir ça va
  hola buenos días buenas tardes noches gracias muchas vale sí adiós qué tal cómo estás
  ciao buongiorno buonasera grazie mille va bene come stai
  olá oi bom dia boa tarde noite obrigado obrigada tudo bem
  hoi goedemorgen dag dankjewel bedankt doei
  привет здравствуйте добрый день спасибо пока да нет хорошо как дела
  你好 您好 谢谢 再见 好的 嗨 こんにちは ありがとう おはよう はい 안녕하세요 감사합니다 네`.split(/\s+/),
);

const WORD = /[\p{L}\p{N}]+/gu;
const wordsOf = (text: string): string[] => text.toLowerCase().replace(/['’]/g, '').match(WORD) ?? [];

/** @param messages without calls and results: what a tool did is never trivial */
export function isTrivial(messages: readonly Message[]): boolean {
  if (messages.some((m) => m.calls || m.role === 'tool' || m.stubs)) return false;
  const users = messages.filter((m) => m.role === 'user').map((m) => wordsOf(head(saidIn(m))));
  const answers = messages.filter((m) => m.role === 'assistant').map((m) => m.content.trim());
  if (users.length === 0 || answers.length === 0) return false;
  const small = users.every(
    (words) => words.length > 0 && words.length <= WORDS && words.every((w) => SMALL_TALK.has(w)),
  );
  if (small) return answers.every((answer) => answer.length <= ANSWER);
  return answers.every(
    (answer) => answer.length <= ANSWER && users.some((words) => words.length > 1 && same(words, answer)),
  );
}

/** Longer texts are neither: their words need not be counted. */
const head = (text: string): string => (text.length > 2 * ANSWER ? text.slice(0, 2 * ANSWER) : text);
const same = (words: readonly string[], answer: string): boolean => wordsOf(answer).join(' ') === words.join(' ');
