// Expected events of OpenAssistant's trees: the best line, and from each other reply of it every way down to a leaf.
import { main, Tally, values } from './raw.mjs';

function rows(tree, parent = null) {
  return [{ ...tree, parent_id: parent }, ...(tree.replies ?? []).flatMap((r) => rows(r, tree.message_id))];
}

export function count(file) {
  const t = new Tally();
  const trees = new Map();
  for (const r of values(file)) {
    const list = r.prompt ? rows(r.prompt) : r.text === undefined ? [] : [r];
    for (const m of list.filter((x) => !x.deleted)) {
      const key = r.message_tree_id;
      trees.set(key, [...(trees.get(key) ?? []), m]);
    }
  }
  t.sessions = trees.size;
  for (const all of trees.values()) {
    const below = (id) => all.filter((m) => m.parent_id === id);
    const ways = (m) => (below(m.message_id).length ? below(m.message_id).flatMap((c) => ways(c).map((w) => [m, ...w])) : [[m]]);
    const ranked = (m) => below(m.parent_id).filter((s) => typeof s.rank === 'number').length > 1;
    const add = (m) => {
      t.add(m.role === 'prompter' ? 'user' : 'assistant');
      if (m.role === 'assistant' && ranked(m)) t.add('feedback');
    };
    let level = below(null);
    while (level.length) {
      const [first, ...rest] = [...level].sort((a, b) => (a.rank ?? 99) - (b.rank ?? 99));
      add(first);
      for (const other of rest) for (const way of ways(other)) way.forEach(add);
      level = below(first.message_id);
    }
  }
  return t;
}
main(import.meta, count);
