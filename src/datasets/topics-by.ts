/** What says how alike two requests are, in a manifest and in words. */
/** The words of the requests; or a model on this machine, with the different requests that it read, and those beyond its bound. */
export type TopicsBy = 'terms' | { name: string; sha256: string; requests: number; unread: number };

/** To stand behind the word "topics"; '' for a dataset of an earlier version, which does not say. */
export function comparedBy({ by }: { by?: TopicsBy }): string {
  if (by === undefined) return '';
  if (by === 'terms') return ' (compared by their terms)';
  const beyond = by.unread > 0 ? `, ${by.unread} requests beyond its bound` : '';
  return ` (compared by the model ${by.name}, sha256 ${by.sha256}${beyond})`;
}
