/** A PostgreSQL server of the machine's own, for one test file: on a free port, in a temporary folder, gone afterwards. */
import { execFileSync, spawn } from 'node:child_process';
import {
  chmodSync,
  chownSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';

export interface TestServer {
  port: number;
  /** Connection string without a password. */
  url: string;
  password: string;
  query(sql: string, values?: unknown[]): Promise<Record<string, string>[]>;
  /** Switches TLS on with a certificate of its own for 127.0.0.1; gives the certificate's file. undefined without openssl. */
  startTls(): Promise<string | undefined>;
  stop(): Promise<void>;
}

/** Folder with initdb and postgres; undefined when the machine has none. */
export function postgresBin(): string | undefined {
  const root = '/usr/lib/postgresql';
  const versions = existsSync(root) ? readdirSync(root).map((v) => join(root, v, 'bin')) : [];
  const places = [...versions.reverse(), ...(process.env.PATH ?? '').split(':')];
  return places.find((folder) => existsSync(join(folder, 'initdb')) && existsSync(join(folder, 'postgres')));
}

const freePort = (): Promise<number> =>
  new Promise((resolve, reject) => {
    const server = createServer();
    server.on('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });

/** initdb and postgres refuse to run as root. */
function runAs(): { uid?: number; gid?: number } {
  if (process.getuid?.() !== 0) return {};
  const id = (flag: string): number => Number(execFileSync('id', [flag, 'nobody']).toString());
  return { uid: id('-u'), gid: id('-g') };
}

/** The server writes its state into its lock file. */
function isReady(file: string): boolean {
  try {
    return readFileSync(file, 'utf8').split('\n')[7]?.trim() === 'ready';
  } catch {
    return false;
  }
}

export async function startPostgres(bin: string): Promise<TestServer> {
  const user = runAs();
  const folder = mkdtempSync(join(tmpdir(), 'goldpan-pg-'));
  const data = join(folder, 'data');
  const password = 'secret-of-the-test';
  writeFileSync(join(folder, 'pw'), password);
  chmodSync(folder, 0o755);
  if (user.uid !== undefined) {
    chownSync(folder, user.uid, user.gid as number);
    chownSync(join(folder, 'pw'), user.uid, user.gid as number);
  }
  const env = { ...process.env, LC_ALL: 'C.UTF-8', TZ: 'UTC', HOME: folder };
  const initdb = [
    '-D',
    data,
    '-U',
    'tester',
    '-A',
    'scram-sha-256',
    `--pwfile=${join(folder, 'pw')}`,
    '-E',
    'UTF8',
    '--no-sync',
  ];
  execFileSync(join(bin, 'initdb'), initdb, { ...user, env, cwd: folder, stdio: 'pipe' });
  const port = await freePort();
  const args = ['-D', data, '-p', String(port), '-h', '127.0.0.1', '-k', folder, '-F', '-N', '30'];
  const server = spawn(join(bin, 'postgres'), args, { ...user, env, cwd: folder, stdio: 'ignore' });
  const stopped = new Promise<void>((resolve) => server.once('exit', () => resolve()));
  const url = `postgresql://tester@127.0.0.1:${port}/postgres`;
  const connect = async (): Promise<Client> => {
    const client = new Client({ host: '127.0.0.1', port, user: 'tester', database: 'postgres', password });
    await client.connect();
    return client;
  };
  for (let attempt = 0; !isReady(join(data, 'postmaster.pid')); attempt++) {
    if (attempt > 300 || server.exitCode !== null) throw new Error('PostgreSQL did not start');
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  return {
    port,
    url,
    password,
    async startTls() {
      const [key, cert] = [join(data, 'server.key'), join(data, 'server.crt')];
      const subject = ['-subj', '/CN=127.0.0.1', '-addext', 'subjectAltName=IP:127.0.0.1'];
      const request = [
        'req',
        '-x509',
        '-newkey',
        'rsa:2048',
        '-nodes',
        '-days',
        '2',
        '-keyout',
        key,
        '-out',
        cert,
        ...subject,
      ];
      try {
        execFileSync('openssl', request, { stdio: 'pipe' });
      } catch {
        return undefined;
      }
      chmodSync(key, 0o600);
      if (user.uid !== undefined) for (const file of [key, cert]) chownSync(file, user.uid, user.gid as number);
      const client = await connect();
      await client.query('ALTER SYSTEM SET ssl = on');
      await client.query('SELECT pg_reload_conf()');
      await client.end();
      await new Promise((resolve) => setTimeout(resolve, 500));
      return cert;
    },
    async query(sql, values) {
      const client = await connect();
      try {
        return (await client.query(sql, values)).rows as Record<string, string>[];
      } finally {
        await client.end();
      }
    },
    async stop() {
      server.kill('SIGQUIT');
      await stopped;
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
