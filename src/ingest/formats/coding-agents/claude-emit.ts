/**
 * Lines of a Claude Code session to events: main line, abandoned prompts as branches, sub-agents one after the other.
 *
 * A session is a tree by `parentUuid`. Editing a prompt or answering it again adds a sibling with the same parent; the
 * file is append-only, so the last sibling is the one that the user went on with.
 */

import { defined } from '../../../kit/defined.ts';
import type { At, SessionBuilder } from '../../builder.ts';
import type { Item, Line } from './claude-lines.ts';

/** A prompt and all lines that descend from it, up to the next prompt. */
interface Segment {
  prompt: string | undefined;
  lines: Line[];
  parent: Segment | undefined;
  /** The prompt came from the queue, and no line names it as its parent. */
  queued: boolean;
}

/** What the user asked in a line. A slash command counts: what it expands to is what the model answers. */
const promptOf = (line: Line): string | undefined => {
  const item = line.items.find((i) => i.kind === 'prompt' || i.kind === 'command');
  return item?.kind === 'prompt' || item?.kind === 'command' ? item.text : undefined;
};

/**
 * The main conversation.
 *
 * @param lines in file order, without those of sub-agents.
 */
export function emitMain(lines: readonly Line[], builder: SessionBuilder): void {
  const { segments, forks } = cut(lines);
  const keptFor = new Map<Segment, Segment>();
  for (const siblings of forks.values()) {
    const kept = siblings.at(-1) as Segment;
    for (const s of siblings) if (s !== kept) keptFor.set(s, kept);
  }
  const owners = ownersOf(segments, keptFor);
  const starts = new Map<Segment, number>();
  const main = new Emitter(builder);
  for (const segment of segments) {
    if (owners.has(segment)) continue;
    // What is still open of the turn before must come before the fork.
    main.flush();
    starts.set(segment, builder.length);
    for (const line of segment.lines) main.add(line);
  }
  main.flush();
  for (const [segment, kept] of keptFor) {
    // Where a branch begins: at the prompt that was kept in place of it, or behind that one when both ask the same.
    const before = lostAncestors(segment, owners);
    const outer = before[0] ?? segment;
    const start = starts.get(keptFor.get(outer) as Segment) ?? 0;
    const again = before.length === 0 && segment.prompt === kept.prompt;
    builder.branch(again ? start + 1 : start, again ? 'regenerate' : 'edit', () => {
      const emitter = new Emitter(builder, again);
      const own = segments.filter((s) => owners.get(s) === segment);
      for (const s of [...before, ...own]) for (const line of s.lines) emitter.add(line);
      emitter.flush();
    });
  }
}

/** The nearest abandoned prompt that a segment belongs to; parents come before their children. */
function ownersOf(segments: readonly Segment[], keptFor: ReadonlyMap<Segment, Segment>): Map<Segment, Segment> {
  const owners = new Map<Segment, Segment>();
  for (const s of segments) {
    const owner = keptFor.has(s) ? s : s.parent && owners.get(s.parent);
    if (owner) owners.set(s, owner);
  }
  return owners;
}

/** A fork inside an abandoned part starts with that part's way to it, so that the branch can be read from the main line. */
function lostAncestors(segment: Segment, owners: ReadonlyMap<Segment, Segment>): Segment[] {
  const before: Segment[] = [];
  for (let s = segment.parent; s && owners.has(s); s = s.parent) before.push(s);
  return before.reverse();
}

/** Sub-agents' lines, one agent after the other: in the file they run interleaved. Forks are not looked for in them. */
export function emitAgents(lines: readonly Line[], builder: SessionBuilder): void {
  const agents = new Map<string, Line[]>();
  for (const line of lines) {
    const name = line.agent as string;
    const known = agents.get(name);
    if (known) known.push(line);
    else agents.set(name, [line]);
  }
  for (const list of agents.values()) {
    const emitter = new Emitter(builder);
    for (const line of list) emitter.add(line);
    emitter.flush();
  }
}

/** Segments in file order, and the prompts that were asked in the same place, by the line they follow. */
function cut(lines: readonly Line[]): { segments: Segment[]; forks: Map<string, Segment[]> } {
  const segments: Segment[] = [];
  const forks = new Map<string, Segment[]>();
  const byUuid = new Map<string, Segment>();
  let current: Segment | undefined;
  for (const line of lines) {
    // A line whose parent is unknown (metadata that was skipped in between) goes on with what the file has before it.
    const known = line.parent === undefined ? undefined : byUuid.get(line.parent);
    const prompt = promptOf(line);
    if (prompt !== undefined || !current) {
      const siblings = line.parent === undefined ? undefined : forks.get(line.parent);
      const parent: Segment | undefined = siblings ? siblings[0]?.parent : (known ?? current);
      current = { prompt, lines: [], parent, queued: line.queuedAt !== undefined };
      segments.push(current);
      if (prompt !== undefined && line.parent !== undefined) {
        if (siblings) siblings.push(current);
        else forks.set(line.parent, [current]);
      }
    }
    // What the model said after a prompt from the queue answers that one, though its line names the one before.
    const answers = known !== undefined && known === current.parent && current.queued && opensMessage(line, known);
    const segment: Segment = prompt === undefined && !answers ? (known ?? current) : current;
    segment.lines.push(line);
    if (line.uuid) byUuid.set(line.uuid, segment);
  }
  return { segments, forks };
}

/** The first line of an assistant message; its other blocks stay with it. */
function opensMessage(line: Line, before: Segment): boolean {
  const ids = (l: Line): string[] => l.items.flatMap((i) => (i.kind === 'assistant' ? [i.message] : []));
  const [id] = ids(line);
  return id !== undefined && (id === '' || !before.lines.some((l) => ids(l).includes(id)));
}

type Assistant = Extract<Item, { kind: 'assistant' }>;

/** Holds an assistant message back until its last line is there: results of its first calls may stand in between. */
class Emitter {
  /** Lines of the assistant message that is not complete yet: Claude Code writes one line for each content block. */
  private open: { at: At; item: Assistant }[] = [];
  /** Results that came while a message was open. */
  private waiting: { line: Line; item: Item }[] = [];
  /** A slash command whose local output may still follow: then it never went to the model. */
  private command: { line: Line; text: string; pointer: string } | undefined;
  /** Turn of each call: what a refusal of it is about. */
  private readonly turnOf = new Map<string, number>();
  /** Turn of the last answer, which an interruption is about; -1 before the first one. */
  private answered = -1;
  /** Task notices that are already told: the queue and the model's input both hold them. */
  private readonly notified = new Set<string>();
  /** A compaction whose summary has not come yet. */
  private mark: At | undefined;

  constructor(
    private readonly builder: SessionBuilder,
    private skipPrompt = false,
  ) {}

  add(line: Line): void {
    for (const item of line.items) {
      if (item.kind === 'assistant') this.assistant(line, item);
      else if (item.kind === 'result' && this.open.length > 0) this.waiting.push({ line, item });
      else {
        this.close();
        this.emit(line, item);
      }
    }
  }

  flush(): void {
    this.close();
    this.sayCommand();
    this.sayBoundary();
  }

  /** Blocks of one message share its id. Without an id (old versions) each line is a message of its own. */
  private assistant(line: Line, item: Assistant): void {
    const goesOn = item.message !== '' && this.open[0]?.item.message === item.message;
    if (!goesOn) this.flush();
    this.open.push({ at: place(line), item });
  }

  private close(): void {
    const { open, waiting } = this;
    this.open = [];
    this.waiting = [];
    if (open.length > 0) this.message(open);
    for (const { line, item } of waiting) this.emit(line, item);
  }

  /** One complete answer. A block that is repeated (streamed twice) makes its call once. */
  private message(lines: readonly { at: At; item: Assistant }[]): void {
    const { builder } = this;
    builder.newTurn();
    const before = builder.length;
    const calls = new Set<string>();
    for (const { at, item } of lines) {
      const more = { ...at, ...defined({ model: item.model || undefined }) };
      if (item.model) builder.fields.model ??= item.model;
      for (const block of item.blocks) {
        const here = { ...more, pointer: block.pointer };
        if (block.type === 'reasoning') builder.reasoning(block.text, { ...at, pointer: block.pointer });
        else if (block.type === 'text') {
          const empty = block.text === '' && block.parts.length === 0;
          builder.assistant(block.text, {
            ...here,
            parts: block.parts,
            flags: empty ? [...item.flags, 'empty'] : item.flags,
          });
        } else if (block.type === 'result') builder.result({ ...at, ...block });
        else if (block.id === undefined || !calls.has(block.id)) {
          if (block.id !== undefined) calls.add(block.id);
          builder.call({
            ...here,
            name: block.name,
            args: block.args,
            ...defined({ id: block.id }),
          });
          if (block.id !== undefined) this.turnOf.set(block.id, builder.turn);
        }
      }
    }
    if (builder.length > before) this.answered = builder.turn;
  }

  private emit(line: Line, item: Item): void {
    const { builder } = this;
    const at = { ...place(line), ...defined({ pointer: 'pointer' in item ? item.pointer : undefined }) };
    if (item.kind === 'command_output') {
      this.command = undefined;
      return;
    }
    this.sayCommand();
    if (item.kind !== 'boundary' || item.text === undefined) this.sayBoundary();
    if (item.kind === 'command') this.command = { line, text: item.text, pointer: item.pointer };
    else if (item.kind === 'prompt') this.prompt(item.text, line, { ...at, parts: item.parts });
    else if (item.kind === 'context')
      this.context(item.text, item.title, { ...at, ...defined({ harness: item.harness }) });
    else if (item.kind === 'error') builder.error(item.text, { ...at, ...defined({ code: item.code || undefined }) });
    else if (item.kind === 'interrupted') {
      builder.feedback({
        ...at,
        signal: 'interrupted',
        by: 'end_user',
        target: this.answered < 0 ? null : this.answered,
      });
    } else if (item.kind === 'boundary') this.boundary(item.text, at);
    else if (item.kind === 'result') this.result(item, line);
  }

  /** `skipPrompt`: on a branch that answers the same prompt again the prompt is on the main line already. */
  private prompt(text: string, line: Line, at: Parameters<SessionBuilder['user']>[1]): void {
    if (this.skipPrompt) {
      this.skipPrompt = false;
      return;
    }
    this.builder.newTurn();
    this.builder.user(text, { ...at, ...defined({ flags: line.agent ? ['synthetic'] : undefined }) });
  }

  private sayCommand(): void {
    const { command } = this;
    this.command = undefined;
    if (command) this.prompt(command.text, command.line, { ...place(command.line), pointer: command.pointer });
  }

  /** The notice of a task's end is logged twice: in the queue, and where the model got it. */
  private context(text: string, title: string, at: At & { harness?: 'user' }): void {
    if (title === 'task') {
      if (this.notified.has(text)) return;
      this.notified.add(text);
    }
    this.builder.context(text, { ...at, title });
  }

  /** The mark and the summary behind it are one boundary: the mark waits for the summary. */
  private boundary(text: string | undefined, at: At): void {
    const mark = this.mark;
    this.mark = undefined;
    if (text === undefined) this.mark = at;
    else this.builder.boundary('compaction', text, mark ?? at);
  }

  private sayBoundary(): void {
    const { mark } = this;
    this.mark = undefined;
    if (mark) this.builder.boundary('compaction', undefined, mark);
  }

  private result(item: Extract<Item, { kind: 'result' }>, line: Line): void {
    const { block, denied } = item;
    const at = { ...place(line), pointer: block.pointer };
    this.builder.result({ ...at, ...block, ...defined({ latencyMs: item.latencyMs }) });
    if (!denied) return;
    const target = (block.id === undefined ? undefined : this.turnOf.get(block.id)) ?? null;
    this.builder.feedback({ ...at, signal: 'reject', by: 'end_user', target, ...denied });
  }
}

const place = (line: Line): At => ({
  record: line.record,
  ...defined({ time: line.time === undefined || line.time === null ? undefined : line.time, agent: line.agent }),
});
