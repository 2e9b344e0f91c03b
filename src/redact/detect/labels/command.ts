/** Commands whose output is a login or a name, whatever it looks like: the call is the label. */
import type { Finding, TextUnit } from '../detector.ts';
import { isLogin } from '../logins/detector.ts';
import { isNamed } from './named.ts';
import type { Found } from './types.ts';

/** login: one word is all. logins: each word. name: a name a line. */
type Prints = 'login' | 'logins' | 'name';

const COMMANDS: readonly (readonly [RegExp, Prints])[] = [
  [
    /(?:^|[;&|"'\n] ?)(?:whoami|logname|id -un|id --user --name|echo "?\$(?:USER|LOGNAME|env:USERNAME)"?|echo %USERNAME%|stat -c ["']?%U["']? \S+)\s*["']?$/,
    'login',
  ],
  [
    /(?:^|[;&|"'\n] ?)(?:users|ls (?:-1 )?\/(?:home|Users)\/?|cut -d: -f1 \/etc\/passwd|dscl \. list \/Users|getent passwd \| cut -d: -f1)\s*["']?$/,
    'logins',
  ],
  [
    /(?:^|[;&|"'\n] ?)git (?:config (?:--global |--get |--local ){0,2}user\.name|(?:log|show) [^\n;|]{0,80}--(?:pretty=)?(?:format[:=]|pretty=format:)["']?%an["']?[^\n;|]{0,40})\s*["']?$/,
    'name',
  ],
  [
    /(?:^|[;&|"'\n] ?)git (?:log [^\n]{0,80}%an[^\n]{0,20}\| ?sort[^\n]{0,20}(?:\| ?uniq[^\n]{0,20})?|shortlog -\w{0,3}s\w{0,3}[^\n;|]{0,40})$/,
    'name',
  ],
];
const MAX_COMMAND = 400;
/** Output longer than this is not read word by word. */
const MAX_OUTPUT = 4000;
const CONFIDENCE = 0.85;

export function printed(units: readonly TextUnit[], found: Found): void {
  const asked = new Map<number, Prints>();
  units.forEach((unit, i) => {
    const call = unit.origin?.call;
    if (call === undefined || unit.kind === 'name' || unit.kind === 'key') return;
    if (unit.origin?.kind === 'tool_call') {
      const prints = unit.text.length <= MAX_COMMAND ? printsOf(unit.text.trim()) : undefined;
      if (prints) asked.set(call, prints);
    } else if (unit.text.length <= MAX_OUTPUT) {
      const prints = asked.get(call);
      if (prints) for (const finding of read(unit.text, prints)) found(i, finding);
    }
  });
}

const printsOf = (command: string): Prints | undefined => COMMANDS.find(([pattern]) => pattern.test(command))?.[1];

function* read(text: string, prints: Prints): Generator<Finding> {
  const words =
    prints === 'name'
      ? /[^\S\n]*(?:\d{1,7}\s)?[ \t]*([^\n<]{2,60})/g
      : /(?:[A-Za-z][\w-]{1,20}\\)?([A-Za-z][\w.-]{1,31})/g;
  if (prints === 'login' && /\s/.test(text.trim())) return;
  for (const match of text.matchAll(words)) {
    const value = (match[1] ?? '').trim();
    const is = prints === 'name' ? isNamed(value) : isLogin(value);
    if (!is) continue;
    const start = match.index + match[0].lastIndexOf(value);
    yield {
      start,
      end: start + value.length,
      type: prints === 'name' ? 'PERSON' : 'USERNAME',
      detector: 'login',
      rule: 'command',
      confidence: CONFIDENCE,
      evidence: 'program:command',
    };
  }
}
