/** What lies in a folder, to the byte: links as links, folders as well. */
import { lstatSync, readdirSync, readFileSync, readlinkSync } from 'node:fs';
import { join, relative } from 'node:path';

/** By path relative to `root`; `but` leaves paths out with all below them. */
export function treeOf(root: string, but: readonly string[] = []): Record<string, string> {
  const out: Record<string, string> = {};
  const walk = (folder: string): void => {
    for (const name of readdirSync(folder).sort()) {
      const path = join(folder, name);
      const at = relative(root, path);
      if (but.includes(at)) continue;
      const stat = lstatSync(path);
      if (stat.isSymbolicLink()) out[at] = `-> ${readlinkSync(path)}`;
      else if (stat.isDirectory()) {
        out[at] = 'folder';
        walk(path);
      } else out[at] = stat.isFile() ? readFileSync(path, 'base64') : 'special';
    }
  };
  walk(root);
  return out;
}
