/** Colours and a progress bar on a terminal, plain lines elsewhere. Progress goes to stderr, results to stdout. */
import pc from 'picocolors';

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

/** Columns aligned; numbers to the right. */
export function table(rows: readonly (readonly (string | number)[])[]): string {
  const width = (column: number): number => Math.max(...rows.map((r) => String(r[column] ?? '').length));
  const widths = (rows[0] ?? []).map((_, i) => width(i));
  return rows
    .map((row) =>
      row
        .map((cell, i) =>
          typeof cell === 'number' ? String(cell).padStart(widths[i] as number) : cell.padEnd(widths[i] as number),
        )
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}

export const printJson = (value: unknown): void => void process.stdout.write(`${JSON.stringify(value)}\n`);
