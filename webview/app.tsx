/** The studio: header, list, what is selected, and the actions below. */

import { Exported, Footer, Header } from './parts/bar.tsx';
import { Card } from './parts/card.tsx';
import { Detail } from './parts/detail.tsx';
import { KeysDialog, MissedDialog } from './parts/dialogs.tsx';
import { ListPane } from './parts/list.tsx';
import { SelectionButton } from './parts/selection.tsx';
import { Loading, NoRun } from './parts/states.tsx';
import { hello, listShown, said, view } from './state/store.ts';

export function App() {
  return (
    <>
      <Body />
      {/* Read out by screen readers; the same text is in the footer. */}
      <div
        class="sr-only"
        role={said.value.error ? 'alert' : 'status'}
        aria-live={said.value.error ? 'assertive' : 'polite'}
      >
        {said.value.text}
      </div>
      <Card />
      <SelectionButton />
      <MissedDialog />
      <KeysDialog />
    </>
  );
}

function Body() {
  if (!hello.value)
    return (
      <main class="whole">
        <Loading what="Opening the studio" />
      </main>
    );
  if (!hello.value.run)
    return (
      <main class="whole">
        <NoRun />
      </main>
    );
  return (
    <>
      <Header />
      <Exported />
      <div
        id="main"
        role="tabpanel"
        aria-labelledby={`tab-${view.value}`}
        class={`main${listShown.value ? ' list-shown' : ''}`}
      >
        <ListPane />
        <div class="detail">
          <Detail />
        </div>
      </div>
      <Footer />
    </>
  );
}
