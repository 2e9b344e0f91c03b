/** Who works on the machine: the name of a home folder stands in every path that a coding agent touches. */

import { holdsAny } from '../../text/terms.ts';
import type { Detector, Finding } from '../detector.ts';
import { isMachineAccount } from '../logins/accounts.ts';
import { matchesOf } from './regions.ts';

const NAME = '[A-Za-z][A-Za-z0-9_.-]{1,31}';
/** `/home/ines`, `/mnt/c/Users/ines`, `file:///Users/ines`; a path of a web site has a host in front. */
const UNIX = new RegExp(
  String.raw`(?:(?<![\w.)\]}])\/(?:(?:export|var|usr)\/)?home|(?:(?<![\w.)\]}])|(?<=\/(?:mnt\/)?[a-z]))\/Users)\/(${NAME})(?![A-Za-z0-9_-])`,
  'g',
);
/** Names of Windows folders may have blanks; backslashes are doubled in source and JSON. */
const WINDOWS =
  /(?<![A-Za-z0-9])[A-Za-z]:[\\/]{1,4}(?:Users|Documents and Settings)[\\/]{1,4}([A-Za-z\u00c0-\u024f][^\\/:*?"'<>|\s]{1,31}(?: [^\\/:*?"'<>|\s]{1,31}){0,2}(?=[\\/])|[A-Za-z\u00c0-\u024f][\w.-]{1,31})/g;
/** Claude Code names the folder of a project by its path: `-Users-ines-code-shop`. */
const DASHED = /(?<![A-Za-z0-9-])-(?:Users|home)-([A-Za-z][A-Za-z0-9_]{1,31})(?=-|$|[\s/"'])/g;

const FILE =
  /\.(?:[cm]?[jt]sx?|html?|css|s[ac]ss|vue|svelte|py|rb|go|rs|java|php|md|json|ya?ml|txt|png|jpe?g|svg|log|sh)$/i;

/** Before the pattern: nearly no text holds one. */
const holdsFolder = holdsAny(['home', 'users', 'documents and settings']);

export const homeDetector: Detector = {
  name: 'home',
  detect({ text, kind }) {
    if (kind === 'name' || !holdsFolder(text) || !/[\\/-](?:home|Users|Documents and Settings)[\\/-]/.test(text))
      return [];
    const found: Finding[] = [];
    for (const shape of [UNIX, WINDOWS, DASHED])
      for (const match of matchesOf(text, shape)) {
        const name = (match[1] as string).replace(/[.-]+$/, '');
        if (name.length < 2 || isMachineAccount(name) || FILE.test(name)) continue;
        const start = match.index + match[0].lastIndexOf(match[1] as string);
        found.push({
          start,
          end: start + name.length,
          type: 'USERNAME',
          detector: 'home',
          rule: 'folder',
          confidence: 0.8,
          evidence: 'path',
        });
      }
    return found;
  },
};
