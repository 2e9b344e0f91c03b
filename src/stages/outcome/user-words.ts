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
  /(?<!\p{L})(?:funktioniert|klappt|läuft|geht)(?: es| das| alles)? ?(?:jetzt|nun|wieder|super|prima|einwandfrei)(?!\p{L})|(?<!\p{L})(?:jetzt|nun) (?:funktioniert|klappt|läuft|geht|passt) (?:es|das|alles)(?!\p{L})|(?<!\p{L})hat (?:funktioniert|geklappt)(?!\p{L})|(?<!\p{L})problem (?:ist )?(?:gelöst|behoben|weg)(?!\p{L})|(?<!\p{L})genau (?:das|so|was ich)(?!\p{L})/iu,
  /(?<!\p{L})(?:ça|cela|tout) (?:marche|fonctionne)(?!\p{L})|(?<!\p{L})(?:problème|c['’]est) (?:est )?(?:résolu|réglé|corrigé)(?!\p{L})|(?<!\p{L})c['’]est exactement(?!\p{L})/iu,
  /(?<!\p{L})(?:ya|ahora|esto|eso|todo) (?:sí )?funciona(?!\p{L})|(?<!\p{L})funciona (?:perfecto|perfectamente|bien|ahora|genial)(?!\p{L})|(?<!\p{L})(?:problema )?(?:resuelto|solucionado|arreglado)(?!\p{L})|(?<!\p{L})justo lo que (?:necesitaba|quería|buscaba)(?!\p{L})/iu,
  /(?<!\p{L})(?:agora|isso|tudo|já) (?:está )?funcion(?:a|ou|ando)(?!\p{L})|(?<!\p{L})funcionou(?!\p{L})|(?<!\p{L})(?:problema )?(?:resolvido|corrigido)(?!\p{L})|(?<!\p{L})deu certo(?!\p{L})/iu,
  /\b(?:ora|adesso|tutto) funziona\b|\bfunziona (?:ora|adesso|tutto|bene|perfettamente)\b|\b(?:problema )?risolto\b/i,
  /\b(?:het|dat|nu|alles) werkt (?:nu|weer|perfect|goed|het)\b|\bopgelost\b/i,
  /(?:teraz|już) (?:wszystko )?działa|działa (?:teraz|świetnie|dobrze|idealnie)|(?:problem )?(?:rozwiązany|naprawione)/iu,
  /(?:теперь|все|всё|уже) (?:работает|заработало)|заработал[ао]?|(?:проблема )?решен[ао]|получилось/iu,
  /(?<!\p{L})(?:şimdi|artık) (?:çalışıyor|oldu)(?!\p{L})|(?<!\p{L})çalıştı(?!\p{L})|(?<!\p{L})sorun (?:çözüldü|giderildi)(?!\p{L})/iu,
  /(?:可以|好|能用|能跑|正常|解决|搞定|成功)了|没问题了/u,
  /(?:動き|動作し|うまくいき|できるようになり|解決し|直り)まし?た/u,
  /(?:잘 |이제 )(?:됩니다|돼요|되네요|작동)|해결(?:됐|되었|됨)/u,
];

/** Said of work that does not. A negation is part of each pattern, so that what works is none. */
const COMPLAINT: readonly RegExp[] = [
  /\b(?:still|again|keeps?) (?:\w+ ){0,2}?(?:broken|fail(?:s|ing|ed)?|not working|get(?:ting)? (?:the same|an|this)|the same (?:error|problem|issue)|wrong|crash(?:es|ing)?|doesn['’]?t)\b|\b(?:doesn['’]?t|does not|didn['’]?t|did not|isn['’]?t|is not|still not|(?:it|that|this)['’]s not) (?:really |actually )?(?:work(?:ing)?|help(?:ing|ful)?|fix(?:ed)? (?:it|the|that|this)|what i (?:asked|want(?:ed)?|meant|need(?:ed)?)|correct|right(?! now| away))\b|^(?:no[,.]? )?not (?:working|right(?! now| away)|correct|what i)\b|\b(?:that|this|it)(?:['’]s| is| was) (?:(?:still|just|completely|totally|all) )?(?:wrong|incorrect|broken|useless|not (?:true|it))\b|\byou (?:broke|ignored|forgot|deleted|didn['’]?t|misunderstood|lied)\b|^(?:no[,.]? )?(?:the )?same (?:error|problem|issue)\b|\b(?:useless|terrible|unacceptable|ridiculous)\b/i,
  /(?<!\p{L})(?:funktioniert|klappt|geht|läuft|stimmt|passt) (?:\p{L}+ ){0,3}?nicht(?!\p{L})|(?<!\p{L})(?:immer noch|weiterhin|wieder) (?:\p{L}+ ){0,2}?(?:fehler|kaputt|falsch|nicht|dasselbe)|(?<!\p{L})das (?:ist|war) (?:\p{L}+ )?(?:falsch|nicht (?:richtig|das|was))|(?<!\p{L})nutzlos(?!\p{L})/iu,
  /(?<!\p{L})ne (?:marche|fonctionne) (?:\p{L}+ )?(?:pas|plus)(?!\p{L})|(?<!\p{L})n['’]est pas (?:ça|correct|bon|ce que)|(?<!\p{L})(?:toujours|encore) (?:\p{L}+ ){0,2}?(?:erreur|même (?:erreur|problème)|cassé|faux|pas)(?!\p{L})|(?<!\p{L})c['’]est (?:faux|incorrect)(?!\p{L})|(?<!\p{L})inutile(?!\p{L})/iu,
  /(?<!\p{L})(?:no|aún no|todavía no|sigue sin) (?:me )?(?:funciona|funcionó|sirve|va)(?!\p{L})|(?<!\p{L})(?:sigue|aún|todavía) (?:\p{L}+ ){0,2}?(?:error|fall\p{L}+|roto|mal|igual)|(?<!\p{L})(?:está|es) (?:mal|incorrecto)(?!\p{L})|(?<!\p{L})eso no es(?!\p{L})/iu,
  /(?<!\p{L})(?:não|ainda não) (?:está )?(?:funcion\p{L}+|resolveu|deu certo)|(?<!\p{L})(?:ainda|continua) (?:\p{L}+ ){0,3}?(?:erro|errado|quebrado|falhando|igual)|(?<!\p{L})está errado(?!\p{L})/iu,
  /(?<!\p{L})non (?:funziona|va|è (?:corretto|giusto|quello))|(?<!\p{L})(?:ancora|sempre) (?:\p{L}+ ){0,2}?(?:errore|rotto|sbagliato)|(?<!\p{L})è sbagliato(?!\p{L})/iu,
  /\bwerkt (?:\p{L}+ ){0,3}?niet\b|\bnog steeds (?:\p{L}+ ){0,2}?(?:fout|kapot|niet|dezelfde)|\bdat is (?:fout|niet (?:goed|juist|wat))/iu,
  /nie działa|(?:nadal|wciąż|dalej) (?:\p{L}+ ){0,2}?(?:błąd|nie|źle|zepsut)|to (?:jest )?(?:źle|błędne)|to nie (?:to|tak)/iu,
  /не работает|не помогло|(?:все|всё) (?:ещё|еще|равно) (?:\p{L}+ ){0,2}?(?:ошибк|не|сломан)|это (?:неправильно|неверно|не то)|та же ошибка/iu,
  /(?<!\p{L})çalışmıyor(?!\p{L})|(?<!\p{L})(?:hâlâ|hala) (?:\p{L}+ ){0,2}?(?:hata|bozuk|yanlış)|(?<!\p{L})bu (?:yanlış|doğru değil)/iu,
  /(?:还是|仍然|依然)(?:不行|不对|报错|有错|不能|失败|错)|不(?:对|行|正确|能用|工作)|没(?:有)?(?:用|解决|效果)|错了|有问题/u,
  /(?:まだ|やはり|やっぱり).{0,10}(?:エラー|動かない|動きません|直って|ダメ|だめ)|動(?:かない|きません)|違います|間違って|うまくいき?ま?せん/u,
  /(?:아직|여전히|계속).{0,10}(?:오류|에러|안 |않)|안 (?:돼|됩|되)|작동하지 않|틀렸|잘못/u,
];

const PRAISE: readonly RegExp[] = [
  /(?<!\p{L})(?:perfect|excellent|awesome|great job|well done|perfekt|super gemacht|parfait|perfecto|perfeito|perfetto|mükemmel)(?!\p{L})/iu,
  /idealnie|doskonale|(?:^|\s)(?:отлично|идеально)|完美|完璧|완벽/iu,
];

const THANKS: readonly RegExp[] = [
  /\b(?:thanks?|thank you|thx|cheers|appreciate|good ?bye|bye)\b/i,
  /(?<!\p{L})(?:danke|dankeschön|vielen dank|tschüss)(?!\p{L})|(?<!\p{L})merci(?!\p{L})|(?<!\p{L})gracias(?!\p{L})|(?<!\p{L})obrigad[oa](?!\p{L})|(?<!\p{L})grazie(?!\p{L})|(?<!\p{L})(?:bedankt|dank je|dank u)(?!\p{L})|(?<!\p{L})teşekkür/iu,
  /dziękuję|dzięki|спасибо|благодарю|дякую|谢谢|謝謝|多谢|ありがと|감사|고마/iu,
];

/** A negation just before makes a complaint of praise: `not perfect`, `nicht perfekt`, `pas parfait`. */
const NEGATED =
  /(?:(?<!\p{L})(?:not|no|never|isn['’]?t|wasn['’]?t|doesn['’]?t|don['’]?t|didn['’]?t|hasn['’]?t|far from|almost|nearly|kein\w*|nicht|fast|beinahe|pas|jamais|presque|no|nunca|casi|não|quase|non|mai|quasi|niet|geen|bijna|nie|prawie)|(?<!\p{L})не|почти|不|没|没有)\s*(?:quite |yet |really |ganz |tout à fait |del todo )?$/iu;
/** Conditions and wishes: `let me know when it works`, `make sure that it works`, `if this is fixed`. */
const SUPPOSED =
  /(?<!\p{L})(?:if|when|once|until|unless|whether|make sure|ensure|so that|should|would|could|wenn|falls|sobald|ob|damit|si|quand|pour que|cuando|para que|se|quando|als|zodat|jeśli|gdy|если|когда|чтобы)(?!\p{L})[^.!?\n]{0,60}$/iu;

/** Words that are quoted are what the request is about: `Translate "this is wrong"`. */
const QUOTED =
  /"[^"\n]*"|“[^”\n]*”|„[^“”\n]*[“”]|«[^»\n]*»|「[^」\n]*」|`[^`\n]*`|(?<![\p{L}\p{N}])['‘][^'‘’\n]*['’](?!\p{L})/gu;

/** What takes it back: `it works, but …`, `it worked before your change`; and `that works for me`, which agrees to a plan. */
const TAKEN_BACK =
  /^[^\n]{0,80}?(?:(?<!\p{L})(?:but|however|except|though|although|unfortunately|aber|jedoch|leider|mais|cependant|pero|sin embargo|mas|porém|però|tuttavia|maar|echter|ale|jednak|но|однако|ama|fakat)(?!\p{L})|但|可是|不过|でも|しかし|けど|하지만|그런데)|^\s*(?:before|until|yesterday|for (?:me|us)|vorher|bevor|avant|antes|prima|до)(?!\p{L})/iu;

/** @returns undefined where the words say nothing of the work */
export function verdictOf(said: string): Verdict | undefined {
  if (said.length > 2 * LONGEST) return undefined;
  const text = said.replace(QUOTED, ' ').trim();
  if (text === '' || said.trim().length > LONGEST) return undefined;
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
  if (negatable && (NEGATED.test(before) || TAKEN_BACK.test(text.slice(match.index + match[0].length)))) return false;
  return !SUPPOSED.test(before);
}
