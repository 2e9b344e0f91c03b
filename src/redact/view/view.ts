/**
 * The plain reading of a text that wears a dress: escapes, percent signs, entities, colours and the like taken off, with a map
 * back. Detectors and gate look at both, and what is found in the plain reading is hidden in the text with its dress.
 */

export interface View {
  text: string;
  /**
   * @param start UTF-16 offset in the view
   * @param end the same, exclusive
   * @returns the range of the source that shows it, dress included
   */
  source(start: number, end: number): { start: number; end: number };
}

/** @returns undefined when the text wears no dress, as most do. */
export function viewOf(_text: string): View | undefined {
  return undefined;
}
