/** Calls whose arguments are plain text (a patch, a script): rows hold objects, so the text gets a name, which the tool declares. */
import { tryJson } from '../../kit/json/parse.ts';
import type { Call } from '../../model/example.ts';

/** Name of the one argument, as Anthropic and OpenAI call what a freeform tool takes. */
export const BARE = 'input';

export const isBare = ({ args, argsJson }: Pick<Call, 'args' | 'argsJson'>): boolean => !argsJson && args.trim() !== '';

/** @param schema JSON Schema as text; one that is no object is replaced */
export function withBare(schema: string | undefined): string {
  const known = tryJson(schema ?? '');
  const declared = typeof known === 'object' && known !== null ? (known as { properties?: object }) : {};
  const properties = { ...declared.properties };
  if (schema && Object.hasOwn(properties, BARE)) return schema;
  return JSON.stringify({ type: 'object', ...declared, properties: { ...properties, [BARE]: { type: 'string' } } });
}
