import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { isInterrupted, isSwapRoom, type Replaceable, recoverSwap, Swap, WHOLLY_OURS } from '../../../src/kit/swap.ts';
import { tempFolder } from '../../support/temp.ts';

const read = (folder: string): Record<string, string> =>
  Object.fromEntries(readdirSync(folder).map((name) => [name, readFileSync(join(folder, name), 'utf8')]));

function folderWith(parent: string, name: string, files: Record<string, string>): string {
  const folder = join(parent, name);
  mkdirSync(folder);
  for (const [file, text] of Object.entries(files)) writeFileSync(join(folder, file), text);
  return folder;
}

const refusing: Replaceable = {
  check: (folder, name) => {
    if (existsSync(join(folder, 'notes.md'))) throw new Error(`${name} has notes`);
  },
  remove: WHOLLY_OURS.remove,
};

describe('a swap', () => {
  it('replaces the folder whole, and leaves nothing beside it', () => {
    const parent = tempFolder();
    const folder = folderWith(parent, 'out', { 'a.txt': 'old', 'b.txt': 'old' });
    const swap = Swap.begin(folder, WHOLLY_OURS);
    writeFileSync(join(swap.staging, 'a.txt'), 'new');
    expect(read(folder)).toEqual({ 'a.txt': 'old', 'b.txt': 'old' });
    swap.commit();
    expect(read(folder)).toEqual({ 'a.txt': 'new' });
    expect(readdirSync(parent)).toEqual(['out']);
    swap.abandon();
    expect(read(folder)).toEqual({ 'a.txt': 'new' });
  });

  it('makes a folder that is not there yet, with those above it', () => {
    const parent = tempFolder();
    const folder = join(parent, 'deep/er/out');
    const swap = Swap.begin(folder, WHOLLY_OURS);
    writeFileSync(join(swap.staging, 'a.txt'), 'new');
    swap.commit();
    expect(read(folder)).toEqual({ 'a.txt': 'new' });
    expect(readdirSync(join(parent, 'deep/er'))).toEqual(['out']);
  });

  it('abandoned leaves the folder as it was', () => {
    const parent = tempFolder();
    const folder = folderWith(parent, 'out', { 'a.txt': 'old' });
    const swap = Swap.begin(folder, WHOLLY_OURS);
    writeFileSync(join(swap.staging, 'a.txt'), 'new');
    swap.abandon();
    expect(read(folder)).toEqual({ 'a.txt': 'old' });
    expect(readdirSync(parent)).toEqual(['out']);
  });

  it('replaces nothing that its check refuses', () => {
    const folder = folderWith(tempFolder(), 'out', { 'notes.md': 'mine' });
    const swap = Swap.begin(folder, refusing);
    expect(() => swap.commit()).toThrow(`${folder} has notes`);
    expect(read(folder)).toEqual({ 'notes.md': 'mine' });
  });

  it('puts the folder back when the second look refuses it', () => {
    const folder = folderWith(tempFolder(), 'out', { 'a.txt': 'old' });
    const looked: string[] = [];
    const late: Replaceable = {
      check: (at, name) => {
        expect(name).toBe(folder);
        looked.push(at);
        if (looked.length === 2) throw new Error('came in meanwhile');
      },
      remove: WHOLLY_OURS.remove,
    };
    const swap = Swap.begin(folder, late);
    expect(() => swap.commit()).toThrow('came in meanwhile');
    expect(looked[0]).toBe(folder);
    expect(looked[1]).toBe(join(swap.staging, '../old'));
    expect(read(folder)).toEqual({ 'a.txt': 'old' });
  });

  it('keeps what was built under the next free name', () => {
    const parent = tempFolder();
    const folder = join(parent, 'out');
    mkdirSync(`${folder}.goldpan-new`);
    const swap = Swap.begin(folder, WHOLLY_OURS);
    writeFileSync(join(swap.staging, 'a.txt'), 'new');
    expect(swap.keep()).toBe(`${folder}.goldpan-new-2`);
    expect(read(`${folder}.goldpan-new-2`)).toEqual({ 'a.txt': 'new' });
  });
});

describe('a kill', () => {
  /** What is there when a process dies between the renames. */
  function killed(): { parent: string; folder: string; room: string } {
    const parent = tempFolder();
    const folder = folderWith(parent, 'out', { 'a.txt': 'old' });
    const swap = Swap.begin(folder, WHOLLY_OURS);
    writeFileSync(join(swap.staging, 'a.txt'), 'half');
    const room = join(swap.staging, '..');
    return { parent, folder, room };
  }

  it('while building leaves the folder, and a room that the next start clears', () => {
    const { parent, folder } = killed();
    expect(isInterrupted(folder)).toBe(true);
    recoverSwap(folder, WHOLLY_OURS);
    expect(read(folder)).toEqual({ 'a.txt': 'old' });
    expect(readdirSync(parent)).toEqual(['out']);
    expect(isInterrupted(folder)).toBe(false);
  });

  it('between the renames leaves the old folder, which the next start puts back', () => {
    const { parent, folder, room } = killed();
    renameSync(folder, join(room, 'old'));
    recoverSwap(folder, WHOLLY_OURS);
    expect(read(folder)).toEqual({ 'a.txt': 'old' });
    expect(readdirSync(parent)).toEqual(['out']);
  });

  it('after the renames leaves the new folder, and only the old one goes', () => {
    const { parent, folder, room } = killed();
    renameSync(folder, join(room, 'old'));
    renameSync(join(room, 'new'), folder);
    recoverSwap(folder, WHOLLY_OURS);
    expect(read(folder)).toEqual({ 'a.txt': 'half' });
    expect(readdirSync(parent)).toEqual(['out']);
  });

  it('keeps the room in which something is left that is not ours', () => {
    const { folder, room } = killed();
    renameSync(folder, join(room, 'old'));
    renameSync(join(room, 'new'), folder);
    recoverSwap(folder, { check: () => undefined, remove: () => undefined });
    expect(readdirSync(room).sort()).toEqual(['goldpan-swap.json', 'old']);
    expect(isInterrupted(folder)).toBe(true);
  });
});

describe('a room', () => {
  it('is told by its marker, not by its name', () => {
    const parent = tempFolder();
    const folder = join(parent, 'out');
    const foreign = folderWith(parent, 'out.goldpan-abc123', { 'mine.txt': 'x' });
    const other = folderWith(parent, 'out.goldpan-def456', {
      'goldpan-swap.json': '{"goldpan":"swap","for":"other"}',
    });
    expect(isInterrupted(folder)).toBe(false);
    recoverSwap(folder, WHOLLY_OURS);
    expect([foreign, other].map((at) => existsSync(at))).toEqual([true, true]);
    expect(isSwapRoom(foreign, ['mine.txt'])).toBe(false);
    expect(isSwapRoom(other, ['goldpan-swap.json'])).toBe(true);
    expect(isSwapRoom(other, [])).toBe(false);
    writeFileSync(join(other, 'goldpan-swap.json'), '{"goldpan":"lock"}');
    expect(isSwapRoom(other, ['goldpan-swap.json'])).toBe(false);
  });

  it('of a folder whose parent is not there is none', () => {
    expect(isInterrupted(join(tempFolder(), 'none/out'))).toBe(false);
  });
});
