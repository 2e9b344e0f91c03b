/** What a coding agent sees: sources with line numbers, search results, tests, stack traces, diffs, listings. */
import type { Random } from './random.ts';

const TYPES = ['string', 'number', 'boolean', 'unknown', 'Buffer', 'Date'];
const FOLDERS = ['src', 'lib', 'tests', 'core', 'utils', 'api', 'internal', 'models'];

const camel = (words: readonly string[]): string =>
  words.map((word, i) => (i === 0 ? word : word.charAt(0).toUpperCase() + word.slice(1))).join('');
export const identifier = (random: Random): string =>
  random.name('camel', () => camel(random.times(1, 3, () => random.word())));
const snake = (random: Random): string => random.name('snake', () => random.times(1, 3, () => random.word()).join('_'));
const klass = (random: Random): string =>
  random.name('class', () => camel(['', ...random.times(1, 2, () => random.word())]));
export const path = (random: Random, ending: string): string =>
  [...random.times(1, 3, () => random.pick(FOLDERS)), `${snake(random)}.${ending}`].join('/');
export const hex = (random: Random, n: number): string => random.letters(n, '0123456789abcdef');

function python(random: Random): string {
  const self = snake(random);
  return [
    ...random.times(0, 3, () => `from ${random.word()}.${snake(random)} import ${klass(random)}, ${snake(random)}`),
    '',
    `class ${klass(random)}(${klass(random)}):`,
    `    """${random.word()} the ${random.word()} of a ${random.word()}.`,
    '',
    `    :param ${self}: the ${random.word()} to ${random.word()}`,
    '    """',
    ...random.times(1, 4, () =>
      [
        `    def ${snake(random)}(self, ${snake(random)}, ${self}=None, timeout=${random.between(1, 300)}):`,
        `        if ${self} is None or len(${self}) > ${random.between(2, 4096)}:`,
        `            raise ValueError("${random.word()} must not be ${random.word()}: %r" % ${self})`,
        ...random.times(
          1,
          5,
          () =>
            `        self._${snake(random)} = ${snake(random)}.${snake(random)}(${snake(random)}[${random.below(9)}], "${random.word()}-${random.word()}")`,
        ),
        `        return {"${random.word()}": self.${snake(random)}, "${random.word()}": ${random.between(0, 65535)}}  # ${random.word()} ${random.word()}`,
        '',
      ].join('\n'),
    ),
  ].join('\n');
}

function typescript(random: Random): string {
  return [
    ...random.times(
      1,
      4,
      () =>
        `import { ${identifier(random)}, type ${klass(random)} } from '../${random.pick(FOLDERS)}/${random.word()}-${random.word()}.js';`,
    ),
    '',
    `/** ${random.word()} every ${random.word()} that was ${random.word()}, see #${random.between(1, 9999)}. */`,
    `export async function ${identifier(random)}(${identifier(random)}: ${random.pick(TYPES)}, options: ${klass(random)} = {}): Promise<${klass(random)}[]> {`,
    ...random.times(3, 9, () =>
      random.pick([
        () =>
          `  const ${identifier(random)} = await this.${identifier(random)}.${identifier(random)}(${identifier(random)}, ${random.between(0, 1e5)});`,
        () =>
          `  if (!${identifier(random)}?.${identifier(random)}) throw new TypeError(\`${random.word()} \${${identifier(random)}} ${random.word()}\`);`,
        () =>
          `  for (const [${random.word()}, ${identifier(random)}] of Object.entries(${identifier(random)})) out.push({ ${random.word()}: '${random.word()}', at: 0x${hex(random, 4)} });`,
        () => `  // ${random.word()} ${random.word()} ${random.word()} before ${random.word()}`,
      ])(),
    ),
    '  return out;',
    '}',
  ].join('\n');
}

export const source = (random: Random): string => (random.chance(0.6) ? python(random) : typescript(random));

/** As editors of agents show a file. */
export function numbered(random: Random, text: string): string {
  const first = random.between(1, 900);
  return text
    .split('\n')
    .map((line, i) => `${String(first + i).padStart(6)}\t${line}`)
    .join('\n');
}

export const grep = (random: Random): string =>
  random
    .times(
      5,
      25,
      () =>
        `${path(random, 'py')}:${random.between(1, 2000)}:    ${snake(random)} = ${snake(random)}(${identifier(random)}, ${random.between(0, 500)})`,
    )
    .join('\n');

export const trace = (random: Random): string =>
  [
    'Traceback (most recent call last):',
    ...random.times(
      3,
      9,
      () =>
        `  File "/usr/lib/python3.11/site-packages/${path(random, 'py')}", line ${random.between(1, 3000)}, in ${snake(random)}\n    return ${snake(random)}(${snake(random)}, *args, **kwargs)`,
    ),
    `${klass(random)}Error: ${random.word()} '${snake(random)}' has no ${random.word()} '${random.word()}' (0x${hex(random, 12)})`,
  ].join('\n');

export const tests = (random: Random): string =>
  [
    `collected ${random.between(20, 900)} items`,
    ...random.times(
      8,
      30,
      () =>
        `${path(random, 'py')}::test_${snake(random)} ${random.pick(['PASSED', 'PASSED', 'FAILED', 'SKIPPED'])} [${random.between(1, 100)}%]`,
    ),
    `== ${random.between(1, 9)} failed, ${random.between(10, 800)} passed in ${random.between(1, 90)}.${random.digits(2)}s ==`,
  ].join('\n');

export const diff = (random: Random): string =>
  [
    `diff --git a/${path(random, 'py')} b/${path(random, 'py')}`,
    `index ${hex(random, 7)}..${hex(random, 7)} 100644`,
    `@@ -${random.between(1, 400)},7 +${random.between(1, 400)},9 @@ def ${snake(random)}(self):`,
    ...source(random)
      .split('\n')
      .map((line) => random.pick([' ', ' ', '+', '-']) + line),
  ].join('\n');

export const listing = (random: Random): string =>
  random
    .times(
      8,
      30,
      () =>
        `-rw-r--r-- 1 root root ${String(random.between(10, 99999)).padStart(6)} ${random.pick(['Jan', 'Mar', 'Oct'])} ${random.between(10, 28)} ${random.between(10, 23)}:${random.between(10, 59)} ${path(random, random.pick(['py', 'ts', 'md', 'json']))}`,
    )
    .join('\n');
