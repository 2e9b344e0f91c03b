/**
 * What a user's last words say of the work: it works now, it is still wrong, or mere praise, thanks or good-bye. In the languages of
 * most users; a negated word says the opposite, and a question or a new wish says nothing.
 */

export type Verdict = 'confirmed' | 'praise' | 'thanks' | 'complaint';

/** Longer words are a new task, in which "error" and "works" speak of something else. */
const LONGEST = 400;

/** Said of work that does what it should. */
const CONFIRMED: readonly RegExp[] = [
  /\b(?:it|that|this|everything|all)(?: all)?(?:['’]s| is| has)? (?:now )?(?:work(?:s|ed|ing)|fixed|solved|resolved)\b|\b(?:that|this|it)(?: did| does) (?:it|the trick)\b|\bproblem (?:is )?(?:solved|fixed|gone)\b|\bworks (?:now|great|perfectly|like a charm|fine)\b|\b(?:that|which)(?:['’]s| is| was) (?:exactly|just) what (?:i|we) (?:need|want|was looking)|\b(?:you )?(?:fixed|solved|nailed) it\b|\b(?:that|this) (?:solved|fixed|resolved|answers|answered) (?:it|my|the)\b|\blgtm\b/i,
  /\b(?:funktioniert|klappt|läuft|geht)(?: es| das| alles)? ?(?:jetzt|nun|wieder|super|prima|einwandfrei)\b|\b(?:jetzt|nun) (?:funktioniert|klappt|läuft|geht|passt) (?:es|das|alles)\b|\bhat (?:funktioniert|geklappt)\b|\bproblem (?:ist )?(?:gelöst|behoben|weg)\b|\bgenau (?:das|so|was ich)\b/i,
  /\b(?:ça|cela|tout) (?:marche|fonctionne)\b|\b(?:problème|c['’]est) (?:est )?(?:résolu|réglé|corrigé)\b|\bc['’]est exactement\b/i,
  /\b(?:ya|ahora|esto|eso|todo) (?:sí )?funciona\b|\bfunciona (?:perfecto|perfectamente|bien|ahora|genial)\b|\b(?:problema )?(?:resuelto|solucionado|arreglado)\b|\bjusto lo que (?:necesitaba|quería|buscaba)\b/i,
  /\b(?:agora|isso|tudo|já) (?:está )?funcion(?:a|ou|ando)\b|\bfuncionou\b|\b(?:problema )?(?:resolvido|corrigido)\b|\bdeu certo\b/i,
  /\b(?:ora|adesso|tutto) funziona\b|\bfunziona (?:ora|adesso|tutto|bene|perfettamente)\b|\b(?:problema )?risolto\b/i,
  /\b(?:het|dat|nu|alles) werkt (?:nu|weer|perfect|goed|het)\b|\bopgelost\b/i,
  /(?:teraz|już) (?:wszystko )?działa|działa (?:teraz|świetnie|dobrze|idealnie)|(?:problem )?(?:rozwiązany|naprawione)/i,
  /(?:теперь|все|всё|уже) (?:работает|заработало)|заработал[ао]?|(?:проблема )?решен[ао]|получилось/i,
  /\b(?:şimdi|artık) (?:çalışıyor|oldu)\b|\bçalıştı\b|\bsorun (?:çözüldü|giderildi)\b/i,
  /(?:可以|好|能用|能跑|正常|解决|搞定|成功)了|没问题了/,
  /(?:動き|動作し|うまくいき|できるようになり|解決し|直り)まし?た/,
  /(?:잘 |이제 )(?:됩니다|돼요|되네요|작동)|해결(?:됐|되었|됨)/,
];

/** Said of work that does not. A negation is part of each pattern, so that what works is none. */
const COMPLAINT: readonly RegExp[] = [
  /\b(?:still|again|keeps?) (?:\w+ ){0,2}?(?:broken|fail(?:s|ing|ed)?|not working|get(?:ting)? (?:the same|an|this)|the same (?:error|problem|issue)|wrong|crash(?:es|ing)?|doesn['’]?t)\b|\b(?:doesn['’]?t|does not|didn['’]?t|did not|isn['’]?t|is not|not) (?:really |actually )?(?:work(?:ing)?|help(?:ing|ful)?|fix(?:ed)? (?:it|the|that|this)|what i (?:asked|want(?:ed)?|meant|need(?:ed)?)|correct|right)\b|\b(?:that|this|it)(?:['’]s| is| was) (?:(?:still|just|completely|totally|all) )?(?:wrong|incorrect|broken|useless|not (?:true|it))\b|\byou (?:broke|ignored|forgot|deleted|didn['’]?t|misunderstood|lied)\b|\bsame (?:error|problem|issue)\b|\b(?:useless|terrible|unacceptable|ridiculous)\b/i,
  /\b(?:funktioniert|klappt|geht|läuft|stimmt|passt) (?:\p{L}+ ){0,3}?nicht\b|\b(?:immer noch|weiterhin|wieder) (?:\p{L}+ ){0,2}?(?:fehler|kaputt|falsch|nicht|dasselbe)|\bdas (?:ist|war) (?:\p{L}+ )?(?:falsch|nicht (?:richtig|das|was))|\bnutzlos\b/iu,
  /\bne (?:marche|fonctionne) (?:\p{L}+ )?(?:pas|plus)\b|\bn['’]est pas (?:ça|correct|bon|ce que)|\b(?:toujours|encore) (?:\p{L}+ ){0,2}?(?:erreur|même (?:erreur|problème)|cassé|faux|pas)\b|\bc['’]est (?:faux|incorrect)\b|\binutile\b/iu,
  /\b(?:no|aún no|todavía no|sigue sin) (?:me )?(?:funciona|funcionó|sirve|va)\b|\b(?:sigue|aún|todavía) (?:\p{L}+ ){0,2}?(?:error|fall\p{L}+|roto|mal|igual)|\b(?:está|es) (?:mal|incorrecto)\b|\beso no es\b/iu,
  /\b(?:não|ainda não) (?:está )?(?:funcion\p{L}+|resolveu|deu certo)|\b(?:ainda|continua) (?:\p{L}+ ){0,2}?(?:erro|errado|quebrado|falhando|igual)|\bestá errado\b/iu,
  /\bnon (?:funziona|va|è (?:corretto|giusto|quello))|\b(?:ancora|sempre) (?:\p{L}+ ){0,2}?(?:errore|rotto|sbagliato)|\bè sbagliato\b/iu,
  /\bwerkt (?:\p{L}+ ){0,3}?niet\b|\bnog steeds (?:\p{L}+ ){0,2}?(?:fout|kapot|niet|dezelfde)|\bdat is (?:fout|niet (?:goed|juist|wat))/iu,
  /nie działa|(?:nadal|wciąż|dalej) (?:\p{L}+ ){0,2}?(?:błąd|nie|źle|zepsut)|to (?:jest )?(?:źle|błędne)|to nie (?:to|tak)/iu,
  /не работает|не помогло|(?:все|всё) (?:ещё|еще|равно) (?:\p{L}+ ){0,2}?(?:ошибк|не|сломан)|это (?:неправильно|неверно|не то)|та же ошибка/iu,
  /\bçalışmıyor\b|\b(?:hâlâ|hala) (?:\p{L}+ ){0,2}?(?:hata|bozuk|yanlış)|\bbu (?:yanlış|doğru değil)/iu,
  /(?:还是|仍然|依然)(?:不行|不对|报错|有错|不能|失败|错)|不(?:对|行|正确|能用|工作)|没(?:有)?(?:用|解决|效果)|错了|有问题/,
  /(?:まだ|やはり|やっぱり).{0,10}(?:エラー|動かない|動きません|直って|ダメ|だめ)|動(?:かない|きません)|違います|間違って|うまくいき?ま?せん/,
  /(?:아직|여전히|계속).{0,10}(?:오류|에러|안 |않)|안 (?:돼|됩|되)|작동하지 않|틀렸|잘못/,
];

const PRAISE: readonly RegExp[] = [
  /\b(?:perfect|excellent|awesome|great job|well done|perfekt|super gemacht|parfait|perfecto|perfeito|perfetto|mükemmel)\b/i,
  /idealnie|doskonale|(?:^|\s)(?:отлично|идеально)|完美|完璧|완벽/i,
];

const THANKS: readonly RegExp[] = [
  /\b(?:thanks?|thank you|thx|cheers|appreciate|good ?bye|bye)\b/i,
  /\b(?:danke|dankeschön|vielen dank|tschüss)\b|\bmerci\b|\bgracias\b|\bobrigad[oa]\b|\bgrazie\b|\b(?:bedankt|dank je|dank u)\b|\bteşekkür/i,
  /dziękuję|dzięki|спасибо|благодарю|дякую|谢谢|謝謝|多谢|ありがと|감사|고마/i,
];

/** A negation just before makes a complaint of praise: `not perfect`, `nicht perfekt`, `pas parfait`. */
const NEGATED =
  /(?:\b(?:not|no|never|isn['’]?t|wasn['’]?t|doesn['’]?t|don['’]?t|didn['’]?t|hasn['’]?t|far from|almost|nearly|kein\w*|nicht|fast|beinahe|pas|jamais|presque|no|nunca|casi|não|quase|non|mai|quasi|niet|geen|bijna|nie|prawie)|\bне|почти|不|没|没有)\s*(?:quite |yet |really |ganz |tout à fait |del todo )?$/i;
/** Conditions and wishes: `let me know when it works`, `make sure that it works`, `if this is fixed`. */
const SUPPOSED =
  /\b(?:if|when|once|until|unless|whether|make sure|ensure|so that|should|would|could|wenn|falls|sobald|ob|damit|si|quand|pour que|cuando|para que|se|quando|als|zodat|jeśli|gdy|если|когда|чтобы)\b[^.!?\n]{0,60}$/i;

/** @returns undefined where the words say nothing of the work */
export function verdictOf(said: string): Verdict | undefined {
  const text = said.trim();
  if (text === '' || text.length > LONGEST) return undefined;
  if (COMPLAINT.some((pattern) => isMeant(pattern, text, false))) return 'complaint';
  const asks = /[?？]\s*$/.test(text);
  if (!asks && CONFIRMED.some((pattern) => isMeant(pattern, text, true))) return 'confirmed';
  if (!asks && PRAISE.some((pattern) => isMeant(pattern, text, true))) return 'praise';
  // Negated praise is no confirmation, and too weak for a complaint.
  return !asks && THANKS.some((pattern) => pattern.test(text)) ? 'thanks' : undefined;
}

function isMeant(pattern: RegExp, text: string, negatable: boolean): boolean {
  const match = pattern.exec(text);
  if (!match) return false;
  const before = text.slice(Math.max(0, match.index - 80), match.index);
  return !(negatable && NEGATED.test(before)) && !SUPPOSED.test(before);
}
