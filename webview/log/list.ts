/**
 * A windowed list of lines: rows exist only where one looks. Chromium caps the height of an element at about 33 million
 * pixels, so that beyond a million lines the scroll bar is scaled.
 */
import type { LineText } from '../../src/protocol/viewer.ts';
import { listboxOf, moveOf, optionOf, rowId, setAttributes } from '../rows.ts';
import { visible } from './visible.ts';

/** Height of a row in pixels, as in the style sheet. */
const ROW = 20;
const MAX_HEIGHT = 20_000_000;
/** Rows kept above and below the visible ones. */
const MARGIN = 20;
/** Lines asked for at once, and how many such blocks are kept: about as much as one scrolls back over. */
const BLOCK = 200;
const MAX_BLOCKS = 40;
const LABEL = 'Lines of the log';

export interface ListOptions {
  fetch: (from: number, count: number) => Promise<LineText[]>;
  onSelect: (line: number) => void;
  onOpen: (line: number) => void;
}

export class LineList {
  readonly element = document.createElement('div');
  private readonly canvas = document.createElement('div');
  private readonly blocks = new Map<number, LineText[] | 'loading'>();
  private total = 0;
  private selected = 0;
  private frame = 0;

  constructor(private readonly options: ListOptions) {
    this.element.className = 'list';
    setAttributes(this.element, listboxOf(LABEL, -1));
    this.canvas.className = 'canvas';
    this.canvas.setAttribute('role', 'presentation');
    this.element.append(this.canvas);
    this.element.addEventListener('scroll', () => this.schedule());
    this.element.addEventListener('keydown', (event) => this.key(event));
    this.canvas.addEventListener('click', (event) => this.click(event));
    new ResizeObserver(() => this.schedule()).observe(this.element);
  }

  get line(): number {
    return this.selected;
  }

  setTotal(total: number): void {
    // The last block may have been read before the file grew.
    this.blocks.delete(Math.floor(Math.max(0, this.total - 1) / BLOCK));
    this.total = total;
    this.canvas.style.height = `${Math.min(MAX_HEIGHT, total * ROW)}px`;
    this.schedule();
  }

  /** Selects a line and brings it into view. */
  select(line: number, place: 'near' | 'middle' = 'near'): void {
    this.selected = Math.max(0, Math.min(this.total - 1, line));
    const visible = Math.floor(this.element.clientHeight / ROW);
    const first = this.firstVisible();
    if (place === 'middle') this.scrollTo(this.selected - Math.floor(visible / 2));
    else if (this.selected < first) this.scrollTo(this.selected);
    else if (this.selected >= first + visible) this.scrollTo(this.selected - visible + 1);
    this.schedule();
    this.options.onSelect(this.selected);
  }

  /** Height of the canvas per pixel of all rows: 1 until the cap. */
  private get scale(): number {
    const rows = this.total * ROW - this.element.clientHeight;
    const bar = Math.min(MAX_HEIGHT, this.total * ROW) - this.element.clientHeight;
    return rows > 0 && bar > 0 ? rows / bar : 1;
  }

  private firstVisible(): number {
    return Math.floor((this.element.scrollTop * this.scale) / ROW);
  }

  private scrollTo(line: number): void {
    this.element.scrollTop = (Math.max(0, line) * ROW) / this.scale;
  }

  private schedule(): void {
    cancelAnimationFrame(this.frame);
    this.frame = requestAnimationFrame(() => this.render());
  }

  private render(): void {
    const visible = Math.ceil(this.element.clientHeight / ROW);
    const first = this.firstVisible();
    const from = Math.max(0, first - MARGIN);
    const to = Math.min(this.total, first + visible + MARGIN);
    const rows: HTMLElement[] = [];
    // Rows are placed relative to the scroll position, since the canvas may be shorter than all rows together.
    // While the bar is scaled, a row's own position is of no use: the first visible one is put at the top.
    const origin =
      this.element.scrollTop - (this.element.scrollTop * this.scale - first * ROW) * (this.scale === 1 ? 1 : 0);
    for (let line = from; line < to; line++) rows.push(this.row(line, origin + (line - first) * ROW));
    this.canvas.replaceChildren(...rows);
    const inWindow = this.selected >= from && this.selected < to;
    setAttributes(this.element, listboxOf(LABEL, inWindow ? this.selected : -1));
    this.load(from, to);
  }

  private row(line: number, top: number): HTMLElement {
    const row = document.createElement('div');
    setAttributes(row, optionOf(line, this.total, line === this.selected));
    row.style.top = `${top}px`;
    const number = document.createElement('span');
    number.className = 'number';
    number.textContent = String(line + 1);
    const text = document.createElement('span');
    text.className = 'text';
    const block = this.blocks.get(Math.floor(line / BLOCK));
    const known = block === 'loading' ? undefined : block?.[line % BLOCK];
    // Log text is data: it is only ever set as text.
    text.textContent = known ? visible(known.text) : '…';
    row.append(number, text);
    // The host cuts long lines; a character has four bytes at most.
    if (known && known.bytes > known.text.length * 4) {
      const more = document.createElement('span');
      more.className = 'more';
      more.textContent = `… ${known.bytes.toLocaleString()} bytes`;
      row.append(more);
    }
    return row;
  }

  private load(from: number, to: number): void {
    for (let block = Math.floor(from / BLOCK); block * BLOCK < to; block++) {
      if (this.blocks.has(block)) continue;
      this.blocks.set(block, 'loading');
      this.options.fetch(block * BLOCK, Math.min(BLOCK, this.total - block * BLOCK)).then(
        (lines) => {
          this.blocks.delete(block);
          this.blocks.set(block, lines);
          const oldest = this.blocks.keys().next().value;
          if (this.blocks.size > MAX_BLOCKS && oldest !== undefined) this.blocks.delete(oldest);
          this.schedule();
        },
        () => this.blocks.delete(block),
      );
    }
  }

  private click(event: MouseEvent): void {
    const row = (event.target as HTMLElement).closest('.row');
    if (row) this.select(Number(row.id.slice(rowId(0).length - 1)));
  }

  private key(event: KeyboardEvent): void {
    const page = Math.max(1, Math.floor(this.element.clientHeight / ROW) - 1);
    const by = moveOf(event.key, { total: this.total, page });
    if (event.key === 'Enter') this.options.onOpen(this.selected);
    else if (by === undefined) return;
    else this.select(this.selected + by);
    event.preventDefault();
  }
}
