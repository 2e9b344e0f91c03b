#!/usr/bin/env node
/** npm run measure [-- strict] [--missed]: redaction. npm run measure -- outcome [FOLDER …]: outcomes told from evidence. */
await (process.argv[2] === 'outcome' ? import('./outcome-main.ts') : import('./redaction.ts'));

export {};
