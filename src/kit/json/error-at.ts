/**
 * Where a text stops being JSON. The engine's own messages are of no use here: they quote the text, which may be a log, and
 * some versions of Node.js leave the position out.
 */

const STRING = /"(?:[^"\\\u0000-\u001f]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*/y;
const SCALAR = /(?:-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null)/y;
const SPACE = /[ \t\r\n]*/y;

/** @returns Offset in UTF-16 units of the first character that cannot be there (the length, when the text ends too soon); undefined for JSON. */
export function jsonErrorAt(text: string): number | undefined {
  const closers: string[] = [];
  let i = 0;
  const run = (pattern: RegExp): number => {
    pattern.lastIndex = i;
    return pattern.exec(text)?.[0].length ?? 0;
  };
  const space = (): void => {
    i += run(SPACE);
  };
  const string = (): boolean => {
    i += run(STRING);
    if (text[i] !== '"') return false;
    i++;
    return true;
  };
  /** `"key":` with the space around it. */
  const key = (): boolean => {
    space();
    if (text[i] !== '"' || !string()) return false;
    space();
    if (text[i] !== ':') return false;
    i++;
    return true;
  };
  for (;;) {
    space();
    const open = text[i];
    if (open === '{' || open === '[') {
      i++;
      space();
      const close = open === '{' ? '}' : ']';
      if (text[i] !== close) {
        closers.push(close);
        if (close === '}' && !key()) return i;
        continue;
      }
      i++;
    } else if (open === '"') {
      if (!string()) return i;
    } else {
      const length = run(SCALAR);
      if (length === 0) return i;
      i += length;
    }
    // What may follow a value.
    for (;;) {
      space();
      const close = closers.at(-1);
      if (close === undefined) return i < text.length ? i : undefined;
      if (text[i] === close) {
        closers.pop();
        i++;
        continue;
      }
      if (text[i] !== ',') return i;
      i++;
      if (close === '}' && !key()) return i;
      break;
    }
  }
}
