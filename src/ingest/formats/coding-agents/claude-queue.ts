/**
 * Prompts that were typed while Claude Code was at work. They wait in a queue, whose movements are lines of their own; where the
 * model got them they are mostly logged again, as a prompt or as a `queued_command`, but versions of early 2026 did not. What
 * stands nowhere else is a prompt where it left the queue.
 */
import type { Item, Line } from './claude-lines.ts';
import type { Move } from './claude-moves.ts';

interface Waiting {
  line: Line;
  text: string;
  /** Number of lines before it. */
  at: number;
  notice: boolean;
}

/** Follows the queue through the lines of a session. */
export class PromptQueue {
  private waiting: Waiting[] = [];

  /**
   * @param line the line itself, with its place; its items are what a prompt of that text would be
   * @param lines those before it
   * @returns the prompts that the model got here, each to be put where it is
   */
  move(move: Move, line: Line, lines: readonly Line[]): Line[] {
    if (move.kind === 'enqueue') {
      this.waiting.push({ line, text: move.text, at: lines.length, notice: move.notice });
      // A notice is told where it came: what the model gets is the same text.
      return move.notice ? [line] : [];
    }
    if (move.kind === 'pop' && move.text === undefined) {
      this.waiting = [];
      return [];
    }
    const { text } = move;
    const at = text === undefined ? 0 : this.waiting.findIndex((w) => w.text === text);
    const [taken] = this.waiting.splice(Math.max(0, at), at < 0 && move.kind === 'pop' ? 0 : 1);
    if (!taken || taken.notice || move.kind === 'pop') return [];
    return [{ ...taken.line, queuedAt: taken.at }];
  }
}

const saidIn = (items: readonly Item[]): string[] =>
  items.flatMap((i) => (i.kind === 'prompt' || i.kind === 'command' ? [i.text] : []));

/** The lines without prompts from the queue that are logged again behind the place where they were typed. */
export function withoutRepeats(lines: readonly Line[]): Line[] {
  if (!lines.some((l) => l.queuedAt !== undefined)) return [...lines];
  const used = new Set<Line>();
  return lines.filter((line) => {
    if (line.queuedAt === undefined) return true;
    const said = saidIn(line.items);
    // Several prompts may have been sent as one; the same prompt may have been typed twice.
    const again = lines.find(
      (l, i) =>
        i >= (line.queuedAt ?? 0) &&
        l.queuedAt === undefined &&
        saidIn(l.items).some((text) => said.some((s) => text.includes(s) && (text !== s || !used.has(l)))),
    );
    if (again) used.add(again);
    return said.length > 0 && !again;
  });
}
