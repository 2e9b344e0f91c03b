/** Every row against its contract, by the same code as `goldpan validate`. */
import { validatePaths } from '../datasets/validate.ts';
import type { In, Out } from './rpc.ts';

export async function validate({ root, paths }: In<'validate'>): Promise<Out<'validate'>> {
  return validatePaths(paths, root);
}
