/** User names and the numbers of customers, orders, bookings, payments: by their shape, or by the words before them. */
import type { Detector, Finding } from '../detector.ts';
import { isMachineAccount } from '../logins/accounts.ts';
import { W, wordFlags } from '../prose/words.ts';
import { isHandle } from './handle.ts';
import { matchesIn, matchesOf, type Region, regionsAround } from './regions.ts';
import { isDigit, settled } from './text.ts';
import { wordsIn } from './words.ts';

/** `mia_li_3668`: two or more words of letters and a number, as systems make them of names. */
const NAMED_ID = /(?<![\w./@-])[a-z]{2,20}(?:_[a-z]{2,20}){1,3}_\d{3,8}(?![\w/-]|\.\w)/g;
/** Words in it that say what the number is of. */
const THINGS =
  /(?:card|certificate|gift|payment|order|booking|reservation|ticket|invoice|account|customer|client|user|member|transaction|txn|refund|shipment|subscription|policy|claim|case|contract|voucher|coupon|paypal|wallet|bank|debit|credit|loan|patient|employee|student|device|session|request|item|product|flight|room)/;
/** Words that programs name things with: `test_case_123`, `utf_8`. */
const CODE =
  /^(?:test|tests|case|func|function|class|var|step|layer|block|conv|fc|node|row|col|line|page|chunk|batch|epoch|version|python|py|utf|iso|sha|md|base|int|uint|float|port|http|error|issue|bug|pr|commit|branch|file|dir|tmp|temp|log|run|job|task|thread|process|worker|shard|part|section|chapter|figure|table|example|sample|demo|model|data|dataset|train|valid|migration|auto|default|plus|vol|img|image|icon|col)_|_(?:test|case|func|step|layer|block|node|row|col|line|page|chunk|batch|epoch|version|port|error|issue|bug|pr|commit|branch|file|log|run|job|task|thread|process|worker|shard|part|section|example|sample|model|data|migration|id|idx|size|len|max|min|at|on|in|to|of)_/;
const HANDLE = /(?<![\p{L}\p{N}_@./=-])@[A-Za-z_][A-Za-z0-9_]{2,29}(?![\w@/(:-]|\.\w)/gu;
/** Decorators, annotations, scopes of packages and commands of documentation are written like handles. */
const NOT_HANDLE =
  /^@(?:__|(?:category|default|defaultValue|remarks|group|module|namespace|memberof|summary|description|experimental|alpha|beta|param|params|return|returns|type|types|typedef|property|prop|override|deprecated|example|see|since|author|version|throws|exception|todo|link|code|media|import|keyframes|font|supports|charset|layer|apply|tailwind|include|mixin|extend|property|classmethod|staticmethod|dataclass|cached|lru_cache|wraps|pytest|fixture|mock|patch|app|router|api|click|Override|Test|Before|After|Autowired|Bean|Component|Service|Entity|Nullable|NotNull|SuppressWarnings|everyone|here|channel|all|abstractmethod|contextmanager|register|task|property|validator|attribute|interface|end|class|selector|synthesize|implementation|protocol|ts|babel|vue|angular|internal|public|private|protected|static|readonly|async|await|suppress|ignore|brief|file|note|details|ref|inheritdoc|inheritDoc|jit|njit|tf|torch|numba|overload|final|skip|parametrize|unittest|functools|login_required|requires|given|when|then)(?![A-Za-z0-9]))/;
const USER_CONTEXT =
  /\b(?:user ?(?:name|id|-id)?|login(?: ?name)?|handle|screen ?name|account ?name|nick(?:name)?|benutzername|kennung|nutzername|usuario|utilisateur|alias)\b["'*]{0,2}(?: (?:is|was|as|named|called|id is)|\s?[:=#])\s{0,2}["'`*(]{0,3}([A-Za-z][\w.-]{1,30}[A-Za-z0-9])(?![\w@/(-]|\.\w)/gi;
/** Lines of servers: `user=agomez ip=…`, `login ok for user 'hgrant' from …`. Arguments of calls stand between commas. */
const LOG_USER =
  /(?:(?<![\w.-])(?:user(?:name)?|login)=["']?([a-z][a-z0-9._-]{2,31})["']?(?=\s+[\w.-]{1,40}=|\s*$)|\b(?:for|by)(?: invalid| illegal)? user ["']?([a-z][a-z0-9._-]{2,31})["']?(?= (?:from|on|at|logged)\b))/gm;
const REF_WORD =
  'order|booking|reservation|confirmation|customer|client|member(?:ship)?|account|invoice|payment|transaction|tracking|ticket|case(?= ?(?:id|no|num|#|:))|policy|claim|reference|ref|loyalty|frequent flyer|passenger|patient|employee|student|subscription|contract|shipment|record locator|pnr|mrn|user|license|licence|rewards|voucher|gift ?card|kundennummer|kunden|auftrags|buchungs|rechnungs';
const REFERENCE = new RegExp(
  String.raw`\b(?:${REF_WORD})s?(?:[ _-]?(?:id|ids|no|nr|num|number|code|reference|ref|nummer|locator|details))?\b["'*\]]{0,3}\.?(?:\s{0,2}(?:[:=#]|is|was|are|as|for|with(?: the)?(?: id| number)?|\(|id:?|no\.?:?|number:?){1,2}|[ ])\s{0,2}["'*#\x60(\[]{0,3}([A-Za-z]{0,12}[-_]?(?=[\w-]{0,30}\d)[A-Z0-9a-z][\w-]{3,30})(?![\w@/(]|\.\w)`,
  'gi',
);

/** Around each underscore before a digit. */
function namedIdRegions(text: string): Region[] {
  const starts: number[] = [];
  for (let at = text.indexOf('_'); at !== -1; at = text.indexOf('_', at + 1))
    if (isDigit(text.charCodeAt(at + 1))) starts.push(at);
  return regionsAround(text, starts, 90, 14);
}

/** A reference is capitals and digits, or mostly digits: not a word with a number in it. */
function isReference(value: string): boolean {
  const digits = value.replace(/\D/g, '').length;
  return (
    (/^#?[A-Z0-9][A-Z0-9-]{4,24}$/.test(value) && digits >= 1 && /[A-Z]/.test(value)) ||
    digits >= 5 ||
    (digits >= 4 && digits * 2 >= value.length)
  );
}

/** Somebody's name, or a word of no dictionary: not what a job is called after. */
function isStranger(login: string): boolean {
  const flags = wordFlags(login);
  return !(flags & (W.COMMON | W.KNOWN)) || Boolean(flags & W.GIVEN);
}

function found(
  value: string,
  start: number,
  type: 'USERNAME' | 'ACCOUNT_ID',
  rule: string,
  confidence: number,
  evidence: string,
): Finding {
  return { start, end: start + value.length, type, detector: 'account', rule, confidence, evidence };
}

/** The group that a pattern caught, and where: it stands at the pattern's end. */
function caught(match: RegExpExecArray): { value: string; start: number } {
  const value = (match[1] ?? match[2])!;
  return { value, start: match.index + match[0].lastIndexOf(value) };
}

/** `mia_li_3668`, `gift_card_3481935`. */
function namedIds(text: string): Finding[] {
  return matchesIn(text, namedIdRegions(text), NAMED_ID).flatMap(({ 0: value, index }) => {
    if (/\d+$/.exec(value)![0].length < 4) return [];
    if (THINGS.test(value)) return [found(value, index, 'ACCOUNT_ID', 'thing_1234', 0.85, 'shape')];
    return CODE.test(value) ? [] : [found(value, index, 'USERNAME', 'name_name_1234', 0.8, 'shape')];
  });
}

/** A login has a digit or a sign in it; what code reads it from (`request.user`) has too. */
function isLogin(value: string): boolean {
  return (
    /[\d_.-]/.test(value) &&
    !/^[\d.-]+$/.test(value) &&
    !/(?:^|[._])(?:py|js|ts|name|id|get|pk|user_?name|user_?id|login|account|email)$/i.test(value) &&
    /\d|[a-z][._-][a-z]/.test(value) &&
    !/^(?:request|process|self|this|user|req|res|args|config|os|data)[._]/i.test(value)
  );
}

/** `username is jdoe42`. */
function saidUsers(text: string): Finding[] {
  return matchesIn(text, regionsAround(text, wordsIn(text, 'user'), 1, 100), USER_CONTEXT).flatMap((match) => {
    const { value, start } = caught(match);
    return isLogin(value)
      ? [found(value, start, 'USERNAME', 'context', /\d/.test(value) ? 0.75 : 0.55, 'context:user')]
      : [];
  });
}

function loggedUsers(text: string): Finding[] {
  return matchesIn(text, regionsAround(text, wordsIn(text, 'user'), 24, 100), LOG_USER).flatMap((match) => {
    const { value, start } = caught(match);
    return !isMachineAccount(value) && isStranger(value)
      ? [found(value, start, 'USERNAME', 'log', 0.7, 'context:log')]
      : [];
  });
}

/** `order #W2378156`; a date or a year is none. */
function references(text: string): Finding[] {
  return matchesIn(text, regionsAround(text, wordsIn(text, 'reference'), 1, 130), REFERENCE).flatMap((match) => {
    const { value, start } = caught(match);
    return isReference(value) && !/^(?:19|20)\d{2}-\d\d/.test(value) && !/^\d{4}$/.test(value)
      ? [found(value, start, 'ACCOUNT_ID', 'context', 0.7, 'context:reference')]
      : [];
  });
}

/** Prose mentions handles; code decorates, and comments annotate. */
function isDecorator(text: string, start: number, end: number): boolean {
  const lineStart = text.lastIndexOf('\n', start) + 1;
  const line = text.slice(Math.max(lineStart, start - 60), start);
  if (/^\s*(?:\*|\/\/|\/\*|#|--|;)|\/\*\s*$|^(?:\t+| {2,})$/.test(line)) return true;
  return (
    /^\s*(?:\d+[:|]?\s*)?$/.test(line) &&
    /^[\w.]*\s*(?:\(|$|\n)/.test(text.slice(end, end + 3)) &&
    text.length > end - start + 2
  );
}

function handles(text: string): Finding[] {
  if (!text.includes('@')) return [];
  return Array.from(matchesOf(text, HANDLE)).flatMap(({ 0: value, index }) =>
    NOT_HANDLE.test(value) || isDecorator(text, index, index + value.length) || !isHandle(text, index, value)
      ? []
      : [found(value, index, 'USERNAME', 'handle', 0.6, 'shape')],
  );
}

export const accountDetector: Detector = {
  name: 'account',
  detect({ text, kind }) {
    if (kind === 'key') return settled(namedIds(text));
    return settled([
      ...namedIds(text),
      ...saidUsers(text),
      ...loggedUsers(text),
      ...references(text),
      ...handles(text),
    ]);
  },
};
