/** A shell command as rules of steps see it: its parts, and the program that each runs. One pass, no grammar. */

export interface ShellPart {
  /** Program, with its subcommand where it has such (`git log`); names of versions and paths are left out (`python3` is `python`). */
  readonly head: string;
  readonly words: readonly string[];
  /** Does it write a file by redirection? */
  readonly writes: boolean;
}

/** What a command does shows at its beginning; the rest is a script or a here-document. */
const READ = 4000;

/** Parts are what `;`, `&&`, `||` and line breaks separate; of a pipe only its first program counts, since that is what can fail. */
export function shellParts(command: string): ShellPart[] {
  const parts: ShellPart[] = [];
  for (const { text, writes } of split(command.slice(0, READ))) {
    const words = text.split(/\s+/).filter((w) => w !== '');
    while (words.length > 0 && isPrefix(words[0] as string)) words.shift();
    if (words.length > 0) parts.push({ head: headOf(words), words, writes });
  }
  return parts;
}

/** `FOO=1`, `sudo`, `time` stand before the program; an assignment alone is no program either. */
const isPrefix = (word: string): boolean =>
  /^(?:sudo|time|nohup|env|command|exec|then|do|if|else|\(|\{|!)$/.test(word) || /^[A-Za-z_]\w*=/.test(word);

interface Piece {
  text: string;
  writes: boolean;
}

function split(command: string): Piece[] {
  const pieces: Piece[] = [];
  let piece: Piece = { text: '', writes: false };
  let quote = '';
  let inPipe = false;
  const end = (): void => {
    if (piece.text.trim() !== '') pieces.push(piece);
    piece = { text: '', writes: false };
    inPipe = false;
  };
  for (let i = 0; i < command.length; i++) {
    const c = command[i] as string;
    if (quote !== '') {
      if (c === quote) quote = '';
      else if (!inPipe) piece.text += c;
    } else if (c === '"' || c === "'") quote = c;
    else if (c === '\\') i++;
    else if (c === '<' && command.startsWith('<<', i) && command[i + 2] !== '<') {
      // What follows a here-document's mark is its text.
      piece.writes ||= /^[^\n]*[^&\d]>/.test(command.slice(i, i + 200));
      break;
    } else if (c === '\n' || c === ';' || (c === '&' && command[i + 1] === '&')) end();
    else if (c === '|') {
      if (command[i + 1] === '|') end();
      else inPipe = true;
    } else if (c === '>') {
      const rest = command.slice(i, i + 16);
      if (!/^>+\s*(?:&|\/dev\/)/.test(rest)) piece.writes = true;
      if (!inPipe) piece.text += ' ';
    } else if (!inPipe) piece.text += c === '&' ? ' ' : c;
  }
  end();
  return pieces;
}

/** Programs whose second word says what they do. */
const WITH_SUBCOMMAND =
  /^(?:git|npm|pnpm|yarn|npx|pip|uv|poetry|conda|docker|kubectl|cargo|go|apt|apt-get|brew|gh|aws|az|gcloud|make|dotnet|mvn|gradle|bundle|gem|rake|composer|dvc|terraform|helm)$/;

function headOf(words: readonly string[]): string {
  const name = (words[0] as string).replace(/^.*\//, '').replace(/(?<=^(?:python|pip|node|ruby))[\d.]+$/, '');
  // `python -m pytest` is pytest.
  if (name === 'python' && words[1] === '-m' && words[2]) return headOf(words.slice(2));
  if ((name === 'bash' || name === 'sh' || name === 'zsh') && /^-\w*c$/.test(words[1] ?? '') && words[2])
    return headOf(words.slice(2));
  if ((name === 'npx' || name === 'bunx') && words[1]) return headOf(words.slice(1));
  if (name === 'uv' && words[1] === 'run' && words[2]) return headOf(words.slice(2));
  if (name === 'timeout' && words[2]) return headOf(words.slice(2));
  const sub = WITH_SUBCOMMAND.test(name) ? words.slice(1).find((w) => /^[a-z][\w:-]*$/.test(w)) : undefined;
  return sub ? `${name} ${sub}` : name;
}
