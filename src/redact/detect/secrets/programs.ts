/** Programs that take secrets on their command line, and where: from their manual pages. */

/**
 * What a flag's value is. secret: the secret; the others name what parts it from what stands before it: `user:pw`, `user%pw`,
 * `user/pw@db`, `user,pw`, or openssl's `pass:pw`.
 */
export type Role = 'secret' | ':' | '%' | '/' | ',' | 'pass:';

export interface Program {
  /** Flag → what the next word, or what follows `=`, is. */
  flags?: Readonly<Record<string, Role>>;
  /** Flags whose value follows without a space: `-pX`, `/pass:X`. */
  attached?: Readonly<Record<string, Role>>;
  /** Must occur among the words: `login`. */
  needs?: RegExp;
  /** Word without a flag that is one, counted behind the program: negative from the end. */
  word?: { at: number; role: Role; least: number };
}

/** Flags that mean the same everywhere. */
export const COMMON: Readonly<Record<string, Role>> = {
  '--password': 'secret',
  '--passwd': 'secret',
  '--pass': 'secret',
  '--passphrase': 'secret',
  '-password': 'secret',
  '--db-password': 'secret',
  '--admin-password': 'secret',
};

const MYSQL: Program = { attached: { '-p': 'secret' } };
const P: Program = { flags: { '-p': 'secret' } };
const LOGIN: Program = { flags: { '-p': 'secret' }, attached: { '-p': 'secret' }, needs: /^login$/ };
const LDAP: Program = { flags: { '-w': 'secret' } };
const SMB: Program = { flags: { '-U': '%', '--user': '%' }, attached: { '-U': '%' } };
const STORE: Program = {
  flags: {
    '-storepass': 'secret',
    '-keypass': 'secret',
    '-srcstorepass': 'secret',
    '-deststorepass': 'secret',
    '-new': 'secret',
  },
};
const UPPER_P: Program = { flags: { '-P': 'secret' }, attached: { '-P': 'secret' } };
const ARCHIVE: Program = { attached: { '-p': 'secret', '-hp': 'secret' } };
const ORACLE: Program = { word: { at: 0, role: '/', least: 1 } };
const PUTTY: Program = { flags: { '-pw': 'secret' } };

export const PROGRAMS: Readonly<Record<string, Program>> = {
  mysql: MYSQL, mysqldump: MYSQL, mysqladmin: MYSQL, mysqlimport: MYSQL, mysqlsh: MYSQL, mysqlcheck: MYSQL, mariadb: MYSQL, 'mariadb-dump': MYSQL, mycli: MYSQL,
  sshpass: { flags: { '-p': 'secret' }, attached: { '-p': 'secret' } },
  'redis-cli': { flags: { '-a': 'secret' } }, 'valkey-cli': { flags: { '-a': 'secret' } },
  docker: LOGIN, podman: { ...LOGIN, flags: { '-p': 'secret', '--creds': ':' }, needs: /^login$|^--creds/ }, nerdctl: LOGIN, helm: LOGIN, oras: LOGIN, crane: LOGIN,
  skopeo: { flags: { '--creds': ':', '--src-creds': ':', '--dest-creds': ':' } }, buildah: { flags: { '--creds': ':' } },
  curl: { flags: { '-u': ':', '--user': ':', '-U': ':', '--proxy-user': ':', '--oauth2-bearer': 'secret' }, attached: { '-u': ':' } },
  wget: { flags: { '--http-password': 'secret', '--ftp-password': 'secret', '--proxy-password': 'secret' } },
  smbclient: SMB, rpcclient: SMB, winexe: SMB, smbcacls: SMB, smbmap: P, crackmapexec: P, netexec: P, nxc: P, 'evil-winrm': P, psexec: P, psexec64: P, rdesktop: P, hydra: P,
  xfreerdp: { attached: { '/p:': 'secret' } }, cmdkey: { attached: { '/pass:': 'secret' } }, wmic: { attached: { '/password:': 'secret' }, flags: { '-U': '%' } },
  winrs: { attached: { '-p:': 'secret', '/p:': 'secret' } }, schtasks: { flags: { '/p': 'secret', '/rp': 'secret', '/P': 'secret', '/RP': 'secret' } },
  plink: PUTTY, pscp: PUTTY, psftp: PUTTY, winscp: { attached: { '/password=': 'secret' } },
  ldapsearch: LDAP, ldapmodify: LDAP, ldapadd: LDAP, ldapdelete: LDAP, ldapwhoami: LDAP, ldappasswd: { flags: { '-w': 'secret', '-s': 'secret', '-a': 'secret' } },
  mongo: P, mongosh: P, mongodump: P, mongorestore: P, mongoexport: P, mongoimport: P, cqlsh: P, beeline: P, ncftp: P, twine: P,
  sqlcmd: UPPER_P, osql: UPPER_P, bcp: UPPER_P, tsql: UPPER_P, ipmitool: UPPER_P, unzip: UPPER_P, zip: UPPER_P,
  sqlplus: ORACLE, impdp: ORACLE, expdp: ORACLE, sqlldr: ORACLE, lftp: { flags: { '-u': ',' } },
  'clickhouse-client': {}, svn: {}, gpg: {}, qpdf: {}, gcloud: {}, influx: { flags: { '-p': 'secret', '-t': 'secret' } },
  rabbitmqctl: { needs: /^(?:add_user|change_password)$/, word: { at: 2, role: 'secret', least: 3 } },
  htpasswd: { needs: /^-[a-zA-Z]*b/, word: { at: -1, role: 'secret', least: 2 } },
  openssl: { flags: { '-passin': 'pass:', '-passout': 'pass:', '-pass': 'pass:', '-password': 'pass:', '-k': 'secret', '-K': 'secret' } },
  apksigner: { flags: { '--ks-pass': 'pass:', '--key-pass': 'pass:' } }, keytool: STORE, jarsigner: STORE, signtool: { flags: { '/p': 'secret' } },
  '7z': ARCHIVE, '7za': ARCHIVE, '7zz': ARCHIVE, rar: ARCHIVE, unrar: ARCHIVE, pdftk: { flags: { user_pw: 'secret', owner_pw: 'secret', input_pw: 'secret' } },
  az: { flags: { '-p': 'secret', '--account-key': 'secret', '--sas-token': 'secret' }, needs: /^(?:login|create-for-rbac|--account-key|--sas-token|--admin-password|--password)/ },
  nmcli: { flags: { password: 'secret' } }, wpa_passphrase: { word: { at: 1, role: 'secret', least: 2 } },
  snmpwalk: { flags: { '-A': 'secret', '-X': 'secret' } }, snmpget: { flags: { '-A': 'secret', '-X': 'secret' } },
  useradd: P, usermod: P, vault: { needs: /^login$/, word: { at: 1, role: 'secret', least: 2 } },
  snowsql: {}, kinit: {}, git: {},
}; // biome-ignore format: a table
