/** A row of tabs as ARIA has them: arrow keys move, one stop for Tab. */
import { useRef } from 'preact/hooks';

interface TabsProps<T extends string> {
  label: string;
  tabs: readonly { id: T; label: string; narrow?: boolean; count?: number }[];
  value: T;
  choose: (id: T) => void;
  /** Element that shows the chosen one. */
  panel: string;
}

export function Tabs<T extends string>({ label, tabs, value, choose, panel }: TabsProps<T>) {
  const bar = useRef<HTMLDivElement>(null);
  const move = (event: KeyboardEvent) => {
    const by = event.key === 'ArrowRight' ? 1 : event.key === 'ArrowLeft' ? -1 : 0;
    if (by === 0) return;
    const at = tabs.findIndex((t) => t.id === value);
    const next = tabs[(at + by + tabs.length) % tabs.length];
    if (!next) return;
    event.preventDefault();
    choose(next.id);
    bar.current?.querySelector<HTMLElement>(`#tab-${next.id}`)?.focus();
  };
  return (
    <div class="tabs" role="tablist" aria-label={label} ref={bar} onKeyDown={move}>
      {tabs.map(({ id, label: name, narrow, count }) => (
        <button
          key={id}
          id={`tab-${id}`}
          type="button"
          role="tab"
          class={narrow ? 'narrow-only' : ''}
          aria-selected={id === value}
          aria-controls={panel}
          tabIndex={id === value ? 0 : -1}
          onClick={() => choose(id)}
        >
          {name}
          {count === undefined ? null : <span class="badge">{count.toLocaleString('en')}</span>}
        </button>
      ))}
    </div>
  );
}
