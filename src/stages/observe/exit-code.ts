/** Exit codes as harnesses write them around the output of a program. */

/** Lines at the top and at the end of a result in which a harness writes; between them is the program's own output. */
const TOP = 6;
const END = 6;
/** Of a result, from either end. */
const READ = 2000;

/** `Exit code: 1`, `Process exited with code 1`, `<returncode>1</returncode>`, alone on a line. */
const AT_TOP =
  /^(?:exit[ _-]?code[:=]?\s*|exit status[:=]?\s*|return[ _]?code[:=]?\s*|process exited with code\s+|<(?:returncode|exit_code|exitcode)>\s*)(-?\d{1,10})(?:<\/\w+>)?$/i;
/** Lines that a harness writes before the code; another line is the program's own. */
const HEADER = /^(?:|(?:Chunk ID|Wall time|Command|Duration|Session|Cwd|Original|Status)\b.{0,200})$/i;
/** `[The command completed with exit code 1.]`, `exit status 127`, `Command failed with exit code 2`, `(exit code 1)`. */
const AT_END =
  /^[[(<]{0,2}(?:the )?(?:command|process|program|script)?\s?(?:finished|completed|exited|failed|terminated|ended)?\s?(?:with )?(?:exit(?:ed)?|return|non-zero exit|returncode)?[ _]?(?:with )?(?:code|status|returncode)?(?:>|[:=]| )\s?(-?\d{1,10})(?:[.\])>]{0,2}|<\/\w+>)$/i;
const SAYS_EXIT = /exit|return[ _]?code/i;
const IN_JSON = /"(?:exit_?code|exitcode|return_?code|exit_?status)"\s*:\s*(-?\d{1,10})/i;

/**
 * undefined: the result does not tell.
 * @param wrapped true: only a harness's own brackets count at the end, since the text is a file or log that was read
 */
export function exitCodeIn(text: string, wrapped: boolean): number | undefined {
  if (text.length === 0) return undefined;
  const head = text.slice(0, READ);
  const tail = text.length > READ ? text.slice(-READ) : head;
  if (!SAYS_EXIT.test(head) && !SAYS_EXIT.test(tail)) return undefined;
  const start = head.trimStart()[0];
  if (start === '{') {
    const code = IN_JSON.exec(tail) ?? IN_JSON.exec(head);
    return code && !wrapped ? Number(code[1]) : undefined;
  }
  for (const line of head.split('\n', TOP)) {
    const code = AT_TOP.exec(line.trim());
    if (code) return Number(code[1]);
    if (!HEADER.test(line.trim())) break;
  }
  const lines = tail.split('\n');
  for (let i = lines.length - 1, seen = 0; i >= 0 && seen < END; i--) {
    const line = (lines[i] as string).trim();
    if (line === '') continue;
    seen++;
    if (line.length > 120 || !SAYS_EXIT.test(line) || (wrapped && !/^[[<(]/.test(line))) continue;
    const code = AT_END.exec(line);
    if (code) return Number(code[1]);
  }
  return undefined;
}
