/** Edits by the shape of calls: the agents' own notations, and calls that only look alike. */
import { describe, expect, it } from 'vitest';
import type { Event } from '../../../src/model/event.ts';
import { editsOf } from '../../../src/stages/observe/edits.ts';
import { folded, netEdits } from '../../../src/stages/observe/edits-net.ts';

type Told = { args: unknown; name?: string; result?: string | null; isError?: boolean; ts?: number };

const base = (seq: number, ts = 1000 + seq) => ({ seq, turn: seq, ts, src: { record: 0, pointer: '' } });

/** Calls with their results, as a reader gives them. `result` null: none. */
function talk(...calls: Told[]): Event[] {
  return calls.flatMap(({ args, name = 'tool', result = 'ok', isError, ts }, call): Event[] => {
    const text = typeof args === 'string' ? args : JSON.stringify(args);
    const made: Event[] = [
      {
        ...base(call * 2, ts),
        kind: 'tool_call',
        call,
        name,
        args: text,
        argsJson: typeof args !== 'string',
        result: result === null ? 'missing' : 'paired',
      },
    ];
    if (result !== null)
      made.push({
        ...base(call * 2 + 1, ts),
        kind: 'tool_result',
        call,
        text: result,
        ...(isError === undefined ? {} : { isError }),
      });
    return made;
  });
}

const seen = (...calls: Told[]) =>
  editsOf(talk(...calls)).edits.map(({ path, added, removed, kind, to }) => [
    kind,
    path,
    removed.join('|'),
    added.join('|'),
    ...(to === undefined ? [] : [to]),
  ]);

const PATCH = `*** Begin Patch
*** Update File: src/a.py
*** Move to: src/b.py
@@ def area
-    return w
+    return w * h
*** Add File: notes.md
+hello there
*** Delete File: old.py
*** End Patch`;

describe('edits by the shape of arguments', () => {
  it.each<[string, Told, unknown[][]]>([
    [
      'an old and a new text',
      { args: { file_path: 'a', old_string: 'x = 1\ny', new_string: 'x = 2\ny' } },
      [['part', 'a', 'x = 1', 'x = 2']],
    ],
    [
      'names of another agent',
      { args: { filePath: 'a', oldText: 'one', newText: 'two' } },
      [['part', 'a', 'one', 'two']],
    ],
    ['a whole file', { args: { path: 'a', content: 'l1\nl2' } }, [['whole', 'a', '', 'l1|l2']]],
    [
      'many edits of a file',
      {
        args: {
          file_path: 'a',
          edits: [
            { old_string: 'p', new_string: 'q' },
            { old_string: 'r', new_string: 's' },
          ],
        },
      },
      [
        ['part', 'a', 'p', 'q'],
        ['part', 'a', 'r', 's'],
      ],
    ],
    [
      'many files',
      {
        args: {
          files: [
            { path: 'a', content: 'x' },
            { path: 'b', content: 'y' },
          ],
        },
      },
      [
        ['whole', 'a', '', 'x'],
        ['whole', 'b', '', 'y'],
      ],
    ],
    [
      'a notebook cell',
      { args: { notebook_path: 'n.ipynb', cell_id: '1', new_source: 'z = 3' } },
      [['part', 'n.ipynb', '', 'z = 3']],
    ],
    [
      'an editor with commands',
      { args: { command: 'str_replace', path: 'a', old_str: 'o', new_str: 'n' } },
      [['part', 'a', 'o', 'n']],
    ],
    [
      'an insertion',
      { args: { command: 'insert', path: 'a', insert_line: 3, new_str: 'n' } },
      [['part', 'a', '', 'n']],
    ],
    [
      'a file that the editor creates',
      { args: { command: 'create', path: 'a', file_text: 'n' } },
      [['whole', 'a', '', 'n']],
    ],
    [
      'blocks of search and replace',
      { args: { path: 'a', diff: '------- SEARCH\nold\n=======\nnew\n+++++++ REPLACE' } },
      [['part', 'a', 'old', 'new']],
    ],
    [
      'such blocks with line numbers',
      { args: { path: 'a', diff: '<<<<<<< SEARCH\n:start_line:4\n-------\nold\n=======\nnew\n>>>>>>> REPLACE' } },
      [['part', 'a', 'old', 'new']],
    ],
    [
      'a patch as text',
      { args: PATCH },
      [
        ['part', 'src/a.py', '    return w', '    return w * h', 'src/b.py'],
        ['whole', 'notes.md', '', 'hello there'],
        ['delete', 'old.py', '', ''],
      ],
    ],
    [
      'a patch in a command',
      { args: { command: ['bash', '-lc', `apply_patch <<'EOF'\n${PATCH}\nEOF`], workdir: '/w' } },
      [
        ['part', '/w/src/a.py', '    return w', '    return w * h', 'src/b.py'],
        ['whole', '/w/notes.md', '', 'hello there'],
        ['delete', '/w/old.py', '', ''],
      ],
    ],
    [
      'changes by path',
      {
        args: {
          changes: { '/w/a': { update: { unified_diff: '@@ -1 +1 @@\n-o\n+n\n' } }, '/w/b': { add: { content: 'x' } } },
        },
      },
      [
        ['part', '/w/a', 'o', 'n'],
        ['whole', '/w/b', '', 'x'],
      ],
    ],
    [
      'a unified diff',
      { args: { patch: 'diff --git a/x b/x\n--- a/x\n+++ b/x\n@@ -1,2 +1,2 @@\n same\n--- o\n+++ n\n' } },
      [['part', 'x', '-- o', '++ n']],
    ],
    [
      'a here-document',
      { args: { command: "cd /w && cat > 'my file' <<'EOF'\none\ntwo\nEOF\necho done" } },
      [['whole', '/w/my file', '', 'one|two']],
    ],
    ['one that is added behind', { args: { command: 'cat <<X >> log.txt\none\nX' } }, [['part', 'log.txt', '', 'one']]],
    ['one through tee', { args: { cmd: 'tee conf/a.ini <<EOF\n[x]\nEOF' } }, [['whole', 'conf/a.ini', '', '[x]']]],
    [
      'a placeholder for the rest',
      { args: { target_file: 'a', code_edit: '// ... existing code ...\nnew()' } },
      [['part', 'a', '', 'new()']],
    ],
  ])('reads %s', (_, call, expected) => {
    expect(seen(call)).toEqual(expected);
  });

  it.each<[string, Told]>([
    ['a file that is read', { args: { file_path: 'a', offset: 1, limit: 20 } }],
    ['a look by an editor, with keys left over', { args: { command: 'view', path: 'a', file_text: 'x' } }],
    ['a search', { args: { path: 'src', pattern: 'x', output_mode: 'content' } }],
    ['a program that an interpreter is given', { args: { command: "python - <<'E'\nprint(1)\nE" } }],
    ['a message without a file', { args: { to: 'ada', content: 'hello' } }],
    ['an error', { args: { path: 'a', content: 'x' }, isError: true, result: 'x' }],
    [
      'a refusal without a flag',
      {
        args: { path: 'a', old_str: 'q', new_str: 'x' },
        result: 'No replacement was performed, old_str did not appear',
      },
    ],
    ['what the person denied', { args: { path: 'a', content: 'x' }, result: 'The user denied this operation.' }],
  ])('does not take %s for one', (_, call) => {
    expect(seen(call)).toEqual([]);
  });

  it('leaves out a call without its result, unless the log holds no results at all', () => {
    const open = { args: { path: 'a', content: 'x' }, result: null };
    expect(seen(open)).toHaveLength(1);
    expect(seen(open, { args: { path: 'b' } })).toEqual([]);
  });

  it('a result that is no error is no refusal, whatever it says', () => {
    expect(
      seen({ args: { path: 'a', content: 'x' }, result: 'Error handling was added', isError: false }),
    ).toHaveLength(1);
  });

  it('an edit without a path is of the open file', () => {
    const opened = { name: 'open', args: { path: '/w/a' } };
    expect(seen(opened, { name: 'edit', args: { search: 'o', replace: 'n' } })).toEqual([['part', '/w/a', 'o', 'n']]);
  });

  it('so is one in the shell of such an editor', () => {
    const edit = { name: 'bash', args: 'edit 3:4\nnew one\nnew two\nend_of_edit' };
    expect(seen({ name: 'bash', args: 'open "/w/a" 12' }, edit)).toEqual([['part', '/w/a', '', 'new one|new two']]);
  });

  it('a relative path starts in the folder that the harness names', () => {
    const first: Event = { ...base(99), kind: 'context', text: '<environment_context>\n<cwd>/home/ada/shop</cwd>' };
    const { edits } = editsOf([first, ...talk({ args: { path: 'a', content: 'x' } })]);
    expect(edits[0]?.path).toBe('/home/ada/shop/a');
  });

  it("reads blocks in an answer, with the file's name before them", () => {
    const text = 'Here:\n\nsrc/m.py\n```python\n<<<<<<< SEARCH\na = 1\n=======\na = 2\n>>>>>>> REPLACE\n```';
    const { edits } = editsOf([{ ...base(0), kind: 'assistant', text }]);
    expect(edits).toMatchObject([{ path: 'src/m.py', removed: ['a = 1'], added: ['a = 2'] }]);
  });

  it('names in the quotes of Git', () => {
    const diff =
      'diff --git "a/\\303\\274 \\"x\\"" "b/\\303\\274 \\"x\\""\n--- "a/\\303\\274 \\"x\\""\n+++ "b/\\303\\274 \\"x\\""\n@@ -1 +1 @@\n-o\n+n';
    expect(seen({ args: { patch: diff } })).toEqual([['part', 'ü "x"', 'o', 'n']]);
  });
});

describe('what is left of the edits', () => {
  const net = (own: readonly number[] | undefined, ...calls: Told[]) => {
    const events = talk(...calls);
    return netEdits(folded(editsOf(events).edits), new Set(own ?? events.map((e) => e.seq))).map(
      ({ path, added, removed }) => [path, [...removed.keys()].join('|'), [...added.keys()].join('|')],
    );
  };
  const swap = (old_str: string, new_str: string): Told => ({ args: { path: 'a', old_str, new_str } });

  it('is without lines that a later edit replaced or brought back', () => {
    expect(net(undefined, swap('first line', 'second line'), swap('second line', 'third line'))).toEqual([
      ['a', 'first line', 'third line'],
    ]);
    expect(net(undefined, swap('first line', 'second line'), swap('second line', 'first line'))).toEqual([]);
  });

  it('gives an example only its own lines, less those that a later part replaced', () => {
    const calls = [swap('', 'line of part one\nanother one'), swap('another one', 'line of part two')];
    expect(net([0, 1], ...calls)).toEqual([['a', '', 'line of part one']]);
    expect(net([2, 3], ...calls)).toEqual([['a', '', 'line of part two']]);
  });

  it('is without lines that stand anywhere', () => {
    const text =
      'import os\nfrom x import y\n#include <a.h>\nconst a = require("a")\n}\n\n  else:\nreturn;\ntotal = a + bcd';
    expect(net(undefined, swap('', text))).toEqual([['a', '', 'total = a + bcd']]);
  });

  it('follows a move, an undo, and what Git took back', () => {
    expect(net(undefined, { args: PATCH })).toEqual([
      ['src/b.py', 'return w', 'return w * h'],
      ['notes.md', '', 'hello there'],
    ]);
    expect(net(undefined, swap('first line', 'second line'), { args: { command: 'undo_edit', path: 'a' } })).toEqual(
      [],
    );
    expect(net(undefined, swap('first line', 'second line'), { args: { command: 'git checkout -- a' } })).toEqual([]);
    expect(net(undefined, swap('first line', 'second line'), { args: { command: 'git reset --hard' } })).toEqual([]);
    expect(net(undefined, swap('first line', 'second line'), { args: { command: 'git checkout -b a' } })).toHaveLength(
      1,
    );
  });

  it('a submission is the last word on its files', () => {
    const result = 'diff --git a/a b/a\n--- a/a\n+++ b/a\n@@ -1 +1 @@\n-first line\n+final line\n';
    expect(net(undefined, swap('first line', 'second line'), { name: 'submit', args: {}, result })).toEqual([
      ['a', 'first line', 'final line'],
    ]);
  });
});
