/**
 * Log text as one can see it: control characters as their pictures, and marks that turn the direction of text by name,
 * so that a line shows what it holds and cannot pose as another.
 */
export const visible = (text: string): string =>
  text.replace(INVISIBLE, (char) => {
    const code = char.codePointAt(0) ?? 0;
    if (code < 0x20) return String.fromCodePoint(0x2400 + code);
    return code === 0x7f ? '\u2421' : `\u27e8U+${code.toString(16).toUpperCase().padStart(4, '0')}\u27e9`;
  });

/** Control characters but tab, newline and carriage return; direction marks; invisible joiners and the like. */
const INVISIBLE =
  /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]/g;
