/** *Add a Names Model…*: for all folders of the user, so it needs no project. */
import { addModel as add } from '../run/names-model.ts';
import type { In, Out } from './rpc.ts';

export async function addModel({ path }: In<'addModel'>): Promise<Out<'addModel'>> {
  const { name, folder, known } = await add(path);
  return { name, folder, terms: known?.attribution ?? null };
}
