/** Is a process that wrote its number somewhere still the one that runs under this number? */
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

/**
 * When a process started, as a word that no later process under the same number shares.
 *
 * @returns undefined when the system does not tell (Windows, a hidden /proc): then only the number is known.
 */
export function startOf(pid: number): string | undefined {
  return look(pid)?.start;
}

/**
 * @param start what `startOf` said when the number was written down; undefined compares the number alone.
 * @returns true for a process that runs; false for one that is gone, is a zombie, or is another under a number used again.
 */
export function isAlive(pid: number, start: string | undefined): boolean {
  if (!Number.isInteger(pid) || pid <= 0 || !answers(pid)) return false;
  const found = look(pid);
  if (!found) return true;
  return !found.zombie && (start === undefined || found.start === start);
}

function answers(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

interface Found {
  start: string;
  zombie: boolean;
}

function look(pid: number): Found | undefined {
  try {
    if (process.platform === 'linux') return lookInProc(pid);
    if (process.platform === 'win32') return undefined;
    const env = { ...process.env, LC_ALL: 'C', TZ: 'UTC' };
    const line = execFileSync('ps', ['-o', 'state=,lstart=', '-p', String(pid)], { env, encoding: 'utf8' }).trim();
    const [state = '', ...start] = line.split(/\s+/);
    return { start: start.join(' '), zombie: state.startsWith('Z') };
  } catch {
    return undefined;
  }
}

/** proc_pid_stat(5): the state is the third field, the start in clock ticks since boot the 22nd; the second may hold spaces. */
function lookInProc(pid: number): Found {
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  const boot = readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim();
  return { start: `${boot} ${fields[19]}`, zombie: fields[0] === 'Z' || fields[0] === 'X' };
}
