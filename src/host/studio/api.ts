/** What the studio asks of the worker thread, beside what the rest of the editor asks. */
import type { ExampleView, ListPage, ListQuery, PairView, Params, Text } from '../../protocol/studio.ts';
import type { ProjectSpec } from '../api.ts';
import type { Handlers } from '../handlers.ts';
import { studioDecide, studioUndo } from './decide.ts';
import { studioList } from './list.ts';
import { studioPair } from './pair.ts';
import { studioExample, studioText } from './trajectory.ts';

export interface StudioApi {
  studioList: { in: { project: ProjectSpec; query: ListQuery }; out: ListPage };
  studioExample: { in: { project: ProjectSpec } & Params<'example'>; out: ExampleView };
  studioPair: { in: { project: ProjectSpec } & Params<'pair'>; out: PairView };
  studioText: { in: { project: ProjectSpec } & Params<'text'>; out: Text };
  /** `changed`: redaction changed the edited text before it was stored. */
  studioDecide: { in: { project: ProjectSpec; decision: Params<'decide'> }; out: { changed: boolean } };
  studioUndo: { in: { project: ProjectSpec; id: string }; out: { undone: string | null } };
}

export const STUDIO_HANDLERS: Pick<Handlers, keyof StudioApi> = {
  studioList,
  studioExample,
  studioPair,
  studioText,
  studioDecide,
  studioUndo,
};
