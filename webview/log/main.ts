/** The log viewer's page: a list of lines above, the selected line in full below. */
import type { FromPage, LineText, ToPage } from '../../src/editor/viewer/messages.ts';
import { LineList } from './list.ts';
import { visible } from './visible.ts';

declare function acquireVsCodeApi(): {
  postMessage(message: FromPage): void;
  getState(): { line?: number } | undefined;
  setState(state: { line: number }): void;
};
const host = acquireVsCodeApi();

type Waiting = { resolve: (value: never) => void; reject: (error: Error) => void };
const waiting = new Map<number, Waiting>();
let nextId = 0;

function ask<T>(make: (id: number) => FromPage): Promise<T> {
  const id = nextId++;
  return new Promise<T>((resolve, reject) => {
    waiting.set(id, { resolve: resolve as (value: never) => void, reject });
    host.postMessage(make(id));
  });
}

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
  fetch: (from, count) => ask<LineText[]>((id) => ({ type: 'lines', id, from, count })),
  onSelect: (line) => void show(line),
  onOpen: () => detail.focus(),
});
document.getElementById('viewer')?.append(header, list.element, pane, status);

open.addEventListener('click', () => host.postMessage({ type: 'openText', line: list.line }));
go.addEventListener('change', () => {
  const line = Number(go.value);
  if (Number.isInteger(line) && line > 0) {
    list.select(line - 1, 'middle');
    list.element.focus();
  }
});

async function show(line: number): Promise<void> {
  host.setState({ line });
  try {
    const { text, cut } = await ask<{ text: string; cut: boolean }>((id) => ({ type: 'line', id, line }));
    if (line !== list.line) return;
    detailTitle.textContent = `Line ${(line + 1).toLocaleString()}${cut ? ' (its beginning)' : ''}`;
    detail.textContent = visible(pretty(text));
    detail.scrollTop = 0;
  } catch (error) {
    status.textContent = (error as Error).message;
  }
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

window.addEventListener('message', ({ data }: MessageEvent<ToPage>) => {
  switch (data.type) {
    case 'open':
      name.textContent = data.name;
      facts.textContent = `${data.total.toLocaleString()} lines · ${data.size}`;
      open.hidden = !data.text;
      list.setTotal(data.total);
      list.select(data.line > 0 ? data.line - 1 : (host.getState()?.line ?? 0), 'middle');
      break;
    case 'grown':
      facts.textContent = `${data.total.toLocaleString()} lines · ${data.size}`;
      list.setTotal(data.total);
      break;
    case 'goTo':
      list.select(data.line - 1, 'middle');
      break;
    case 'lines':
      settle(data.id, data.lines);
      break;
    case 'line':
      settle(data.id, data);
      break;
    case 'failed':
      status.textContent = data.message;
      waiting.get(data.id)?.reject(new Error(data.message));
      waiting.delete(data.id);
  }
});

function settle(id: number, value: unknown): void {
  waiting.get(id)?.resolve(value as never);
  waiting.delete(id);
}

host.postMessage({ type: 'ready' });
