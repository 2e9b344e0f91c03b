/** Nothing to show, not yet, or not at all: each says what to do. */
import type { ComponentChildren } from 'preact';
import { Button, Ring } from '../controls.tsx';
import { runExport } from '../state/actions.ts';
import { hello, running } from '../state/store.ts';

export function Empty({ title, children }: { title: string; children?: ComponentChildren }) {
  return (
    <div class="state">
      <h2>{title}</h2>
      {children}
    </div>
  );
}

export function Broken({ message, fix, again }: { message: string; fix?: string | undefined; again: () => void }) {
  return (
    <div class="state" role="alert">
      <h2>{message}</h2>
      {fix ? <p>{fix}</p> : null}
      <Button onClick={again}>Try Again</Button>
    </div>
  );
}

export const Loading = ({ what }: { what: string }) => (
  <div class="state loading">
    <Ring label={what} />
    <p>{what} …</p>
  </div>
);

export function NoRun() {
  const { trusted = false, project = '' } = hello.value ?? {};
  if (!trusted) {
    return (
      <Empty title="This workspace is not trusted">
        <p>Goldpan writes nothing here until you trust it: see the shield in the status bar.</p>
      </Empty>
    );
  }
  return (
    <Empty title={running.value ? `Running the pipeline on ${project}` : 'No run yet'}>
      <p>
        The pipeline reads the logs of <strong>{project}</strong>, hides what identifies people, and writes training
        datasets. It works on this machine; nothing leaves it.
      </p>
      {running.value ? (
        <Ring label="Running the pipeline" />
      ) : (
        <Button primary onClick={() => void runExport()}>
          Run Pipeline
        </Button>
      )}
    </Empty>
  );
}
