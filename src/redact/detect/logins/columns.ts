/** `ps`, `top`, `w`, `squeue`, `lsof`: the column under USER, where the other headers are those of such a program. */
import { lineEnd } from '../tables/table.ts';

const USER = new Set(['USER', 'UID', 'OWNER', 'USERNAME', 'LOGIN', 'User', 'Username', 'Login', 'Owner']);
/** Headers of the programs that list processes, jobs and sessions. */
const OTHERS = new Set(
  `PID PPID %CPU %MEM TTY STAT TIME COMMAND CMD JOBID JobID PARTITION NODES ST FROM LOGIN@ IDLE JCPU PCPU WHAT PR NI VIRT RES SHR FD
  SESSION SESSIONNAME STATE LINE HOST PORT Port From Latest Tty Idle Queue QUEUE STAT SUBMITTED BATCH_NAME RUN_TIME NLWP RSS VSZ START
  STARTED Elapsed State Partition NAME SIZE/OFF NODE MEM QOS`.split(/\s+/),
);
const MIN_OTHERS = 2;
const MAX_LINE = 600;
const TOKEN = /\S+/g;

interface Token {
  text: string;
  start: number;
}

function tokensOf(text: string, start: number, end: number): Token[] {
  return Array.from(text.slice(start, Math.min(end, start + MAX_LINE)).matchAll(TOKEN), (match) => ({
    text: match[0],
    start: start + match.index,
  }));
}

/** Logins by column, with where they begin. Columns before it hold one word each in all of these programs. */
export function columnLogins(text: string): Token[] {
  const found: Token[] = [];
  for (let at = nextUser(text, 0); at >= 0; ) {
    const start = text.lastIndexOf('\n', at) + 1;
    let end = lineEnd(text, at);
    const headers = tokensOf(text, start, end);
    const column = headers.findIndex(({ text: word }) => USER.has(word));
    const others = headers.filter(({ text: word }) => OTHERS.has(word)).length;
    if (column >= 0 && others >= MIN_OTHERS)
      while (end < text.length) {
        const next = end + 1;
        end = lineEnd(text, next);
        const row = tokensOf(text, next, end);
        // A row of dashes rules off the headers.
        if (row.length && /^-+$/.test(row[0]?.text ?? '')) continue;
        const cell = row[column];
        if (!cell) break;
        // A word is missing: what stands at the place of the login may be the next column's.
        if (column > 0 && row.length < headers.length) continue;
        found.push(cell);
      }
    at = nextUser(text, Math.max(end, at + 1));
  }
  return found;
}

const HEADER = /\b(?:USER|UID|OWNER|USERNAME|LOGIN|User|Username|Login|Owner)\b(?=[ \t])/g;
function nextUser(text: string, from: number): number {
  HEADER.lastIndex = from;
  return HEADER.exec(text)?.index ?? -1;
}
