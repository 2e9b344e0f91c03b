/** Find My Agents' Logs…: which stores there are, and which of them the run reads already. */
import { sep } from 'node:path';
import { placesAt } from '../ingest/given-paths.ts';
import { findStores } from '../ingest/stores/find.ts';
import { toHome } from '../kit/home.ts';
import { openProject } from './config.ts';
import type { In, Out } from './rpc.ts';

export async function agentStores({ project }: In<'agentStores'>): Promise<Out<'agentStores'>> {
  const { config, workspace } = openProject(project);
  const read = config.sources.include.flatMap((path) => placesAt(path, workspace.root));
  const isRead = (path: string) => read.some((place) => path === place || path.startsWith(place + sep));
  const { stores, looked } = findStores();
  return {
    looked,
    stores: stores.map((store) => ({
      ...store,
      path: toHome(store.path),
      included: placesAt(store.path, workspace.root).every(isRead),
    })),
  };
}
