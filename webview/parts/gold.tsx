/** Labels by hand, against which the automation is measured: a section among the details, and one choice beside a pair. */
import { useEffect, useState } from 'preact/hooks';
import type { GoldView } from '../../src/protocol/studio.ts';
import { isPiiType, TAUGHT_TYPES } from '../../src/protocol/text.ts';
import { Button, Checkbox, Select, TextField } from '../controls.tsx';
import { attempt, COMMANDS, labelGold } from '../state/actions.ts';
import { goldShown, pickedWords } from '../state/store.ts';
import { typeName } from './families.ts';
import { caveats, optionsOf, TITLES } from './gold-words.ts';
import { Icon } from './icons.tsx';
import { Plain } from './text.tsx';

export function Gold({ value }: { value: GoldView }) {
  return (
    <details
      class="gold"
      open={goldShown.value}
      onToggle={(event) => (goldShown.value = (event.currentTarget as HTMLDetailsElement).open)}
    >
      <summary>
        <h2>Gold label</h2>
        {value.labelled ? (
          <span class="chip gold-mark">
            <Icon name="gold" /> gold
          </span>
        ) : null}
      </summary>
      <div class="gold-body">
        <Checkbox checked={value.labelled} onChange={() => COMMANDS.gold()}>
          In the gold set <kbd>G</kbd>
        </Checkbox>
        <Caveats value={value} />
        <Choices value={value} />
        <Redaction value={value} />
        <Note value={value} />
      </div>
    </details>
  );
}

function Caveats({ value }: { value: GoldView }) {
  return (
    <>
      {caveats(value).map((text) => (
        <p key={text} class="note warn">
          <Icon name="warn" /> {text}
        </p>
      ))}
    </>
  );
}

function Choices({ value }: { value: GoldView }) {
  return (
    <div class="gold-choices">
      {value.choices.map((choice) => (
        <div key={choice.field} class={`labelled${choice.value === undefined ? '' : ' set'}`}>
          <span aria-hidden="true">{TITLES[choice.field]}</span>
          <Select
            label={TITLES[choice.field]}
            value={choice.value ?? ''}
            options={optionsOf(choice)}
            onChange={(chosen) => attempt(labelGold({ field: choice.field, value: chosen === '' ? null : chosen }))}
          />
        </div>
      ))}
    </div>
  );
}

/** What redaction missed or hid wrongly. Words are looked up in the messages; what is stored is where they stand. */
function Redaction({ value }: { value: GoldView }) {
  const [words, setWords] = useState('');
  const [type, setType] = useState('PERSON');
  const picked = pickedWords.value;
  // Whoever selects words in the text need not type them.
  useEffect(() => setWords(picked), [picked]);
  const ready = words.trim().length > 1;
  const note = () => {
    if (!ready || !isPiiType(type)) return;
    attempt(labelGold({ words: words.trim(), type }).then(() => setWords('')));
  };
  return (
    <fieldset class="gold-redaction">
      <legend>Redaction</legend>
      <Checkbox checked={value.read} onChange={(read) => attempt(labelGold({ read }))}>
        Read to the end: only then it counts
      </Checkbox>
      <TextField
        label="Missed words, or a placeholder that hides wrongly"
        value={words}
        onInput={setWords}
        onEnter={note}
      />
      <div class="gold-add">
        <Select label="Type of what was missed" value={type} options={TAUGHT_TYPES} onChange={setType} />
        <Button disabled={!ready} onClick={note}>
          Note
        </Button>
      </div>
      <ul>
        {value.places.map(({ what, type: of, words: at, message }, i) => (
          <li key={i}>
            <span>
              {what === 'missed' ? `missed ${typeName(of)}` : 'hidden wrongly'}:{' '}
              <code>
                <Plain text={at} />
              </code>{' '}
              <span class="dim">message {message + 1}</span>
            </span>
            <Button icon label={`Take back ${i + 1}`} onClick={() => attempt(labelGold({ forget: i }))}>
              <Icon name="cross" />
            </Button>
          </li>
        ))}
      </ul>
    </fieldset>
  );
}

function Note({ value }: { value: GoldView }) {
  const stored = value.note ?? '';
  const [note, setNote] = useState(stored);
  // What is stored was redacted: that is what is shown.
  useEffect(() => setNote(stored), [stored]);
  const save = () => attempt(labelGold({ note }));
  return (
    <div class="gold-note">
      <TextField label="Note" value={note} onInput={setNote} onEnter={save} />
      <Button disabled={note.trim() === stored} onClick={save}>
        Save Note
      </Button>
    </div>
  );
}

/** Which side of a pair is the better one. */
export function BetterSide({ value }: { value: GoldView }) {
  const [choice] = value.choices;
  if (!choice) return null;
  return (
    <fieldset class="gold-better">
      <legend>{value.labelled ? <Icon name="gold" /> : null} Gold: better is</legend>
      <div class="switch">
        {choice.options.map((side) => (
          <button
            key={side}
            type="button"
            aria-pressed={choice.value === side}
            onClick={() => attempt(labelGold({ field: 'better', value: choice.value === side ? null : side }))}
          >
            {side}
          </button>
        ))}
      </div>
      <Caveats value={value} />
    </fieldset>
  );
}
