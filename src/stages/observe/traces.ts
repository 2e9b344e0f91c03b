/** Stack traces and compilers' errors of the common languages, at the end of what a program printed. */

/** Of the end of an output: the last line of a trace says what happened. */
const READ = 3000;

/** Lines of harnesses behind a program's output. */
const HARNESS_LINE =
  /^(?:\(Open file:.*|\(Current directory:.*|bash-\$|\[(?:The command|Command|Current working|Python|Interpreter|Jupyter).*|<\/?\w+>|root@.*|.{0,80}[$#] ?|exit status \d+|Output truncated.*|make(?:\[\d+\])?: .*|npm error .*|npm ERR! .*|Node\.js v[\d.]+)$/;

interface Trace {
  readonly rule: string;
  /** Both must stand in the end of the output: cheap words first. */
  readonly word: string;
  readonly shape: RegExp;
}

/** Each anchored at a line, without an unbounded inner repetition. */
const TRACES: readonly Trace[] = [
  { rule: 'node trace', word: '\n    at ', shape: /^(?:Uncaught |\[?)?[A-Z]\w{0,60}(?:Error|Exception)\b/m },
  {
    rule: 'java trace',
    word: '\tat ',
    shape: /^(?:Exception in thread |Caused by: |[\w.$]{1,200}(?:Exception|Error)\b)/m,
  },
  { rule: 'go panic', word: 'goroutine ', shape: /^(?:panic|fatal error): /m },
  { rule: 'rust panic', word: ' panicked at ', shape: /^thread '/m },
  { rule: 'compiler error', word: 'could not compile', shape: /^error/m },
  { rule: 'compiler error', word: 'compilation terminated', shape: /error: /m },
  { rule: 'compiler error', word: 'error: ld returned', shape: /^collect2: /m },
  { rule: 'compiler error', word: 'build failed', shape: /^(?:FAILURE: )?build failed/im },
  { rule: '.net trace', word: 'Unhandled exception', shape: /^Unhandled exception[.:]/m },
  { rule: 'php error', word: 'Fatal error:', shape: /^(?:PHP )?Fatal error: /m },
  { rule: 'ruby trace', word: '.rb:', shape: /\.rb:\d+:in .{1,200}(?:Error|Exception)/m },
  { rule: 'crash', word: 'Segmentation fault', shape: /^.{0,120}Segmentation fault/m },
  { rule: 'crash', word: '(core dumped)', shape: /^.{0,120}(?:Aborted|Killed|fault).{0,20}\(core dumped\)/m },
  { rule: 'make error', word: '*** ', shape: /^make(?:\[\d+\])?: \*\*\* /m },
  { rule: 'npm error', word: 'npm ', shape: /^npm (?:ERR!|error) (?:code|Missing|missing|Failed|Cannot|Could)/m },
  { rule: 'git error', word: 'fatal: ', shape: /^fatal: .{1,300}$/m },
];

/** `ValueError: …`, `json.decoder.JSONDecodeError`, alone or with its message. */
const PYTHON_END =
  /^(?:[A-Za-z_][\w.]{0,120})?(?:Error|Exception|Interrupt|Exit|Warning|NotFound|Timeout|DoesNotExist)(?::.*)?$/;

const GOES_ON = /^(?:[\s[(^~'"{]|You have \d)/;

/** Rule of the trace that the output ends with; undefined: there is none. */
export function traceIn(text: string): string | undefined {
  const tail = text.slice(-READ);
  const lines = tail.split('\n').filter((line) => line.trim() !== '' && !HARNESS_LINE.test(line.trim()));
  const last = (lines.at(-1) ?? '').trim();
  if (text.includes('Traceback (most recent call last)')) {
    // The message of an exception may go on over some lines; a line of its own says that the program went on.
    const at = lines.findLastIndex((line) => PYTHON_END.test(line));
    if (at >= 0 && lines.slice(at + 1).every((line) => GOES_ON.test(line))) return 'python trace';
  } else if (/^(?:\w{1,40}Error): /.test(last) && /^ {2}File "/m.test(tail)) return 'python trace';
  return TRACES.find(({ word, shape }) => tail.includes(word) && shape.test(tail))?.rule;
}
