/** HTML from text: whatever comes from a log or a dataset is text, and stays it. */

const ESCAPES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};
const escaped = (text: string): string => text.replace(/[&<>"']/g, (c) => ESCAPES[c] ?? c);

/** Markup that is safe to put into a page. Only `html` makes it. */
export class Html {
  constructor(private readonly markup: string) {}

  toString(): string {
    return this.markup;
  }
}

type Part = Html | string | number | readonly Html[];

/** A template: values that are no `Html` are escaped. */
export function html(parts: TemplateStringsArray, ...values: readonly Part[]): Html {
  return new Html(
    parts.reduce((out, part, i) => `${out}${part}${i < values.length ? textOf(values[i] ?? '') : ''}`, ''),
  );
}

const textOf = (value: Part): string => {
  if (value instanceof Html) return value.toString();
  return typeof value === 'object' ? value.join('') : escaped(String(value));
};

export const NOTHING = html``;
