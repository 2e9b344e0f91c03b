/** npm run bench [-- redact | run | near | LOG…]: figures, never pass or fail. Without a word: all that needs no log of yours. */
import { benchRuns } from './ingest.ts';
import { benchNearDuplicates } from './near-duplicates.ts';
import { benchFiles, benchRedaction } from './redact.ts';

const [what, ...more] = process.argv.slice(2);
if (what === undefined || what === 'redact') await benchRedaction();
if (what === undefined || what === 'run') benchRuns();
if (what === undefined || what === 'near') await benchNearDuplicates();
if (what !== undefined && !['redact', 'run', 'near'].includes(what)) await benchFiles([what, ...more]);
