import { describe, expect, it } from 'vitest';
import { isMachineAccount } from '../../../../src/redact/detect/logins/accounts.ts';
import { loginDetector } from '../../../../src/redact/detect/logins/detector.ts';
import { labelledDetector } from '../../../../src/redact/detect/structured/labelled.ts';
import { inText } from '../labels/found.ts';

const found = (text: string): string[] => inText(loginDetector, text);
const users = (...names: string[]): string[] => names.map((name) => `USERNAME: ${name}`);
const lines = (...all: string[]): string => `${all.join('\n')}\n`;

describe('logins in the output of programs', () => {
  it.each<[string, string, string[]]>([
    ['ls -l', lines('total 16', '-rw-r--r--@ 1 wdornhof staff  482 Mar  4 11:20 main.go', 'drwxrwxr-x. 4 tvik tvik 4.0K Mar  4 11:18 pkg'), users('wdornhof', 'tvik', 'tvik')],
    ['ls -l, a domain', '-rw-r--r-- 1 PLEIN\\wdornhof devs 12 Mar 4 11:20 x', users('wdornhof')],
    ['exa', '.rw-r--r-- 1.2k wdornhof  4 Mar 11:20 main.go', users('wdornhof')],
    ['tar', '-rw-r--r-- wdornhof/wdornhof  482 2031-03-04 11:20 main.go', users('wdornhof', 'wdornhof')],
    ['id', 'uid=1003(wdornhof) gid=1003(wdornhof) groups=1003(wdornhof),27(sudo),999(docker)', users('wdornhof', 'wdornhof', 'wdornhof')],
    ['ps aux', lines('USER         PID %CPU %MEM    VSZ   RSS TTY      STAT START   TIME COMMAND', 'root           1  0.0  0.1    168    12 ?        Ss   Mar03   0:03 /sbin/init', 'wdornhof    2207  0.3  1.1  90000  3000 pts/1    Sl+  11:20   0:10 node a b'), users('wdornhof', 'wdornhof')],
    ['ps, a line', 'wdornhof  2207  0.3  1.1 90000 3000 ?  Ss 10:00 0:00 bash', users('wdornhof')],
    ['top', lines('  PID USER      PR  NI  COMMAND', ' 2207 wdornhof  20   0  node', '    1 root      20   0  init'), users('wdornhof')],
    ['squeue', lines('  JOBID PARTITION   NAME     USER ST  TIME', '  55012       gpu  train wdornhof  R  2:14'), users('wdornhof')],
    ['sacct', lines('JobID  JobName    User   State', '------ ------- ------- -------', '55012    train wdornhof RUNNING'), users('wdornhof')],
    ['who', lines('wdornhof tty1         2031-03-04 11:20', 'tvik     pts/0        2031-03-04 11:21 (10.0.0.4)'), users('wdornhof', 'tvik')],
    ['last', 'wdornhof  pts/1   84.117.203.65   Tue Mar  4 09:02   still logged in', users('wdornhof')],
    ['sshd accepted', 'sshd[811]: Accepted publickey for wdornhof from 91.204.76.18 port 50122 ssh2', users('wdornhof')],
    ['sshd invalid', 'sshd[815]: Invalid user wdornhof from 203.98.141.7 port 40110', users('wdornhof')],
    ['sshd closed', 'Connection closed by authenticating user wdornhof 91.204.76.18 port 1 [preauth]', users('wdornhof')],
    ['pam', 'pam_unix(sshd:session): session opened for user wdornhof(uid=1003) by (uid=0)', users('wdornhof')],
    ['logind', 'systemd-logind[5]: New session 4 of user wdornhof.', users('wdornhof')],
    ['cron', 'CRON[77]: (wdornhof) CMD (/usr/bin/backup)', users('wdornhof')],
    ['su', 'su[9]: (to root) wdornhof on pts/0', users('wdornhof')],
    ['sudo', 'sudo: wdornhof : TTY=pts/2 ; PWD=/srv/app ; USER=root ; COMMAND=/bin/ls', users('wdornhof')],
    ['sudoers', 'wdornhof is not in the sudoers file.', users('wdornhof')],
    ['sudo asks', '[sudo] password for wdornhof: ', users('wdornhof')],
    ['ssh asks', "wdornhof@10.0.0.5's password: ", users('wdornhof')],
    ['an access log', '178.62.15.230 - wdornhof [04/Mar/2031:11:40:09 +0000] "GET /admin HTTP/1.1" 200 512', users('wdornhof')],
    ['env', lines('SHELL=/bin/zsh', 'USER=wdornhof', 'LOGNAME=wdornhof'), users('wdornhof', 'wdornhof')],
    ['a prompt', '(venv) wdornhof@thinkpad:~/shop$ git status', users('wdornhof')],
    ['a prompt in brackets', '[wdornhof@build01 shop]$ make', users('wdornhof')],
    ['zsh', 'wdornhof@MacBook-Pro shop % ls', users('wdornhof')],
    ['a key', `ssh-ed25519 ${'AAAA'}C3NzaC1lZDI1NTE5AAAAIGabcdefghijklmnop wdornhof@thinkpad`, users('wdornhof')],
    ['a fingerprint', '256 SHA256:abcdefghijklmnopqrstuvwxyz0123456789ABCD wdornhof@thinkpad (ED25519)', users('wdornhof')],
    ['whoami', lines('$ whoami', 'wdornhof', '$ pwd'), users('wdornhof')],
    ['whoami on Windows', lines('> whoami', 'PLEIN\\wdornhof'), users('wdornhof')],
    ['media', '/run/media/wdornhof/BACKUP/a.txt', users('wdornhof')],
    ['pytest', '/tmp/pytest-of-wdornhof/pytest-4/x', users('wdornhof')],
    ['clusters', '/scratch/wdornhof/run4 /nfs/home/wdornhof/x /gpfs/users/wdornhof', users('wdornhof', 'wdornhof', 'wdornhof')],
    ['mysql', "ERROR 1045: Access denied for user 'wdornhof'@'localhost' (using password: YES)", users('wdornhof')],
    ['grants', "GRANT ALL ON a.* TO 'wdornhof'@'%'", users('wdornhof')],
    ['postgres', 'FATAL:  password authentication failed for user "wdornhof"', users('wdornhof')],
    ['a unique key', 'DETAIL:  Key (username)=(wdornhof) already exists.', users('wdornhof')],
    ['kubectl', 'pods is forbidden: User "wdornhof" cannot list resource "pods"', users('wdornhof')],
    ['ssh -v', "debug1: Authenticating to build:22 as 'wdornhof'", users('wdornhof')],
    ['ssh refused', 'wdornhof@build01: Permission denied (publickey).', users('wdornhof')],
    ['ssh config', lines('Host b', '  HostName 10.0.0.4', '  User wdornhof'), users('wdornhof')],
    ['netrc', 'machine a.example login wdornhof password x', users('wdornhof')],
    ['curl -v', "* Server auth using Basic with user 'wdornhof'", users('wdornhof')],
    ['a proxy', 'X-Forwarded-User: wdornhof', users('wdornhof')],
    ['npm publish', 'npm notice Publishing as wdornhof with tag latest', users('wdornhof')],
    ['npm view', lines('maintainers:', '- wdornhof <wd@plein.example>'), users('wdornhof')],
    ['ansible', 'ansible_user: wdornhof', users('wdornhof')],
    ['net user', lines('C:\\>net user wdornhof', 'User name                    wdornhof'), users('wdornhof', 'wdornhof')],
    ['a mount', 'smb://wdornhof@nas/share', users('wdornhof')],
    ['a reset', 'Generated password for user wdornhof: x', users('wdornhof')],
    ['a pair', 'login: wdornhof / tulip9', users('wdornhof')],
    ['a pair in quotes', 'The login is `wdornhof` and the password is `tulip9`', users('wdornhof')],
    ['a registry', 'docker login -u wdornhof --password-stdin r.example', users('wdornhof')],
    ['npm whoami', lines('$ npm whoami', 'wdornhof'), users('wdornhof')],
    ['a sentence', 'you can log in with wdornhof and tulip9', users('wdornhof')],
    ['an argument', "get(url, auth=('wdornhof', 'tulip9'))", users('wdornhof')],
    ['a domain', 'PLEIN\\tvikander logged on, PLEIN\\n_vik was locked out', users('tvikander', 'n_vik')],
    ['a file server', '\\\\fs01\\users\\wdornhof\\docs', users('wdornhof')],
    ['ssh', 'ssh -p 22 wdornhof@10.0.0.5', users('wdornhof')],
    ['scp', 'scp a.txt wdornhof@build01:/tmp/', users('wdornhof')],
    ['blame', lines('a1b2c3d4 (wdornhof 2031-03-04 11:20:09 +0100 12) x = 1', '^a1b2c3d src/a.ts (Wiebke Dornhof 2031-03-04 11:20:09 +0100 13) y'), ['USERNAME: wdornhof', 'PERSON: Wiebke Dornhof']],
    ['AWS', 'arn:aws:iam::123456789012:user/wdornhof', users('wdornhof')],
    ['terraform', '  Who:       wdornhof@thinkpad', users('wdornhof')],
    ['chown', 'chown -R wdornhof:wdornhof /srv/app', users('wdornhof', 'wdornhof')],
    ['sudo -u', 'sudo -u wdornhof ls', users('wdornhof')],
    ['useradd', 'useradd -m -s /bin/bash wdornhof', users('wdornhof')],
    ['hdfs', 'drwxr-xr-x  - wdornhof hdfs          0 2031-03-04 11:20 /data', users('wdornhof')],
    ['a session', 'Logged in as wdornhof.', users('wdornhof')],
    ['git over ssh', "Hi wdornhof! You've successfully authenticated", users('wdornhof')],
    ['docker', 'docker exec -it -u wdornhof web sh', users('wdornhof')],
    ['curl', 'curl -s -u wdornhof:x https://api.plein.example', users('wdornhof')],
    ['passwd', 'wdornhof:x:1003:1003:Wiebke Dornhof,,,:/home/wdornhof:/bin/bash', ['USERNAME: wdornhof', 'PERSON: Wiebke Dornhof']],
  ])('%s', (_, text, expected) => {
    expect(found(text)).toEqual(expected);
  }); // biome-ignore format: a table

  it.each<[string, string]>([
    [
      'services in databases',
      "Access denied for user 'root'@'%'; GRANT ALL ON a TO 'your_user'@'localhost'; FATAL: password authentication failed for user \"postgres\"",
    ],
    ['other keys', 'DETAIL:  Key (slug)=(redtent) already exists.'],
    [
      'accounts of a cluster',
      'User "system:anonymous" cannot list; User "system:serviceaccount:default:ci" cannot get',
    ],
    ['git hosts', 'git@github.com: Permission denied (publickey).'],
    ['guides', '  User Guide\n  User Stories\n- express <4.0>\nUser name is required'],
    ['nobody logged in', '$ npm whoami\nnpm ERR! code ENEEDAUTH'],
    ['what a login may be', 'log in with Google and GitHub2; login: required / user2; Use basic auth user:pass1'],
    ['folders behind capitals', 'CORP\\tools and HKEY_LOCAL_MACHINE\\test, APP\\new is a folder'],
    ['variables', 'get(url, auth=(user, token)); create_user(name, mail)'],
    [
      'root and services',
      lines(
        '-rw-r--r-- 1 root root  120 Mar  4 11:20 Makefile',
        'drwxr-xr-x 2 www-data www-data 64 Mar  4 11:20 public',
      ),
    ],
    ['id of root', 'uid=0(root) gid=0(root) groups=0(root)'],
    ['what a hidden owner leaves', '-rw-r--r--  1              staff  482 Mar  4 11:20 main.go'],
    ['numbers for owners', '-rw-r--r-- 1 1003 1003 482 Mar 4 11:20 x'],
    [
      'processes of services',
      lines('USER   PID %CPU COMMAND', 'root     1  0.0 init', 'postgres 7  0.1 postgres', 'systemd+ 9  0.0 x'),
    ],
    ['pods', lines('NAME        READY   STATUS    AGE', 'web-7d9f    1/1     Running   14d')],
    ['a table of users', lines('| User | Role |', '|---|---|', '| Story | As a guest |')],
    ['sentences', 'The owner of the file, the user from the group and the login for user data. Who: everyone.'],
    ['user stories', 'As a user I log in for user stories from the board'],
    ['code', 'const user = getUser(); if (user === USER) return { user: user.name }'],
    ['env of services', lines('USER=postgres', 'DB_USER=wdornhof', 'USER=$(whoami)', 'POSTGRES_USER=app')],
    ['git remotes', 'git clone git@github.com:plein/shop.git && ssh git@gitlab.plein.example'],
    ['paths', '/scratch/tmp /media/images/logo.png /var/mail/ /projects/shop /home/ubuntu'],
    ['whoami without output', lines('$ whoami', '$ pwd')],
    ['service principals', 'arn:aws:iam::123456789012:role/deploy arn:aws:iam::123456789012:user/ci'],
    ['chown of services', 'chown -R www-data:www-data /srv && sudo -u postgres psql && su - root'],
    ['access log without login', '178.62.15.230 - - [04/Mar/2031:11:40:09 +0000] "GET / HTTP/1.1" 200 5'],
    ['attempts on services', 'Failed password for invalid user admin from 1.2.3.4 port 2 ssh2'],
    ['blame of nobody', '00000000 (Not Committed Yet 2031-03-04 11:20:09 +0100 12) x'],
    ['hex and dates', 'a1b2c3d4 (see the note of 2031-03-04)'],
    ['sessions of services', 'Logged in as root, signed in as guest; logged in as expected'],
    ['a console', 'The console version of it'],
    [
      'a row without its login',
      lines('  JOBID PARTITION   NAME     USER ST  TIME', '  55012       gpu  train           PD  2:14'),
    ],
    ['escapes', 'ERROR\\nwdornhof'],
    [
      'system accounts',
      lines('sync:x:4:65534:sync:/bin:/bin/sync', 'nobody:x:65534:65534:nobody:/nonexistent:/usr/sbin/nologin'),
    ],
  ])('nothing in %s', (_, text) => {
    expect(found(text)).toEqual([]);
  });

  it('nothing in names and keys', () => {
    expect(inText(loginDetector, 'USER=wdornhof', 'key')).toEqual([]);
    expect(inText(loginDetector, 'USER=wdornhof', 'name')).toEqual([]);
  });

  it('says which program told, and how sure that is', () => {
    expect(loginDetector.detect({ text: 'sudo -u wdornhof ls', kind: 'prose' })).toMatchObject([
      { rule: 'sudo', confidence: 0.8, evidence: 'program:sudo' },
    ]);
  });
});

it('the number of a login is no account', () => {
  expect(inText(labelledDetector, 'uid=1003(wdornhof) gid=1003')).toEqual([]);
  expect(inText(labelledDetector, 'user id: 48213')).toEqual(['USERNAME: 48213']);
});

it('service accounts are one table', () => {
  expect(
    ['root', 'Runner', 'www-data', '_spotlight', 'systemd-resolve', 'dependabot[bot]', 'HOST$'].filter(
      (name) => !isMachineAccount(name),
    ),
  ).toEqual([]);
  expect(['wdornhof', 'frank', 'botticelli'].filter(isMachineAccount)).toEqual([]);
});
