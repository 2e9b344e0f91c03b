/** Names of fields in one spelling. */
import { memo } from '../../kit/memo.ts';

/** `firstName`, `First-Name` and `first_name` are one key. */
export function keyName(key: string | undefined): string {
  return key === undefined ? '' : remembered(key);
}

const remembered = memo((key) =>
  key
    .replace(/([a-z0-9])([A-Z])/g, '$1_$2')
    .replace(/[^\p{L}\p{N}]+/gu, '_')
    .replace(/^_+|_+$/g, '')
    .toLowerCase(),
);
