/** Does an answer decline what was asked? By its first sentences, in the languages of most users. */

/** A refusal says so at once; what stands later is a caveat. */
const HEAD = 240;

const PATTERNS: readonly RegExp[] = [
  // en
  /\bI(?:['’]m| am)? (?:really |very |truly )?(?:sorry|afraid),? (?:but )?(?:I|that|this)? ?(?:can(?:['’]?t|not)|am (?:unable|not able)|won['’]?t)\b/i,
  /^(?:sorry|unfortunately)?,? ?(?:but )?I (?:can(?:['’]?t|not)|am (?:unable|not able) to|won['’]?t) (?:be able to )?(?:help|assist|do|comply|provide|fulfil|create|write|generate|support|engage|answer|discuss|continue)\b/i,
  // de
  /\b(?:tut mir leid|leider)\b[^.!?\n]{0,80}\b(?:kann|darf|werde) ich\b[^.!?\n]{0,120}\b(?:nicht|keine?n?)\b/i,
  // fr
  /(?<!\p{L})(?:désolée?|malheureusement)(?!\p{L})[^.!?\n]{0,80}(?<!\p{L})je ne (?:peux|puis)(?!\p{L})/iu,
  // es
  /\b(?:lo siento|lamentablemente|lo lamento)\b[^.!?\n]{0,60}\bno (?:puedo|me es posible)\b/i,
  // pt
  /(?<!\p{L})(?:desculpe|sinto muito|infelizmente|lamento)(?!\p{L})[^.!?\n]{0,60}(?<!\p{L})não (?:posso|consigo)(?!\p{L})/iu,
  // it
  /\b(?:mi dispiace|purtroppo)\b[^.!?\n]{0,60}\bnon posso\b/i,
  // nl
  /\b(?:het spijt me|helaas|sorry)\b[^.!?\n]{0,80}\bkan ik\b[^.!?\n]{0,100}\b(?:niet|geen)\b/i,
  // pl
  /(?:przykro mi|przepraszam|niestety)[^.!?\n]{0,60}nie mog[ęe]/iu,
  // ru, uk
  /(?:извините|к сожалению|прости(?:те)?|вибачте|на жаль)[^.!?\n]{0,60}не (?:могу|можу)/iu,
  // tr
  /(?:üzgünüm|maalesef)[^.!?\n]{0,100}(?:edemem|yapamam|veremem|yardımcı olamam)/iu,
  // zh, ja, ko
  /(?:抱歉|对不起|對不起|很遗憾)[^。！？\n]{0,40}(?:无法|不能|無法)/u,
  /(?:申し訳(?:ありません|ございません)|すみません)[^。！？\n]{0,60}(?:できません|いたしかねます|お手伝いできません)/u,
  /(?:죄송(?:합니다|하지만)|유감)[^.!?\n]{0,60}(?:할 수 없|도와드릴 수 없|드릴 수 없)/u,
];

export function refuses(answer: string): boolean {
  const head = answer.trimStart().slice(0, HEAD);
  return head !== '' && PATTERNS.some((pattern) => pattern.test(head));
}
