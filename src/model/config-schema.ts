/** The JSON Schema of `goldpan.json`, from the zod schema: what the editor completes and checks. */
import { z } from 'zod';
import { Config } from './config.ts';

export function configSchema(): object {
  const schema = z.toJSONSchema(Config, { io: 'input', target: 'draft-7' });
  return {
    ...schema,
    title: 'Goldpan configuration',
    description: 'Every key has a default; docs/configuration.md explains them.',
  };
}
