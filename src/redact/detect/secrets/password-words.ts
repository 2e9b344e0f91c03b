/**
 * Words for a password in other languages than English, once for all that reads them: names of settings and keys, labels of user
 * interfaces, sentences. English has shorter forms and more of them; each reader lists its own.
 */

interface PasswordWord {
  /** As settings and keys write it: lower case, without accents, one word. */
  keys?: readonly string[];
  /** What the scanner looks for to read such a name, where that holds no `pass` anyway. */
  mark?: string;
  /** Source of the word as a label of a form, or within one. */
  label?: string;
  /** Source of a whole key in a script without word boundaries. */
  native?: string;
  /** In sentences: what the scanner looks for, and the source of the noun there. It folds the case of ASCII only. */
  said?: readonly (readonly [mark: string, pattern: string])[];
  /** Written without spaces around it. */
  wide?: boolean;
}

const latin = (word: string): PasswordWord => ({ keys: [word], mark: word, label: word, said: [[word, word]] });
const wide = (word: string): PasswordWord => ({ label: word, native: word, said: [[word, word]], wide: true });

const WORDS: readonly PasswordWord[] = [
  // German: `Passwort` is read with the English word.
  { keys: ['passwort'] },
  latin('kennwort'),
  // French
  {
    keys: ['mdp', 'motdepasse'],
    mark: 'mdp',
    label: 'mot de passe',
    said: [
      ['mot de passe', 'mot de passe'],
      ['mdp', 'mdp'],
    ],
  },
  // Spanish; `clave` is a key as well, and read in sentences as one.
  {
    keys: ['contrasena', 'contrasenya'],
    mark: 'contrase',
    label: 'contrase[ñn]a',
    said: [['contrase', 'contrase(?:ñ|n|n\u0303)a']],
  },
  { keys: ['clave'], mark: 'clave', label: 'clave' },
  // Portuguese
  latin('senha'),
  { keys: ['palavrapasse'], label: 'palavra[- ]passe', said: [['palavra-passe', 'palavra-passe']] },
  // Italian: alone, `parola` is any word.
  {
    keys: ['parola'],
    mark: 'parola',
    label: 'parola',
    said: [
      ["parola d'", "parola d'ordine"],
      ['parola chiave', 'parola chiave'],
    ],
  },
  // Dutch, Polish
  latin('wachtwoord'),
  { keys: ['haslo'], mark: 'haslo', label: 'has[łl]o', said: [['hasł', 'hasł(?:o|a|em)']] },
  // Swedish, Danish, Norwegian, Czech
  { keys: ['losenord'], mark: 'losenord', label: 'l[öo]senord' },
  { keys: ['adgangskode'], mark: 'adgangskode', label: 'adgangskode' },
  { keys: ['passord'], label: 'passord' },
  { keys: ['heslo'], mark: 'heslo', label: 'heslo' },
  // Finnish, Hungarian, Turkish, Romanian, Vietnamese, Indonesian: labels only.
  ...['salasana', 'jelsz[óo]', '[şs]ifre', 'parol[ăa]?', 'm[ậa]t kh[ẩa]u', 'kata sandi'].map((label) => ({ label })),
  // Russian: without the first letter, whose case the scanner does not fold.
  { label: 'парол', native: 'пароль', said: [['арол', 'арол(?:ь|я|и|ем)']] },
  { native: 'пин-?код' },
  // Chinese, Japanese, Korean
  ...['密码', '密碼', '口令', 'パスワード', '비밀번호', '암호'].map(wide),
  { label: '暗証', native: '暗証番号', said: [['暗証番号', '暗証番号']], wide: true },
  // Arabic, Hindi, Hebrew, Thai
  { label: 'كلمة', native: 'كلمة المرور' },
  ...['पासवर्ड', 'סיסמה', 'รหัสผ่าน'].map((word) => ({ label: word, native: word })),
];

const each = <T>(of: (word: PasswordWord) => T | readonly T[] | undefined): T[] =>
  WORDS.flatMap((word) => of(word) ?? []) as T[];

/** Names of settings and keys, as `keys` above. */
export const PASSWORD_KEYS: readonly string[] = each(({ keys }) => keys);
export const PASSWORD_KEY_MARKS: readonly string[] = each(({ mark }) => mark);
/** Sources of alternatives: words that labels hold, and whole keys. */
export const PASSWORD_LABELS: string = each(({ label }) => label).join('|');
export const NATIVE_PASSWORD_KEYS: string = each(({ native }) => native).join('|');
/** Nouns of sentences. */
export const PASSWORD_NOUNS: readonly { mark: string; pattern: string; wide: boolean }[] = WORDS.flatMap(
  ({ said = [], wide: isWide = false }) => said.map(([mark, pattern]) => ({ mark, pattern, wide: isWide })),
);
