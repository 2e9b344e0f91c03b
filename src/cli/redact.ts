/** `goldpan redact`: text in, redacted text out. */
import { createReadStream, existsSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { type Command, Option } from 'commander';
import { Key } from '../core/key.ts';
import { UserError } from '../core/model/errors.ts';
import { createRedactor } from '../core/redact/index.ts';
import { redactorOptions } from '../core/redact/options.ts';
import type { PolicyName, Redactor } from '../core/redact/types.ts';
import { loadKey } from '../core/store/workspace.ts';
import type { Terminal } from './output.ts';
import { openWorkspace } from './workspace.ts';

const BATCH = 64;

export function redactCommand(program: Command, _terminal: Terminal): void {
  program
    .command('redact')
    .description('text in, redacted text out')
    .argument('[file]', 'text file, or - for standard input', '-')
    .option('--jsonl', 'read {"id","text"} a line, write {"id","text","spans"} a line')
    .addOption(new Option('--policy <name>', 'default: that of goldpan.json').choices(['standard', 'strict']))
    .option('--config <file>', 'configuration; its folder is the workspace')
    .action(async (file: string, flags: { jsonl?: boolean; policy?: PolicyName; config?: string }) => {
      const { workspace, config } = openWorkspace(flags.config);
      const redactor = await createRedactor({
        // A key of the moment when the workspace has none: this command writes nothing beside its output.
        key:
          process.env.GOLDPAN_KEY || existsSync(workspace.local)
            ? loadKey(workspace, process.env.GOLDPAN_KEY)
            : Key.random(),
        ...redactorOptions({ ...config.privacy, policy: flags.policy ?? config.privacy.policy }, workspace.root),
      });
      const input = file === '-' ? process.stdin : createReadStream(file);
      const opened = new Promise<never>((_, reject) => {
        input.once('error', (error: NodeJS.ErrnoException) => {
          reject(new UserError(`${file}: cannot be read (${error.code})`, 'Check the path.'));
        });
      });
      await Promise.race([opened, flags.jsonl ? redactLines(input, redactor) : redactWhole(input, redactor)]);
    });
}

async function redactWhole(input: NodeJS.ReadableStream, redactor: Redactor): Promise<void> {
  const chunks: Buffer[] = [];
  for await (const chunk of input) chunks.push(Buffer.from(chunk));
  const [result] = await redactor.redactTexts([Buffer.concat(chunks).toString('utf8')]);
  process.stdout.write(result?.text ?? '');
}

async function redactLines(input: NodeJS.ReadableStream, redactor: Redactor): Promise<void> {
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
  let number = 0;
  for await (const line of createInterface({ input, crlfDelay: Number.POSITIVE_INFINITY })) {
    number++;
    if (line.trim() === '') continue;
    batch.push(parseRow(line, number));
    if (batch.length >= BATCH) await flush();
  }
  await flush();
}

function parseRow(line: string, number: number): { id: unknown; text: string } {
  try {
    const row = JSON.parse(line) as { id?: unknown; text?: unknown };
    if (typeof row.text === 'string') return { id: row.id, text: row.text };
  } catch {
    // Falls through to the error.
  }
  throw new UserError(
    `line ${number}: not {"id": …, "text": "…"}`,
    'Give one JSON object a line; without --jsonl the input is plain text.',
  );
}
