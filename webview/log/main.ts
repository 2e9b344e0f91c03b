/** The log viewer's page: a list of lines above, the selected line in full below. */
import { config } from 'zod/mini';
import { connect, wordsOf } from '../../src/protocol/page.ts';
import { viewerEvents, viewerMethods } from '../../src/protocol/viewer.ts';
import { wireOf } from '../wire.ts';
import { LineList } from './list.ts';
import { visible } from './visible.ts';

// Checks that compile themselves would need eval, which the content security policy forbids.
config({ jitless: true });

declare function acquireVsCodeApi(): {
  postMessage(message: unknown): void;
  getState(): { line?: number } | undefined;
  setState(state: { line: number }): void;
};
const page = acquireVsCodeApi();

const element = <K extends keyof HTMLElementTagNameMap>(tag: K, className: string): HTMLElementTagNameMap[K] =>
  Object.assign(document.createElement(tag), { className });

const name = element('span', 'name');
const facts = element('span', 'facts');
const go = Object.assign(element('input', 'go'), { type: 'number', min: '1', placeholder: 'Line' });
go.setAttribute('aria-label', 'Go to line');
const open = Object.assign(element('button', 'open'), { type: 'button', textContent: 'Open as Text' });
const header = element('header', 'bar');
header.append(name, facts, go, open);

const detailTitle = element('div', 'title');
const detail = element('pre', 'detail');
detail.tabIndex = 0;
detail.setAttribute('aria-label', 'The selected line in full');
const status = element('div', 'status');
status.setAttribute('role', 'status');
const pane = element('section', 'pane');
pane.append(detailTitle, detail);

const list = new LineList({
  fetch: (from, count) => host.call('lines', { from, count }),
  onSelect: (line) => attempt(show(line)),
  onOpen: () => detail.focus(),
});
document.getElementById('viewer')?.append(header, list.element, pane, status);

const host = connect(wireOf(page), {
  methods: viewerMethods,
  events: viewerEvents,
  handlers: { goTo: ({ line }) => list.select(line, 'middle'), grown },
});

open.addEventListener('click', () => attempt(host.call('openText', { line: list.line })));
go.addEventListener('change', () => {
  const line = Number(go.value);
  if (Number.isInteger(line) && line > 0) {
    list.select(line - 1, 'middle');
    list.element.focus();
  }
});

async function show(line: number): Promise<void> {
  page.setState({ line });
  const { text, cut } = await host.call('line', { line });
  // Another line was selected meanwhile.
  if (line !== list.line) return;
  detailTitle.textContent = `Line ${(line + 1).toLocaleString()}${cut ? ' (its beginning)' : ''}`;
  detail.textContent = visible(pretty(text));
  detail.scrollTop = 0;
}

/** Indented when it is JSON whose numbers survive; else as logged. */
function pretty(text: string): string {
  if (!/^\s*[[{]/.test(text)) return text;
  try {
    const indented = JSON.stringify(JSON.parse(text), null, 2);
    return indented.replace(/\s/g, '') === text.replace(/\s/g, '') ? indented : text;
  } catch {
    return text;
  }
}

function grown({ total, size }: { total: number; size: string }): void {
  facts.textContent = `${total.toLocaleString()} lines · ${size}`;
  list.setTotal(total);
}

/** The file may have been asked for at a line; else the page goes back to where it was. */
async function begin(): Promise<void> {
  const opened = await host.call('open', {});
  name.textContent = opened.name;
  open.hidden = !opened.text;
  grown(opened);
  list.select(opened.select ?? page.getState()?.line ?? 0, 'middle');
}

function attempt(work: Promise<unknown>): void {
  work.catch((error: unknown) => {
    const { message, fix } = wordsOf(error);
    status.textContent = [message, fix].filter(Boolean).join(' ');
  });
}

attempt(begin());
