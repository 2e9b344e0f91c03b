/** Charts of a page without scripts: bars and heat maps as tables, so that they can be read aloud and copied. */
import { type Html, html, NOTHING } from './markup.ts';

export interface Bar {
  label: string;
  value: number;
  /** Beside the number. */
  note?: string;
}

/** Bars that are shown; the rest is one line. */
const SHOWN = 20;

/** Horizontal bars, the longest as wide as there is room. */
export function bars(list: readonly Bar[], unit: string): Html {
  if (list.length === 0) return html`<p class="empty">None.</p>`;
  const most = Math.max(...list.map((b) => b.value), 1);
  const rest = list.slice(SHOWN);
  const rows = list
    .slice(0, SHOWN)
    .map(
      ({ label, value, note }) =>
        html`<tr><th scope="row">${label}</th><td class="bar"><div class="track"><span style="width:${((value / most) * 100).toFixed(1)}%"></span></div></td><td class="number">${value.toLocaleString('en')}</td><td class="note">${note ?? ''}</td></tr>`,
    );
  const more =
    rest.length > 0
      ? html`<tr><th scope="row">and ${rest.length} more</th><td></td><td class="number">${rest.reduce((n, b) => n + b.value, 0).toLocaleString('en')}</td><td></td></tr>`
      : NOTHING;
  return html`<table class="bars"><caption class="aloud">${unit}</caption><colgroup><col class="label"><col><col class="number"><col></colgroup><tbody>${rows}${more}</tbody></table>`;
}

/** Shades of a heat map: by the square root, so that small counts can be told from none. */
const shadeOf = (value: number, most: number): string =>
  value === 0 ? '0' : (0.12 + 0.78 * Math.sqrt(value / most)).toFixed(2);

/** A table whose cells are shaded by their number. `columns` and `rows` in the order that is shown. */
export function heatMap(
  { title, columns, rows }: { title: string; columns: readonly string[]; rows: readonly string[] },
  valueAt: (row: string, column: string) => number,
): Html {
  if (rows.length === 0 || columns.length === 0) return html`<p class="empty">None.</p>`;
  const most = Math.max(1, ...rows.flatMap((row) => columns.map((column) => valueAt(row, column))));
  const body = rows.map((row) => {
    const cells = columns.map((column) => {
      const value = valueAt(row, column);
      return html`<td style="--shade:${shadeOf(value, most)}" class="${value === 0 ? 'none' : value > most * 0.3 ? 'much' : 'some'}">${value === 0 ? '·' : value.toLocaleString('en')}</td>`;
    });
    return html`<tr><th scope="row">${row}</th>${cells}</tr>`;
  });
  const head = columns.map((column) => html`<th scope="col">${column}</th>`);
  return html`<table class="heat"><caption>${title}</caption><thead><tr><td></td>${head}</tr></thead><tbody>${body}</tbody></table>`;
}

/** Key figures side by side. */
export const figures = (list: readonly (readonly [label: string, value: string, note?: string])[]): Html =>
  html`<dl class="figures">${list.map(([label, value, note]) => html`<div><dt>${label}</dt><dd>${value}</dd><dd class="note">${note ?? ''}</dd></div>`)}</dl>`;

export function table(head: readonly string[], rows: readonly (readonly (string | number)[])[]): Html {
  if (rows.length === 0) return html`<p class="empty">None.</p>`;
  const cells = (row: readonly (string | number)[]): Html[] =>
    row.map((cell, i) =>
      i === 0
        ? html`<th scope="row">${cell}</th>`
        : html`<td class="${typeof cell === 'number' ? 'number' : 'text'}">${typeof cell === 'number' ? cell.toLocaleString('en') : cell}</td>`,
    );
  return html`<div class="wide"><table class="plain"><thead><tr>${head.map((h) => html`<th scope="col">${h}</th>`)}</tr></thead><tbody>${rows.map((row) => html`<tr>${cells(row)}</tr>`)}</tbody></table></div>`;
}
