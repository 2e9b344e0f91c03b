/**
 * Answers that are nothing but an error of the serving side, or the standing words of a model about itself. Every sentence must
 * be one of those, so an answer that explains an error is none.
 */

/** What programs answer when they fail is short; pages in HTML are read as such. */
const LONGEST = 600;
const PAGE = 20_000;

const SORRY = String.raw`(?:(?:i(?:['’]m|\s+am)\s+)?(?:so\s+|very\s+)?sorry|oops|uh[- ]oh|we(?:['’]re|\s+are)\s+sorry|(?:my|our)?\s*apologies|es\s+tut\s+(?:mir|uns)\s+leid|entschuldigung|désolé|lo\s+siento|lo\s+sentimos|mi\s+dispiace|desculpe|извините)[,.:!]?\s*(?:but\s+|aber\s+|mais\s+|pero\s+|ma\s+|mas\s+|но\s+)?`;

/** A whole sentence that says so, apology before and status code included. */
const ERROR = new RegExp(
  String.raw`^(?:${SORRY})?(?:error\s*[:-]\s*)?(?:api\s+error\s*[:(]?\s*)?(?:http\s+)?(?:error\s+)?(?:[45]\d\d\s*[:-]?\s*)?(?:${[
    String.raw`internal\s+server\s+error`,
    String.raw`(?:the\s+)?(?:service|server|model|system|engine)\s+(?:is\s+)?(?:currently\s+|temporarily\s+)?(?:unavailable|overloaded|down|busy)(?:\s+with\s+other\s+requests)?`,
    String.raw`that\s+model\s+is\s+currently\s+overloaded\s+with\s+other\s+requests`,
    String.raw`bad\s+gateway`,
    String.raw`gateway\s+time-?out`,
    String.raw`too\s+many\s+requests`,
    String.raw`(?:rate|usage|token|request)\s+limit\s+(?:has\s+been\s+)?(?:exceeded|reached)(?:\s+for\s+[\w.\s-]{1,60})?`,
    String.raw`you(?:['’]ve|\s+have)?\s+(?:exceeded|reached|hit)\s+(?:your|the)\s+(?:current\s+)?(?:rate\s+|usage\s+|message\s+)?(?:limit|quota)(?:[\w\s,]{0,60})`,
    String.raw`(?:the\s+)?request\s+failed\s+with\s+status\s+code`,
    String.raw`(?:we(?:['’]re|\s+are)\s+|i(?:['’]m|\s+am)\s+)?(?:currently\s+)?experiencing\s+(?:high|heavy|unusually\s+high)\s+(?:demand|traffic|load)(?:\s+right\s+now)?`,
    String.raw`(?:i(?:['’]m|\s+am)|we(?:['’]re|\s+are))\s+(?:currently\s+)?having\s+(?:trouble|issues|problems|difficulty)\s+(?:processing|generating|connecting|responding)[\w\s]{0,40}`,
    String.raw`(?:upstream|gateway)\s+(?:request\s+)?time-?out`,
    String.raw`(?:the\s+)?(?:request|connection|operation|response|execution)\s+(?:has\s+)?(?:timed\s+out|time-?out|failed|was\s+aborted)`,
    String.raw`(?:an?|some)\s+(?:unexpected\s+|internal\s+|unknown\s+|network\s+)?error\s+(?:has\s+)?(?:occurred|happened)(?:\s+(?:while|when|during|on)\s+[\w\s]{3,60})?`,
    String.raw`(?:there\s+was|we\s+encountered|i\s+encountered|we\s+ran\s+into)\s+(?:an?|some)\s+(?:unexpected\s+|internal\s+)?(?:error|problem|issue)(?:\s+(?:while\s+|when\s+|in\s+)?(?:generating|processing|with|handling)\s+[\w\s]{3,50})?`,
    String.raw`something\s+(?:went|seems\s+to\s+have\s+gone)\s+wrong(?:\s+(?:on\s+our\s+(?:end|side)|while\s+[\w\s]{3,40}))?`,
    String.raw`(?:network|connection|server|unknown|stream|overloaded|timeout)[\s_]?error`,
    String.raw`(?:failed|unable)\s+to\s+(?:generate|get|fetch)\s+(?:a\s+|the\s+)?(?:response|completion|answer)(?:\s+from\s+[\w\s]{3,30})?`,
    String.raw`error\s+(?:generating|while\s+generating|in)\s+(?:a\s+|the\s+)?(?:response|message\s+stream|body\s+stream|moderation)`,
    String.raw`no\s+response\s+(?:from\s+(?:the\s+)?(?:model|server|assistant)|received|generated)`,
    String.raw`(?:this\s+model['’]s\s+)?maximum\s+context\s+length\s+(?:is\s+)?(?:exceeded|[\d,]+\s+tokens[\w\s,]{0,120})`,
    String.raw`prompt\s+is\s+too\s+long(?:[:\w\s>]{0,60})`,
    String.raw`(?:invalid|incorrect|missing)\s+api[\s-]key(?:\s+provided)?`,
    String.raw`insufficient[\s_](?:quota|credits?|balance)`,
    // The same in other languages.
    String.raw`(?:ein\s+(?:interner\s+|unerwarteter\s+)?fehler\s+ist\s+aufgetreten|es\s+ist\s+ein\s+(?:interner\s+|unerwarteter\s+)?fehler\s+aufgetreten|interner\s+serverfehler|der\s+dienst\s+ist\s+(?:derzeit\s+)?nicht\s+verfügbar|da\s+ist\s+etwas\s+schiefgelaufen)`,
    String.raw`(?:une\s+erreur\s+(?:interne\s+|inattendue\s+)?(?:est\s+survenue|s['’]est\s+produite)|erreur\s+interne\s+du\s+serveur|le\s+service\s+est\s+(?:temporairement\s+)?indisponible)`,
    String.raw`(?:(?:se\s+)?ha\s+(?:ocurrido|producido)\s+un\s+error(?:\s+inesperado|\s+interno)?|error\s+interno\s+del\s+servidor|algo\s+salió\s+mal|el\s+servicio\s+no\s+está\s+disponible)`,
    String.raw`(?:si\s+è\s+verificato\s+un\s+errore(?:\s+imprevisto|\s+interno)?|errore\s+interno\s+del\s+server|qualcosa\s+è\s+andato\s+storto|ocorreu\s+um\s+erro(?:\s+inesperado|\s+interno)?|erro\s+interno\s+do\s+servidor)`,
    String.raw`(?:произошла\s+(?:внутренняя\s+)?ошибка(?:\s+сервера)?|внутренняя\s+ошибка\s+сервера|сервис\s+(?:временно\s+)?недоступен|что-то\s+пошло\s+не\s+так)`,
    '(?:服务器内部错误|内部服务器错误|发生(?:了)?错误|请求超时|系统繁忙|サーバー?エラーが発生しました|エラーが発生しました|内部サーバーエラー)',
  ].join('|')})\s*(?:\(?(?:error\s+code|code|status|request\s+id|ref(?:erence)?)?\s*[:#]?\s*[\w-]{0,60}\)?)$`,
  'iu',
);

/** Stands beside an error and says nothing of its own. */
const FILLER = new RegExp(
  String.raw`^(?:${SORRY}$|(?:please\s+)?(?:try|retry)(?:\s+(?:your\s+request|it|that))?(?:\s+again)?(?:\s+(?:later|soon|in\s+(?:a\s+)?[\w\s]{1,30}|with\s+[\w\s]{1,30}))?$|(?:please\s+)?(?:contact|reach\s+out\s+to)\s+[\w\s.@[\]:/-]{3,120}$|if\s+(?:this|the)\s+(?:issue|problem|error)\s+persists[\w\s,.@:/-]{0,120}$|(?:request\s+id|trace\s+id|reference|error\s+code|status)\s*[:#]?\s*[\w-]{1,60}$|thank\s+you\s+for\s+your\s+patience$|(?:bitte\s+)?versuchen?\s+sie\s+es\s+(?:später\s+)?(?:noch\s+einmal|erneut|später)$|(?:veuillez\s+)?réessaye[rz]\s*[\p{L}\s]{0,30}$|(?:por\s+favor\s*,?\s*)?(?:inténtelo|intenta|inténtalo|tente)\s+[\p{L}\s]{3,40}$|riprova(?:re)?\s*[\p{L}\s]{0,20}$|(?:пожалуйста\s*,?\s*)?(?:попробуйте|повторите)\s+[\p{L}\s]{3,40}$|(?:请)?(?:稍后)?(?:再试|重试)$)`,
  'iu',
);

/** A model about itself. Alone, it answers nothing; before an answer, it is part of that. */
const DISCLAIMER =
  /^(?:(?:i(?:['’]m|\s+am)\s+)?(?:sorry|afraid)[,.]?\s*(?:but\s+)?)?(?:as|i(?:['’]m|\s+am)\s+(?:just\s+|only\s+)?)\s*an?\s+(?:ai|artificial\s+intelligence|large\s+language|language)\s*(?:language\s+)?(?:model|assistant|chatbot)?(?:\s+(?:developed|created|trained)\s+by\s+\w+)?(?:,?\s*(?:and\s+)?(?:i\s+)?(?:do\s+not|don['’]t|cannot|can['’]t|am\s+not\s+able|am\s+unable|have\s+no)\b[^.]{0,160})?$/iu;
const OFFER =
  /^(?:how\s+(?:can|may)\s+i\s+(?:help|assist)\s+you(?:\s+today)?|is\s+there\s+anything\s+else\s+i\s+can\s+(?:help|assist)[\w\s]{0,30}|(?:please\s+)?let\s+me\s+know\s+if[\w\s,]{0,80})$/iu;

/** Shown by programs in place of a value. */
const NOTHING = /^(?:undefined|\[object Object\]|null|NaN|\{\s*\}|\[\s*\]|"")$/;
const ERROR_JSON =
  /^\s*\{\s*(?:"(?:type|status|success|ok)"\s*:\s*(?:"error"|false|[45]\d\d|"fail(?:ed|ure)?")\s*,\s*)?"(?:error|detail|message)"\s*:\s*(?:\{[^{}]{0,2000}\}|"[^"]{0,600}")\s*(?:,\s*"\w+"\s*:\s*(?:"[^"]{0,200}"|[\w.-]{1,40}))*\s*\}\s*$/;
const SERVING =
  /rate.?limit|overloaded|internal|timed?.?out|server.?error|unavailable|quota|invalid_request|authentication|api.?key|context.?length|too many requests|bad gateway/iu;
const ERROR_PAGE =
  /<(?:title|h1)[^>]{0,80}>\s*(?:error\s*)?(?:[45]\d\d\b|internal\s+server\s+error|bad\s+gateway|service\s+(?:temporarily\s+)?unavailable|gateway\s+time-?out|access\s+denied|attention\s+required|just\s+a\s+moment|forbidden|too\s+many\s+requests|error)/iu;

/**
 * @param text of one answer, as the model gave it
 * @returns true when it is nothing but an error of the serving side, a value that is none, JSON that was cut, or a disclaimer
 */
export function isErrorBoilerplate(text: string): boolean {
  const said = text.trim();
  if (said === '' || NOTHING.test(said)) return true;
  if (said.startsWith('<'))
    return said.length <= PAGE && /^<(?:!doctype\s+html|html)/i.test(said) && ERROR_PAGE.test(said);
  if (said.startsWith('{')) {
    if (isCutJson(said)) return true;
    return said.length <= PAGE && ERROR_JSON.test(said) && SERVING.test(said);
  }
  if (said.length > LONGEST) return false;
  // The JSON of the provider behind its own words: `API Error: 529 {"type":"error",…}`.
  const json = said.indexOf('{');
  const head = (json < 0 ? said : said.slice(0, json)).trim();
  if (json > 0)
    return /^(?:api\s+)?error\b(?:\s+code)?[\s:-]*(?:[45]\d\d)?[\s:-]*$/i.test(head) && SERVING.test(said.slice(json));
  const sentences = head
    .split(/(?<=[.!?])\s+|(?<=[。！])|\n+/u)
    .map((s) => s.replace(/[\s.!?。！]+$/u, '').trim())
    .filter(Boolean);
  const errors = sentences.filter((s) => ERROR.test(s) || DISCLAIMER.test(s)).length;
  return errors > 0 && sentences.every((s) => ERROR.test(s) || DISCLAIMER.test(s) || FILLER.test(s) || OFFER.test(s));
}

/** An object that begins like JSON and never ends: `{"answer": "The cap`. */
function isCutJson(text: string): boolean {
  if (!/^\{\s*"/.test(text) || text.endsWith('}')) return false;
  let depth = 0;
  let quoted = false;
  for (let i = 0; i < text.length; i++) {
    const c = text[i];
    if (quoted) {
      if (c === '\\') i++;
      else if (c === '"') quoted = false;
    } else if (c === '"') quoted = true;
    else if (c === '{' || c === '[') depth++;
    else if ((c === '}' || c === ']') && --depth === 0) return false;
  }
  return true;
}

/** The answer that was asked for: a status by its name, an empty list of what was to be found. */
const ASKS_ERROR =
  /\b[45]\d\d\b|\b(?:status\s+codes?|http|error\s+(?:messages?|codes?)|translate|repeat|say)\b|(?<!\p{L})(?:übersetz|traduis|traduce|переведи)|\b(?:an?|the|this|our|your)\s+(?:[\w-]+\s+)?(?:error|fallback|apology|outage|maintenance)\s+(?:page|text|answer|response|reply|notice|screen|body|object|example|email|letter)s?\b|\b(?:write|draft|compose|word|rephrase|example\s+of)\s+(?:[\w-]+\s+){0,4}?(?:errors?|apology|apologies)\b|(?<!\p{L})fehler(?:meldung|seite|text|antwort)|(?:messages?|pages?|mensaje|mensagem|página|messaggio|pagina)\s+(?:d['’]|de\s+|di\s+)err/iu;
const ASKS_VALUE =
  /\b(?:json|arrays?|lists?|objects?|null|undefined|empty|extract|returns?|format|output|evaluates?|prints?|result)\b/iu;

/** @param request what the answer answers, with the system prompt before it */
export function isErrorAnswer(answer: string, request: string): boolean {
  if (!isErrorBoilerplate(answer)) return false;
  const value = /^["{[nuN]/.test(answer.trim()) && NOTHING.test(answer.trim());
  return !(value ? ASKS_VALUE : ASKS_ERROR).test(request.slice(0, REQUEST));
}

/** Characters of a request that say what form its answer has. */
const REQUEST = 4000;
