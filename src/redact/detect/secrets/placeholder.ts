/** Values that stand where a secret would, but are none. */

/** Twelve of a filler in a row: `ghp_xxxxxxxxxxxx…`, `AKIAXXXXXXXXXXXXXXXX`. */
const FILLER = /([xX*0.#_~-])\1{11}/;
const ADDRESSED = /your[-_ ]|your(?:pass|key|token|secret|api|own)|put[-_]your|<your|&[lg]t;/i;

/** Templates, variables, calls to the environment. */
const VARIABLE =
  /^['"]{0,2}(?:\$\w+['"]{0,2}$|\$[{(]|%\w+%$|%\(|%[sdv]$|\{[A-Za-z_.\s]*\}$|<[^<>]*>?$|\[[^\]]*\]?$|@[\w.]+@$|#\{)|\$\{|\{\{|%\(\w+\)s|process\.env|os\.environ|getenv/i;
/** A value that is made of these words, digits and punctuation only, says that a secret belongs there. */
const WORDS =
  /(?:my|the|a|an|your|some|any|new|old|test(?:ing)?|demo|dummy|fake|sample|example|mock|foo|bar|baz|qux|user(?:name)?|admin|root|default|change(?:d)?|me|this|it|here|todo|fixme|replace|insert|enter|put|pass(?:word|wd|phrase|code)?|pwd|pw|secret|token|api|key|auth|access|bearer|basic|client|id|value|string|str|text|placeholder|redacted|removed|hidden|masked|censored|omitted|none|null|nil|undefined|true|false|yes|no|not|is|are|valid|invalid|real|really|required|optional|empty|unset|missing|wrong|bad|good|correct|incorrect|abc|xyz|xxx+|yyy+|zzz+|aaa+|qwerty|asdf|lorem|ipsum|hello|world|private|public|db|database|of|for|to|and|or|in|with|long|short|super|very|safe|secure|login|sign|email|name|host|credential|credentials|generated|random|hash|hashed|encrypted|env|var|variable|config|setting|settings)/gi;

/** For values with a mark of their own: only what is plainly no value. */
export function isFiller(value: string): boolean {
  return FILLER.test(value) || ADDRESSED.test(value) || VARIABLE.test(value);
}

/** For values known only by the name they are assigned to. Linear in the value's length, which callers bound. */
export function isPlaceholder(value: string): boolean {
  if (isFiller(value) || /^(.)\1*$/.test(value) || /x{4}|\*{3}|\.{3}|…/i.test(value)) return true;
  if (/example|changeme|placeholder|redacted|dummy|sample|replace_?me|insert_|1234567890|abcdefgh/i.test(value))
    return true;
  if (value.length > 64) return false;
  if (/^\d{6,12}$/.test(value)) return /^(?:0?12345)/.test(value);
  // Words with a tail such as 123 or !@# are weak passwords, and passwords all the same.
  if (/\d{3}|\d.*[!@#$%^&*]|[!@#$%^&*].*\d/.test(value) && !/^[A-Za-z]*[-_]?\d{0,2}$/.test(value) && value.length >= 8)
    return false;
  const rest = value.replace(WORDS, '').replace(/[\d\W_]/g, '');
  return rest.length <= Math.min(3, value.length / 6);
}

/**
 * For the value of a password's key, where `$`, `<` and brackets are signs like others: only whole templates and variables.
 * `$DB_PASS` and `$password` are variables; `$uperS3cret` has a digit within a word.
 */
export function isTemplate(value: string): boolean {
  if (FILLER.test(value) || ADDRESSED.test(value) || /^(.)\1*$/.test(value)) return true;
  return TEMPLATE.test(value) && !/^\$\w*[a-z]\d\w*[a-z]/i.test(value);
}

const TEMPLATE =
  /^(?:\$\w+|%\w+%|%[sdv]|%\(.*|\{[A-Za-z_.\s]*\}|<[^<>]*>|\[[^\]]*\]|@[\w.]+@|<%.*|\(.*\)|&\w+;.*)$|\$\{|\$\(|#\{|\{\{|%\(\w+\)s|process\.env|os\.environ|getenv/i;

/** Words that say that a secret belongs here: `your_password`, `changeme`, `secret`. */
export function isWordsOnly(value: string): boolean {
  if (/x{4}|\*{3}|\.{3}|…/i.test(value)) return true;
  if (/^(?:example|changeme|change-?it|placeholder|redacted|dummy|sample|replace_?me)\W?$/i.test(value)) return true;
  // Google's password of all its key files.
  if (value === 'notasecret') return true;
  const rest = value.replace(WORDS, '').replace(/[\d\W_]/g, '');
  return rest.length === 0 && !/\d{3}|[!@#$%^&*?]/.test(value);
}
