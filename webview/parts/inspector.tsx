/** What is known about a trajectory: why it has its level, its marks, what was hidden in it, its tags. */
import { markLabel } from '../../src/protocol/list.ts';
import type { ExampleView } from '../../src/protocol/studio.ts';
import { familyOf, typeName } from './families.ts';
import { Gold } from './gold.tsx';
import { featureName, LEVELS, plural } from './words.ts';

export function Inspector({ value }: { value: ExampleView }) {
  return (
    <div class="inspector">
      {value.note ? <p class="note warn">{value.note}</p> : null}
      <Gold value={value.gold} key={value.id} />
      <Complexity value={value} />
      <Marks value={value} />
      <section aria-label="Outcome">
        <h2>Outcome</h2>
        <p>
          {value.outcome === 'unknown' ? 'The log does not say.' : value.outcome}
          {value.outcomeWhy ? <span class="dim"> {value.outcomeWhy}</span> : null}
        </p>
        {value.outcomeEvidence.length > 0 ? (
          <ul>
            {value.outcomeEvidence.map((line) => (
              <li key={line} class="dim">
                {line}
              </li>
            ))}
          </ul>
        ) : null}
      </section>
      <Redactions value={value} />
      <Tags value={value} />
    </div>
  );
}

/** The level, and the counts behind it. */
function Complexity({ value }: { value: ExampleView }) {
  const features = Object.entries(value.features).filter(([, n]) => n > 0);
  return (
    <section aria-label="Complexity">
      <h2>Complexity</h2>
      <p class="level">
        <span class="level-bar" aria-hidden="true">
          {[1, 2, 3, 4, 5].map((n) => (
            <i key={n} class={n <= value.complexity ? 'on' : ''} />
          ))}
        </span>
        <strong>level {value.complexity}</strong>
        <span class="dim">{LEVELS[value.complexity]}</span>
      </p>
      <dl class="pairs">
        {features.map(([name, n]) => (
          <div key={name}>
            <dt>{featureName(name)}</dt>
            <dd>{n.toLocaleString('en')}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}

/** What speaks against the example, and what that causes. */
function Marks({ value }: { value: ExampleView }) {
  return (
    <section aria-label="Marks">
      <h2>Marks</h2>
      {value.marks.length === 0 ? <p class="dim">None: nothing speaks against it.</p> : null}
      {value.marks.map((m) => (
        <div key={`${m.mark}${m.why}`} class={`mark-why${m.overruled ? ' overruled' : ''}`}>
          <strong>{markLabel(m.mark)}</strong>
          <span>{m.why}</span>
          <span class="dim">
            {m.overruled
              ? 'overruled: you accepted it'
              : m.refusedBy.length > 0
                ? `keeps it out of ${m.refusedBy.join(' and ')}`
                : 'does not keep it out'}
          </span>
        </div>
      ))}
    </section>
  );
}

/** What is hidden, by type. Known only where the log could be read again. */
function Redactions({ value }: { value: ExampleView }) {
  return (
    <section aria-label="Redactions">
      <h2>Hidden in this session</h2>
      {value.redactions.length === 0 ? (
        <p class="dim">{value.note ? 'Not known without the log.' : 'Nothing.'}</p>
      ) : null}
      <dl class="pairs">
        {value.redactions.map((r) => (
          <div key={r.type}>
            <dt>
              <span class={`hidden f-${familyOf(r.type)}`}>{typeName(r.type)}</span>
            </dt>
            <dd>
              {r.count.toLocaleString('en')}
              {r.subjects < r.count ? <span class="dim"> · {plural(r.subjects, 'subject')}</span> : null}
            </dd>
          </div>
        ))}
      </dl>
    </section>
  );
}

/** Where it comes from and what it is about. */
function Tags({ value }: { value: ExampleView }) {
  return (
    <section aria-label="Tags">
      <h2>Tags</h2>
      <dl class="pairs">
        {[
          { name: 'format', value: value.format },
          ...(value.model ? [{ name: 'model', value: value.model }] : []),
          ...value.tags,
        ].map((t) => (
          <div key={t.name}>
            <dt>{t.name}</dt>
            <dd>{t.value}</dd>
          </div>
        ))}
        {value.place ? (
          <div>
            <dt>read from</dt>
            <dd>{plural(value.place.records, 'record')}</dd>
          </div>
        ) : null}
      </dl>
    </section>
  );
}
