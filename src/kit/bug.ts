/** A bug as it may be shown and reported: never with text of a log. */

/** Classes whose messages our own code or the engine writes without a look at the data. */
const PLAIN_CLASSES: ReadonlySet<string> = new Set([
  'UserError',
  'Cancelled',
  'Error',
  'TypeError',
  'RangeError',
  'ReferenceError',
]);

/**
 * The message, unless it may quote what was read: JSON.parse does, and so do parsers, databases and schema checks of others,
 * whose errors have classes of their own. Then the name of the class.
 */
export function bugMessage(error: unknown): string {
  if (!(error instanceof Error)) return 'something that is no Error was thrown';
  return PLAIN_CLASSES.has(error.name) ? error.message : error.name;
}

/** Class, message (see `bugMessage`) and the function where it happened, in one line. */
export function bugPlace(error: unknown): string {
  const [what = '', frame = ''] = bugText(error).split('\n');
  return `${what} ${frame.trim().replace(/\s*\(.*[\\/]/, ' (')}`.trim();
}

/** Class, message (see `bugMessage`) and stack. */
export function bugText(error: unknown): string {
  if (!(error instanceof Error)) return bugMessage(error);
  const { name, message, stack = '' } = error;
  // A message may have lines that look like frames.
  const behind = message === '' ? 0 : stack.indexOf(message) + message.length;
  const frames = stack
    .slice(behind)
    .split('\n')
    .filter((line) => /^\s+at /.test(line));
  return [PLAIN_CLASSES.has(name) ? `${name}: ${message}` : name, ...frames].join('\n');
}
