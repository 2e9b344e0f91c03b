/** What every windowed list of the pages does alike: keys that move, and what screen readers are told. */

/** By how many rows a key of a list moves; the ends are for the caller to mind. undefined: the key moves nothing. */
export function moveOf(key: string, { total, page }: { total: number; page: number }): number | undefined {
  const moves: Readonly<Record<string, number>> = {
    ArrowDown: 1,
    ArrowUp: -1,
    PageDown: page,
    PageUp: -page,
    Home: -total,
    End: total,
  };
  return Object.hasOwn(moves, key) ? moves[key] : undefined;
}

export const rowId = (index: number): string => `row-${index}`;

/** The list has the focus and names its active row: rows come and go with the window. `active`: -1 for none. */
export const listboxOf = (label: string, active: number) =>
  ({
    role: 'listbox',
    tabIndex: 0,
    'aria-label': label,
    'aria-activedescendant': active >= 0 ? rowId(active) : undefined,
  }) as const;

/** A row says its place among all, most of which are not in the page. */
export const optionOf = (index: number, total: number, selected: boolean) =>
  ({
    id: rowId(index),
    class: selected ? 'row selected' : 'row',
    role: 'option',
    'aria-selected': selected,
    'aria-setsize': total,
    'aria-posinset': index + 1,
  }) as const;

/** For pages without a renderer. */
export function setAttributes(element: HTMLElement, attributes: Readonly<Record<string, unknown>>): void {
  for (const [name, value] of Object.entries(attributes)) {
    if (value === undefined) element.removeAttribute(name);
    else element.setAttribute(name, String(value));
  }
}
