/** Colours and a progress bar on a terminal, plain lines elsewhere. Progress goes to stderr, results to stdout. */
import pc from 'picocolors';
import type { Stage } from '../datasets/manifest.ts';

const WIDTH = 28;

export class Terminal {
  private readonly live = Boolean(process.stderr.isTTY) && process.env.CI === undefined;
  private readonly colours = pc.createColors(pc.isColorSupported && Boolean(process.stdout.isTTY));
  private readonly errColours = pc.createColors(pc.isColorSupported && Boolean(process.stderr.isTTY));
  private shown = '';
  private lastLine = '';

  bold = (text: string): string => this.colours.bold(text);
  dim = (text: string): string => this.colours.dim(text);
  green = (text: string): string => this.colours.green(text);
  yellow = (text: string): string => this.colours.yellow(text);
  /** For stderr. */
  warn = (text: string): string => this.errColours.yellow(text);
  red = (text: string): string => this.errColours.red(text);

  /** A bar that is redrawn; without a terminal one line at the start of each phase and one at its end. */
  progress(label: string, done: number, total: number): void {
    const share = total === 0 ? 1 : done / total;
    if (this.live) {
      const full = Math.round(share * WIDTH);
      this.draw(
        `${label.padEnd(20)} ${'█'.repeat(full)}${'░'.repeat(WIDTH - full)} ${String(Math.floor(share * 100)).padStart(3)} %`,
      );
      return;
    }
    const line = share >= 1 ? `${label}: done` : `${label} …`;
    if (line !== this.lastLine) process.stderr.write(`${line}\n`);
    this.lastLine = line;
  }

  clear(): void {
    if (this.shown) process.stderr.write('\r\u001b[2K');
    this.shown = '';
  }

  private draw(line: string): void {
    if (line === this.shown) return;
    process.stderr.write(`\r\u001b[2K${line}`);
    this.shown = line;
  }
}

type Cell = string | number;

/** Columns aligned; figures to the right, and their headings with them. */
export function table(rows: readonly (readonly Cell[])[]): string {
  const columns = (rows[0] ?? []).map((_, i) => {
    const body = rows.slice(1).map((row) => String(row[i] ?? ''));
    const figures = body.some((cell) => cell !== '') && body.every((cell) => FIGURE.test(cell));
    return { width: Math.max(...rows.map((row) => String(row[i] ?? '').length)), figures };
  });
  return rows
    .map((row) =>
      columns
        .map(({ width, figures }, i) => {
          const cell = String(row[i] ?? '');
          return figures ? cell.padStart(width) : cell.padEnd(width);
        })
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}

const FIGURE = /^(?:|–|\d[\d.]*(?: %)?)$/;

/** The stages of a run: in = out + dropped. */
export function stageTable(stages: readonly Stage[]): string {
  const lines = stages.map((s): Cell[] => {
    const dropped = Object.entries(s.dropped).map(([why, n]) => `${n} ${plain(why)}`);
    return [s.name, s.unit, s.in, s.out, dropped.join('; ')];
  });
  const hidden = stages.flatMap((s) =>
    s.hidden
      ? [
          `\n${s.name}: ${count(s.hidden.values, 'value')} in ${count(s.hidden.rows, 'row')} hidden by what sessions of the run proved`,
        ]
      : [],
  );
  return `${table([['stage', 'unit', 'in', 'out', 'dropped'], ...lines])}${hidden.join('')}`;
}

/** Text of logs on a terminal: characters that steer it, or turn the direction of reading, are shown as `\u001b`. */
export const plain = (text: string): string =>
  text.replace(
    /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u200e\u200f\u2028-\u202e\u2066-\u2069]/g,
    (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );

/** `1 row`, `2 rows`. */
export const count = (n: number, noun: string): string => `${n} ${noun}${n === 1 ? '' : 's'}`;

export const printJson = (value: unknown): void => void process.stdout.write(`${JSON.stringify(value)}\n`);
