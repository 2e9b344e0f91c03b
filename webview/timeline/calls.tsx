/** Tool calls with their results; those of one message are shown together. */
import type { CallView, Item } from '../../src/protocol/studio.ts';
import type { Change } from '../pair/diff.ts';
import { Icon } from '../parts/icons.tsx';
import { Block, Plain } from '../parts/text.tsx';
import { duration, plural } from '../parts/words.ts';

export function Calls({ item }: { item: Extract<Item, { kind: 'calls' }> }) {
  const { calls, key } = item;
  return (
    <div class={`call-list${calls.length > 1 ? ' parallel' : ''}`}>
      {calls.length > 1 ? <p class="note">{plural(calls.length, 'call')} in parallel</p> : null}
      {calls.map((call, i) => (
        <Call key={`${key}.${i}`} call={call} id={`${key}.${i}`} />
      ))}
    </div>
  );
}

interface CallProps {
  call: CallView;
  id: string;
  /** A preference pair ends with the call, so that no result is missing. */
  inPair?: boolean;
  /** Where the arguments differ from those of the other side. */
  changes?: readonly Change[] | undefined;
}

export function Call({ call, id, inPair, changes }: CallProps) {
  const { name, args, argsJson, byUser, result } = call;
  return (
    <section class={`call${result?.isError ? ' failed' : ''}`} aria-label={`call of ${name}`}>
      <p class="call-name">
        <Icon name="tool" />
        <code>
          <Plain text={name} />
        </code>
        {byUser ? <span class="flag">called by the user</span> : null}
        {argsJson ? null : <span class="flag bad">arguments are no JSON object</span>}
      </p>
      <Block value={args} id={`${id}.a`} lines={12} code {...(changes ? { changes } : {})} />
      {inPair ? null : <Result id={id} result={result} />}
    </section>
  );
}

function Result({ result, id }: { result: CallView['result']; id: string }) {
  if (!result) return <p class="result missing">→ no result in the log</p>;
  return (
    <div class={`result${result.isError ? ' error' : ''}`}>
      <p class="result-name">
        {result.isError ? (
          <>
            <Icon name="warn" /> error
          </>
        ) : (
          '→ result'
        )}
        {result.latencyMs === undefined ? null : <span class="flag">{duration(result.latencyMs)}</span>}
        {result.stubs?.map((s) => (
          <span key={s} class="flag">
            with {s}
          </span>
        ))}
      </p>
      <Block value={result.text} id={`${id}.r`} lines={8} code />
    </div>
  );
}
