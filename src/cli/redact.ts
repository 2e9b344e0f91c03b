/** `goldpan redact`: text in, redacted text out. */
import { isUtf8 } from 'node:buffer';
import { createReadStream, existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { type Command, Option } from 'commander';
import { redactNative } from '../assess/native/native.ts';
import { readersOf } from '../ingest/readers-of.ts';
import { notText, utf8Stream, wholeText } from '../ingest/text/whole.ts';
import { UserError } from '../kit/errors.ts';
import { type Line, parseLine, streamLines } from '../kit/jsonl.ts';
import { Key } from '../kit/key.ts';
import { asUserError } from '../kit/os-error.ts';
import { createRedactor } from '../redact/index.ts';
import { redactorOptions } from '../redact/options.ts';
import type { PolicyName, Redactor } from '../redact/types.ts';
import { loadKey } from '../run/store/workspace.ts';
import type { Terminal } from './output.ts';
import { linkable, nativeText } from './redact-native.ts';
import { openWorkspace } from './workspace.ts';

const BATCH = 64;

export function redactCommand(program: Command, terminal: Terminal): void {
  program
    .command('redact')
    .description('text in, redacted text out; or logs, redacted in their own formats')
    .argument('[file]', 'text file, or - for standard input; with --native a log or a folder of logs', '-')
    .option('--jsonl', 'read {"id","text"} a line, write {"id","text","spans"} a line')
    .addOption(new Option('--policy <name>', 'default: that of goldpan.json').choices(['standard', 'strict']))
    .option('--config <file>', 'configuration; its folder is the workspace')
    .option('--native', 'write the logs themselves, redacted and in their own formats, below --out')
    .option('--out <folder>', 'with --native: a new or empty folder')
    .action(async (file: string, flags: Flags) => {
      if (Boolean(flags.native) !== (flags.out !== undefined) || (flags.native && (flags.jsonl || file === '-')))
        throw new UserError(
          '--native takes a file or folder and --out, and no --jsonl',
          'For example: goldpan redact logs --native --out shared',
        );
      const { workspace, config } = openWorkspace(flags.config);
      const policy = flags.policy ?? config.privacy.policy;
      // Numbers begin anew in every file; a pseudonym links its records to those of the others.
      const actions = flags.native ? linkable(policy, config.privacy.actions) : config.privacy.actions;
      const redactor = await createRedactor({
        // A key of the moment when the workspace has none: this command writes nothing beside its output.
        key:
          process.env.GOLDPAN_KEY || existsSync(workspace.local)
            ? loadKey(workspace, process.env.GOLDPAN_KEY)
            : Key.random(),
        ...redactorOptions({ ...config.privacy, policy, actions }, workspace.root),
      });
      if (flags.native) {
        const report = await redactNative({
          from: resolve(file),
          out: resolve(flags.out ?? ''),
          root: workspace.root,
          redactor,
          readers: readersOf(config),
        });
        process.stdout.write(nativeText(report, terminal));
        if (report.skipped.length > 0 || report.files.some(({ differs }) => differs)) process.exitCode = 1;
        return;
      }
      const input = file === '-' ? process.stdin : createReadStream(file);
      const opened = new Promise<never>((_, reject) => {
        input.once('error', (error: Error) => reject(asUserError(error, file)));
      });
      await Promise.race([
        opened,
        flags.jsonl
          ? redactLines(input, file === '-' ? 'standard input' : file, redactor)
          : redactWhole(input, file === '-' ? 'standard input' : file, redactor),
      ]);
    });
}

interface Flags {
  jsonl?: true;
  native?: true;
  out?: string;
  policy?: PolicyName;
  config?: string;
}

async function redactWhole(input: NodeJS.ReadableStream, name: string, redactor: Redactor): Promise<void> {
  const chunks: Buffer[] = [];
  for await (const chunk of input) chunks.push(Buffer.from(chunk));
  // Read wrongly, nothing is found in it, and all of it goes out as it came in.
  const [result] = await redactor.redactTexts([wholeText(Buffer.concat(chunks), name).text]);
  process.stdout.write(result?.text ?? '');
}

async function redactLines(input: NodeJS.ReadableStream, name: string, redactor: Redactor): Promise<void> {
  let batch: { id: unknown; text: string }[] = [];
  const flush = async (): Promise<void> => {
    const results = await redactor.redactTexts(batch.map((row) => row.text));
    const lines = results.map(({ text, spans }, i) =>
      JSON.stringify({
        id: batch[i]?.id,
        text,
        spans: spans.map(({ start, end, type, placeholder }) => ({ start, end, type, placeholder })),
      }),
    );
    batch = [];
    if (lines.length > 0 && !process.stdout.write(`${lines.join('\n')}\n`)) {
      await new Promise((resolve) => process.stdout.once('drain', resolve));
    }
  };
  for await (const line of streamLines(utf8Stream(input as AsyncIterable<Buffer>, name))) {
    if (!isUtf8(line.bytes)) throw notText(`${name}:${line.number}`);
    batch.push(rowOf(line, name));
    if (batch.length >= BATCH) await flush();
  }
  await flush();
}

const FIX = 'Give one JSON object a line; without --jsonl the input is plain text.';

function rowOf(line: Line, name: string): { id: unknown; text: string } {
  const row = parseLine(name, line, FIX) as { id?: unknown; text?: unknown } | null;
  if (typeof row?.text === 'string') return { id: row.id, text: row.text };
  throw new UserError(`${name}:${line.number}: not {"id": …, "text": "…"}`, FIX);
}
