/** Where the focus goes when the page moves on by itself. */

/** To what is on screen; not while the user walks through the list or types. */
export function focusContent(): void {
  requestAnimationFrame(() => {
    const now = document.activeElement;
    if (now?.closest('.list, .editor, dialog, .list-tools')) return;
    document.querySelector<HTMLElement>('.timeline, .pair')?.focus({ preventScroll: true });
  });
}
