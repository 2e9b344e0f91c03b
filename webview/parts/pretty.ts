/** JSON on several lines without touching a token, and the way from a place in the old text to the new one. */

export interface Pretty {
  text: string;
  map: (at: number) => number;
}

/** undefined when the text is no JSON that would be easier to read. */
export function pretty(text: string): Pretty | undefined {
  if (text.length < 60 || text.length > 100_000 || !/^\s*[[{]/.test(text)) return undefined;
  let out = '';
  // New place of every old character.
  const places = new Uint32Array(text.length + 1);
  const open: string[] = [];
  const line = () => {
    out += `\n${'  '.repeat(open.length)}`;
  };
  for (let i = 0; i < text.length; i++) {
    const c = text[i] as string;
    if (/\s/.test(c)) {
      places[i] = out.length;
      continue;
    }
    if (c === '"') {
      const end = stringEnd(text, i);
      if (end < 0) return undefined;
      for (let j = i; j < end; j++) places[j] = out.length + j - i;
      out += text.slice(i, end);
      i = end - 1;
      continue;
    }
    if (c === '}' || c === ']') {
      if (open.pop() !== c) return undefined;
      if (!/[[{]$/.test(out)) line();
    }
    places[i] = out.length;
    out += c;
    if (c === '{' || c === '[') {
      open.push(c === '{' ? '}' : ']');
      const next = /\S/.exec(text.slice(i + 1, i + 100))?.[0];
      if (next !== '}' && next !== ']') line();
    } else if (c === ',') line();
    else if (c === ':') out += ' ';
  }
  if (open.length > 0) return undefined;
  places[text.length] = out.length;
  return { text: out, map: (at) => places[Math.min(at, text.length)] ?? out.length };
}

function stringEnd(text: string, from: number): number {
  for (let i = from + 1; i < text.length; i++) {
    if (text[i] === '\\') i++;
    else if (text[i] === '"') return i + 1;
  }
  return -1;
}
