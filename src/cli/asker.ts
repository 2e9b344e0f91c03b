/** One answer a line: typed at a terminal, or read from a pipe. No line is lost between two questions. */
import { createInterface, type Interface } from 'node:readline';

export class Asker {
  readonly isTerminal = Boolean(process.stdin.isTTY);
  private readonly lines: Interface;
  private readonly waiting: string[] = [];
  private wake: (() => void) | undefined;
  private ended = false;

  constructor() {
    this.lines = createInterface({
      input: process.stdin,
      ...(this.isTerminal ? { output: process.stdout, terminal: true } : {}),
    });
    this.lines.on('line', (line) => {
      this.waiting.push(line);
      this.wake?.();
    });
    this.lines.on('close', () => {
      this.ended = true;
      this.wake?.();
    });
    // Ctrl-C ends the questions, not the answers: those are kept.
    this.lines.on('SIGINT', () => this.lines.close());
  }

  /** Undefined at the end of the input. */
  async ask(question: string): Promise<string | undefined> {
    if (this.isTerminal && !this.ended) {
      this.lines.setPrompt(question);
      this.lines.prompt();
    }
    while (this.waiting.length === 0 && !this.ended)
      await new Promise<void>((resolve) => {
        this.wake = resolve;
      });
    return this.waiting.shift();
  }

  close(): void {
    this.lines.close();
  }
}
