/** Passwords that are plain words, and are believed for what stands around them: a flag, a setting beside that of a user, a variable. */
import { isTemplate, isWordsOnly } from './placeholder.ts';
import { isChosen, TECHNICAL } from './sentence.ts';

/** A value assigned to a name for passwords. */
export interface Setting {
  /** Where the name begins, and the value; `end` is exclusive. */
  from: number;
  start: number;
  end: number;
  name: string;
  /** What stands between name and value, quotes included. */
  operator: string;
  /** The value, or its beginning. */
  said: string;
  quoted: boolean;
}

/** Names of the other half of a login. */
const LOGIN = /\b(?:user(?:[_ ]?(?:name|id))?|login|uid|account|e-?mail|host(?:name)?)["']?\s{0,16}(?:=>?|:)/i;
/** Characters around a setting in which that of the user is looked for: a few lines. */
const BESIDE = 120;

/** Words in texts about a flag: `the --password option`. */
const ABOUT =
  /^(?:flags?|options?|switch(?:es)?|values?|arg(?:ument)?s?|param(?:eter)?s?|prompt|with|from|that|which|then|when|will|should|does|into|also|instead|field|file|file_?name|path|stdin)$/i;

function isWord(said: string): boolean {
  return (
    said.length >= 4 &&
    !/\s/.test(said) &&
    !isTemplate(said) &&
    !isWordsOnly(said) &&
    !TECHNICAL.test(said) &&
    !ABOUT.test(said)
  );
}

/** `--password tulip`, `--password=tulip`; words go on in a text about the flag. */
function isFlag(text: string, { from, end, operator, said, quoted }: Setting): boolean {
  if (text[from] !== '-' || !isWord(said)) return false;
  return quoted || operator.startsWith('=') || /^(?:["'`]?(?:\r?\n|$)| -)/.test(text.slice(end, end + 3));
}

/** A line of its own (`password: tulip`) beside that of a user or host. */
function isLine(text: string, { from, end, operator, said, quoted }: Setting): boolean {
  if (quoted || !/^["']?\s{0,8}[:=]\s{0,8}$/.test(operator) || !isWord(said)) return false;
  const before = text.slice(Math.max(0, from - BESIDE), from);
  const after = text.slice(end, end + BESIDE);
  if (!/(?:^|\n)[ \t>*+-]{0,12}$/.test(before) || !/^[ \t]{0,4}(?:\r?\n|$)/.test(after)) return false;
  return LOGIN.test(before) || LOGIN.test(after);
}

/** Digits only: from six on no count, port or year. */
const DIGITS = /^\d{6,12}$/;
const SAYS_PASSWORD = /(?:pass?wor[dt]|kennwort|wachtwoord|passwd|pwd|pw)$/i;

/** A word with a number behind it: the most frequent kind of password that people think of, and of variable (`pass1`). */
const NUMBERED = /^[A-Za-z]{4,24}\d{1,4}$/;
/** Words that programs number. */
const COUNTED =
  /^(?:fields?|labels?|inputs?|steps?|texts?|strings?|col(?:umn)?|args?|params?|vars?|options?|sections?|lines?|items?|nodes?|tests?|cases?|stages?|modes?|levels?|types?|hash|algo|enum|group|varchar|char|int|uint|float)\d+$/i;
/** `first_pass=`, `bypass=`: a walk over data, a way around. */
const OTHER_PASS = /(?:first|second|third|next|last|by|com|render|multi|single|low|high|band|all)_?pass$/i;

/** `password = "tulip7"`, `keystore.password=tulip7`, `<password>tulip7</password>`: where no variable of code can stand. */
function isNumbered(text: string, { name, end, operator, said, quoted }: Setting): boolean {
  if (!NUMBERED.test(said) || COUNTED.test(said) || isWordsOnly(said) || TECHNICAL.test(said)) return false;
  if (OTHER_PASS.test(name)) return false;
  const behind = text.slice(end, end + 4);
  if (quoted)
    return (
      /^["'\])}]{0,3}[ \t]{0,16}(?::=?|=>?|\?\?=)[ \t]{0,8}\\?["'`]$|^["'] value=["']$/i.test(operator) ||
      (/^\(["'`]$/.test(operator) && /set_?password$/i.test(name))
    );
  if (operator === '>') return behind.startsWith('</');
  // Python's arguments have a comma or bracket behind them.
  return (
    operator === '=' &&
    !/^[\w.]{0,40}\d$/.test(name) &&
    /^(?:$|["';&]|\r?\n|\\|[ \t](?:--?[A-Za-z]|(?![ \t]?[-+*/<>=!?&|%])))/.test(behind)
  );
}

/** Whether what surrounds a value makes it a password, whatever it looks like. */
export function isSetting(text: string, setting: Setting): boolean {
  const { from, name, operator, said, quoted } = setting;
  if (
    /^[A-Z][A-Z\d_]{4,}$/.test(name) &&
    operator.startsWith('=') &&
    (/^[A-Za-z]{4,32}$/.test(said) || DIGITS.test(said))
  )
    return true;
  if (DIGITS.test(said)) return SAYS_PASSWORD.test(name);
  if (isNumbered(text, setting)) return true;
  if (isFlag(text, setting) || isLine(text, setting)) return true;
  // Behind a colon people type what they like.
  if (
    /^["'*]{0,2}: [`"']?$/.test(operator) &&
    /^[`"']?[ \t]{0,2}(?:\r?\n|$)/.test(text.slice(setting.end, setting.end + 6)) &&
    isChosen(said)
  )
    return true;
  if (!quoted || !/^[a-z]{6,32}$/.test(said)) return false;
  return /^ (?:is|was) /.test(operator) || LOGIN.test(text.slice(Math.max(0, from - BESIDE), from));
}
