import { describe, expect, it } from 'vitest';
import { secretsOf } from './found.ts';

const PASSWORD = 'Elm-Oak-44';

describe('passwords on command lines', () => {
  it.each([
    'mysql -u app -h db1 -p~ shop < dump.sql',
    "mysqldump --password='~' shop",
    'mysql --user=app \\\n  --password=~ \\\n  shop',
    'sshpass -p ~ ssh ann@h1 uptime',
    "sshpass -p'~' scp a b",
    'redis-cli -h r1 -a ~ ping',
    'docker login -u ann -p ~ registry.example',
    'curl -sS -u ann:~ https://x.example/y',
    'curl -uann:~ https://x.example/y',
    'smbclient //fs/share -U ann%~',
    'net use Z: \\\\fs1\\share ~ /user:CORP\\ann',
    'net user ann ~ /add',
    'cmdkey /add:srv /user:ann /pass:~',
    'openssl pkcs12 -in a.p12 -passin pass:~ -nodes',
    "echo 'ann:~' | chpasswd",
    'echo "~" | sudo -S apt update',
    'echo ~ | docker login --username ann --password-stdin',
    "sudo -S ls <<< '~'",
    'ldapsearch -x -D cn=admin -w ~ -b dc=x',
    "sqlcmd -S srv -U sa -P '~' -Q 'select 1'",
    'sqlplus scott/~@orcl',
    'keytool -genkey -storepass ~',
    'mongosh -u ann -p ~ --host m1',
    'rabbitmqctl add_user ann ~',
    'htpasswd -bc .htpasswd ann ~',
    'plink -ssh ann@h -pw ~',
    '7z x -p~ a.7z',
    'nmcli dev wifi connect Home password ~',
    'lftp -u ann,~ ftp.example',
    '$ /usr/bin/mysqladmin -u root -p~ ping',
    'PGPASSWORD=~ psql -h db',
  ])('%s', (command) => {
    expect(secretsOf(command.replace('~', PASSWORD))).toEqual([PASSWORD]);
  });

  it('need no look of their own where the place is certain', () => {
    expect(secretsOf('redis-cli -a brambles ping')).toEqual(['brambles']);
    expect(secretsOf('keytool -storepass brambles -keypass thistles')).toEqual(['brambles', 'thistles']);
    expect(secretsOf('{"command":["bash","-c","mysql -pbrambles"]}')).toEqual(['brambles']);
  });

  it.each([
    'mysql -u root -p shop',
    'mysql -h db -P 3306 -u app',
    `mysql -p$${'{DB_PASS}'} shop`,
    'docker run -d -p 5432:5432 postgres',
    'redis-cli -a $REDIS_PASS ping',
    'sshpass -p <password> ssh h',
    'sshpass -e ssh h',
    'curl -u "$U:$P" https://x.example',
    'curl -o out7.txt https://x.example/-p/a',
    'openssl req -passin env:PW2',
    'use docker login with the -p flag instead',
    'mkdir -p a/b2/c; git push -u origin main2',
    'net use is a command of Windows2',
    'net user administrator',
    'echo hello2 | tee out.txt',
    'echo "$PW" | docker login --password-stdin',
    'psql -h localhost -p 5432 -U app',
    'smbclient -L //fs -N',
    'helm install x2 -p 8080',
    'gpg --passphrase-file f1.txt',
    'sqlplus / as sysdba',
    '7z a -t7z out7.7z in',
    'unzip -q a1.zip -d out2',
    'the mysql program2 uses -p without a space',
  ])('%s has none', (command) => {
    expect(secretsOf(command)).toEqual([]);
  });
});
