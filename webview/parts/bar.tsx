/** The header and the footer: where am I, how far am I, what can I do. */
import { Button } from '../controls.tsx';
import { attempt, COMMANDS, openRow, runExport, show } from '../state/actions.ts';
import { list, lists } from '../state/list.ts';
import { exported, hello, listShown, running, said, view } from '../state/store.ts';
import { Icon, type IconName } from './icons.tsx';
import { openMissed } from './selection.tsx';
import { Tabs } from './tabs.tsx';
import { Plain } from './text.tsx';
import { baseName, plural } from './words.ts';

export function Header() {
  const run = hello.value?.run;
  const tabs = [
    { id: 'trajectories' as const, label: 'Trajectories', count: run?.examples ?? 0 },
    { id: 'pairs' as const, label: 'Pairs', count: lists.value.pairs?.all ?? run?.pairs ?? 0 },
  ];
  const choose = (name: (typeof tabs)[number]['id']) => {
    listShown.value = true;
    attempt(show(name));
  };
  return (
    <header class="bar top">
      <Tabs label="Views" tabs={tabs} value={view.value} panel="main" choose={choose} />
      <Progress />
      <div class="spring" />
      <Button icon label="Keys" keys="?" onClick={COMMANDS.keys}>
        <Icon name="keys" />
      </Button>
      <Button
        primary
        disabled={running.value || !hello.value?.trusted}
        onClick={() => void runExport()}
        label="Export: run the pipeline and write the datasets"
      >
        <Icon name="export" slot="start" />
        {running.value ? 'Exporting …' : 'Export'}
      </Button>
    </header>
  );
}

/** How much of the list is decided, with any filter off. */
function Progress() {
  const now = list();
  if (!now || now.all === 0) return null;
  const text = `${now.decided.toLocaleString('en')} of ${now.all.toLocaleString('en')} decided`;
  return (
    <div class="progress">
      <progress value={now.decided} max={now.all} aria-label={text} />
      <span>{text}</span>
      {now.gold > 0 ? <span class="gold-count">{now.gold.toLocaleString('en')} gold</span> : null}
    </div>
  );
}

/** What the last export wrote, until it is dismissed. */
export function Exported() {
  const now = exported.value;
  if (!now) return null;
  return (
    <div class="strip" data-exported>
      <Icon name="check" />
      <span>{now.said}</span>
      {now.files.map((f) => (
        <button key={f.path} type="button" class="link" onClick={() => openRow(f.path, 1)}>
          {baseName(f.path)} <span class="dim">{plural(f.rows, 'row')}</span>
        </button>
      ))}
      <div class="spring" />
      <Button icon label="Dismiss" onClick={() => (exported.value = undefined)}>
        <Icon name="cross" />
      </Button>
    </div>
  );
}

interface Action {
  name: keyof typeof COMMANDS;
  label: string;
  icon: IconName;
  keys: string;
  pairsOnly?: boolean;
}
const ACTIONS: readonly Action[] = [
  { name: 'accept', label: 'Accept', icon: 'check', keys: 'A' },
  { name: 'reject', label: 'Reject', icon: 'cross', keys: 'X' },
  { name: 'edit', label: 'Edit', icon: 'pencil', keys: 'E' },
  { name: 'swap', label: 'Swap', icon: 'swap', keys: 'S', pairsOnly: true },
  { name: 'gold', label: 'Gold', icon: 'gold', keys: 'G' },
  { name: 'undo', label: 'Undo', icon: 'undo', keys: 'U' },
];

export function Footer() {
  const some = (list()?.total ?? 0) > 0;
  return (
    <footer class="bar bottom">
      <div class="actions" role="toolbar" aria-label="Decide">
        {ACTIONS.filter((a) => !a.pairsOnly || view.value === 'pairs').map((a) => (
          <Act key={a.name} {...a} disabled={!some} />
        ))}
        <button type="button" class="act missed" aria-label="Missed …" disabled={!some} onClick={() => openMissed()}>
          <Icon name="hide" />
          <span class="act-label">Missed …</span>
        </button>
      </div>
      <p class={`said${said.value.error ? ' bad' : ''}`} aria-hidden="true">
        <Plain text={said.value.text} />
      </p>
      <div class="actions" role="toolbar" aria-label="Go">
        <Act name="previous" label="Previous" icon="up" keys="K" disabled={!some} />
        <Act name="next" label="Next" icon="down" keys="J" disabled={!some} />
      </div>
    </footer>
  );
}

/** The visible label may be hidden in a narrow panel; the name for screen readers stays. */
function Act({ name, label, icon, keys, disabled }: Omit<Action, 'pairsOnly'> & { disabled: boolean }) {
  return (
    <button
      type="button"
      class={`act ${name}`}
      disabled={disabled}
      aria-label={label}
      aria-keyshortcuts={keys}
      onClick={COMMANDS[name]}
    >
      <Icon name={icon} />
      <span class="act-label">{label}</span>
      <kbd>{keys}</kbd>
    </button>
  );
}
