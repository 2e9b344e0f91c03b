/** The exact line of the dataset: made by the code that writes it. */
import type { Row } from '../../src/protocol/studio.ts';
import { Button } from '../controls.tsx';
import { copy, openRow } from '../state/actions.ts';
import { Icon } from './icons.tsx';
import { Plain } from './text.tsx';
import { baseName } from './words.ts';

/** A line longer than this is shown in part; Copy takes all of it. */
const MAX = 400_000;

export function RowTab({ row }: { row: Row }) {
  const { text, dataset, why, split, written } = row;
  const name = dataset.toUpperCase();
  return (
    <div class="row-tab">
      <p class={`row-state${why ? ' out' : ''}`}>
        <Icon name={why ? 'cross' : 'check'} />
        <span>
          {why
            ? `The next export leaves it out of ${name}: ${why.replaceAll('_', ' ')}.`
            : `The next export writes this line to ${dataset}/${split ?? 'train'}.jsonl.`}{' '}
          {written
            ? written.same
              ? 'The last one wrote the same bytes.'
              : 'The last one wrote another line.'
            : 'The last one did not write it.'}
        </span>
      </p>
      {text === null ? null : (
        <>
          <div class="buttons">
            <Button onClick={() => copy(text)}>
              <Icon name="copy" slot="start" />
              Copy Line
            </Button>
            {written ? (
              <Button onClick={() => openRow(written.path, written.line)}>
                <Icon name="source" slot="start" />
                Open {baseName(written.path)}:{written.line}
              </Button>
            ) : null}
          </div>
          {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by key. */}
          <section class="jsonl" tabIndex={0} aria-label={`${name} row as JSONL`}>
            <Plain text={text.slice(0, MAX)} />
          </section>
          {text.length > MAX ? (
            <p class="dim">… and {(text.length - MAX).toLocaleString('en')} more characters.</p>
          ) : null}
        </>
      )}
    </div>
  );
}
