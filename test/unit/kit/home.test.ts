import { join } from 'node:path';
import { expect, it } from 'vitest';
import { fromHome, toHome } from '../../../src/kit/home.ts';

it.each([
  ['~', '/home/a'],
  ['~/x/y', '/home/a/x/y'],
  ['~\\x', join('/home/a', '\\x')],
  ['~draft/x', '~draft/x'],
  ['x/~', 'x/~'],
  ['/srv/~/x', '/srv/~/x'],
])('%s from home', (path, want) => expect(fromHome(path, '/home/a')).toBe(want));

it.each([
  ['/home/a/x/y', '~/x/y'],
  ['/home/a', '/home/a'],
  ['/home/ab/x', '/home/ab/x'],
  ['/srv/x', '/srv/x'],
])('%s to home', (path, want) => expect(toHome(path, '/home/a')).toBe(want));
