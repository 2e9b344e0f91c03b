/** Who works on the machine: the name of a home folder stands in every path that a coding agent touches. */
import type { Detector, Finding } from '../detector.ts';
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

/** Accounts of machines, and what examples write. */
const NOBODY = new Set(
  `user users username user_name yourname your_name your_username youruser you me myuser myname someone somebody name foo bar baz
  example sample demo test tester testuser guest public shared default defaultuser all everyone root admin administrator ubuntu debian
  centos fedora alpine arch ec2-user azureuser opc pi vagrant docker podman runner runneradmin circleci travis jenkins gitlab-runner
  git node vscode coder codespace codespaces gitpod jovyan app apps appuser dev developer devuser agent sandbox worker builder build ci bot
  service daemon nobody www www-data web http nginx apache mysql postgres oracle redis hadoop spark airflow linuxbrew nix nixos
  work workspace workspaces workdir project projects code src data home site static assets index page pages dashboard about login skills`.split(
    /\s+/,
  ),
);
/** The account of a program, or what an example writes for somebody. */
export const isMachineAccount = (name: string): boolean => NOBODY.has(name.toLowerCase());

const FILE =
  /\.(?:[cm]?[jt]sx?|html?|css|s[ac]ss|vue|svelte|py|rb|go|rs|java|php|md|json|ya?ml|txt|png|jpe?g|svg|log|sh)$/i;

export const homeDetector: Detector = {
  name: 'home',
  detect({ text, kind }) {
    if (kind === 'name' || !/[\\/-](?:home|Users|Documents and Settings)[\\/-]/.test(text)) return [];
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
