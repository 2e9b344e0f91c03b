/** Whether a user's turn points back to what was said: a pronoun or a word of going on at its start. Lists of a few languages. */

const list = (words: string): ReadonlySet<string> => new Set(words.split(/\s+/));

/** As the first word: nobody opens a topic with it. */
const GOES_ON = list(
  `and but or so also then now ok okay alright yes yeah yep no nope not continue more again another next still instead thanks thank great good
perfect nice cool right wrong sorry wait hmm actually because why really sure correct exactly fine keep go maybe please-continue
und aber oder also dann jetzt ja nein nicht weiter mehr nochmal noch stattdessen danke gut super genau warum sondern
et mais ou alors donc oui non encore merci aussi continue plus pourquoi y pero entonces sí si también gracias más ahora por`,
);

/** Among the first words: they stand for something that was said. */
const REFERS = list(
  `it its it's this these those them they above previous previously earlier again same former latter your you've you're both
das dies diese dieser dieses es sie ihn ihm davon daran dabei darin damit oben vorher vorige deine ihre
cela ça ceci celle celui ceux dessus précédent précédente eso esto esta este estas estos anterior lo tu`,
);
/** As a conjunction it stands farther back. */
const REFERS_FIRST = list("that that's he she his her him their there here one ones");

/** 这 那 它 继续 再 以上 · これ それ あれ 続 · 이 그 저 */
const REFERS_CJK = /^.{0,12}(?:[这那它此]|继续|再|以上|上面|これ|それ|この|その|続|이거|그거|그것|이것|계속|다시)/su;

/** Words that are looked at, and how many of them count as the first. */
const WORDS = 10;
const FIRST = 3;
/** No ten words are longer. */
const CHARS = 160;

export function pointsBack(turn: string): boolean {
  const start = turn.trimStart().slice(0, CHARS).toLowerCase();
  if (REFERS_CJK.test(start)) return true;
  const words = start.match(/[\p{L}\p{N}]+(?:['’][\p{L}]+)?/gu) ?? [];
  if (GOES_ON.has(words[0] ?? '')) return true;
  return words
    .slice(0, WORDS)
    .some((w, i) => REFERS.has(w.replace('’', "'")) || (i < FIRST && REFERS_FIRST.has(w.replace('’', "'"))));
}
