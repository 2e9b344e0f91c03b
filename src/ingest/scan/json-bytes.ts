/** The bytes that give JSON its structure. */
export const QUOTE = 0x22;
export const BACKSLASH = 0x5c;
export const NEWLINE = 0x0a;
export const COMMA = 0x2c;
export const COLON = 0x3a;
export const OPEN_BRACE = 0x7b;
const CLOSE_BRACE = 0x7d;
export const OPEN_BRACKET = 0x5b;
export const CLOSE_BRACKET = 0x5d;

export const isSpace = (b: number): boolean => b === 0x20 || b === NEWLINE || b === 0x0d || b === 0x09;
export const opens = (b: number): boolean => b === OPEN_BRACE || b === OPEN_BRACKET;
export const closes = (b: number): boolean => b === CLOSE_BRACE || b === CLOSE_BRACKET;
