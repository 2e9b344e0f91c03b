/** Where in a row something stands, so that a person can go and look: a JSON pointer, without anything that the log said. */

interface Frame {
  array: boolean;
  /** Element or member that is being read. */
  index: number;
  key: string;
}

/** What programs name fields with; any other key could itself be a value, and is shown as `*`. */
const PLAIN_KEY = /^[a-z][A-Za-z_-]{0,30}$/;

/**
 * @param row JSON text
 * @param offsets UTF-16, ascending, each inside a string, key or number
 * @returns `/messages/3/content` for each: members by key, elements by index, to the outermost string that holds the offset
 */
export function pointersAt(row: string, offsets: readonly number[]): string[] {
  const out: string[] = [];
  const stack: Frame[] = [];
  /** The next string is a key. */
  let keyNext = false;
  for (let i = 0; i < row.length && out.length < offsets.length; i++) {
    const code = row.charCodeAt(i);
    const top = stack[stack.length - 1];
    let end = i;
    if (code === 34) {
      end = stringEnd(row, i);
      if (keyNext && top) top.key = row.slice(i + 1, end);
    } else if (code === 123 || code === 91) {
      stack.push({ array: code === 91, index: 0, key: '' });
      keyNext = code === 123;
    } else if (code === 125 || code === 93) stack.pop();
    else if (code === 58) keyNext = false;
    else if (code === 44 && top) {
      top.index++;
      keyNext = !top.array;
    }
    while (out.length < offsets.length && (offsets[out.length] ?? 0) <= end) out.push(pointerOf(stack));
    i = end;
  }
  return out;
}

/** Offset of the closing quote. */
function stringEnd(row: string, start: number): number {
  let i = start + 1;
  while (i < row.length && row.charCodeAt(i) !== 34) i += row.charCodeAt(i) === 92 ? 2 : 1;
  return i;
}

const pointerOf = (stack: readonly Frame[]): string =>
  stack.map(({ array, index, key }) => `/${array ? index : PLAIN_KEY.test(key) ? key : '*'}`).join('');
