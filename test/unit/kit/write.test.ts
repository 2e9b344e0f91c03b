import { closeSync, existsSync, openSync } from 'node:fs';
import { expect, it } from 'vitest';
import { UserError } from '../../../src/kit/errors.ts';
import { writeAll } from '../../../src/kit/write.ts';

it.skipIf(!existsSync('/dev/full'))(
  'a full disk is told with the name of the file, though its descriptor has none',
  () => {
    const fd = openSync('/dev/full', 'w');
    try {
      const write = () => writeAll(fd, Buffer.from('x'), 'out/sft/train.jsonl');
      expect(write).toThrow(UserError);
      expect(write).toThrow(/^out\/sft\/train\.jsonl: there is no space left on this disk \(ENOSPC\)$/);
    } finally {
      closeSync(fd);
    }
  },
);
