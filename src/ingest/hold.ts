/**
 * Puts the parts of one assistant message together when the log scatters them: results of its first calls may come
 * between its parts, and must come after them for the calls to be one turn.
 */
import type { SessionBuilder } from './builder.ts';

export class MessageHold {
  private message: string | undefined;
  private parts: (() => void)[] = [];
  private waiting: (() => void)[] = [];

  constructor(private readonly builder: SessionBuilder) {}

  /** Is this the message that is open? Its text, which every part repeats, is then known. */
  has(message: string | undefined): boolean {
    return message !== undefined && message === this.message;
  }

  /** A part of the assistant message with this id; without an id it is a message of its own. */
  part(message: string | undefined, emit: () => void): void {
    if (!this.has(message)) this.flush();
    this.message = message;
    this.parts.push(emit);
    if (message === undefined) this.flush();
  }

  /** A result: waits while a message is open. */
  result(emit: () => void): void {
    if (this.parts.length > 0) this.waiting.push(emit);
    else emit();
  }

  /** Call before anything that is neither part nor result, and at the end. */
  flush(): void {
    const { parts, waiting } = this;
    this.parts = [];
    this.waiting = [];
    this.message = undefined;
    if (parts.length > 0) this.builder.newTurn();
    for (const emit of parts) emit();
    for (const emit of waiting) emit();
  }
}
