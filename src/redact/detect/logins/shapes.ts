/** What known programs write about who is logged in, runs a process or owns a file: one row a shape. */

import type { Needy } from '../labels/held.ts';

export interface LoginShape extends Needy {
  rule: string;
  /** Global; each group is a login. All repetitions are bounded. */
  pattern: RegExp;
  /** Words of the dictionary are no logins here: the shape alone proves little. */
  strange?: boolean;
}

const NAME = '[A-Za-z][\\w.-]{0,30}[\\w]';
/** The same with an Active Directory domain in front, which stays. */
const OWNER = `(?:[A-Z][\\w-]{1,20}[\\\\+])?(${NAME})`;
const MODE = '[-dlbcps.](?:[r-][w-][xsStT-]){3}[.+@]?';

/** With indices of groups: a short login may stand elsewhere in the match too. */
const re = (source: string, flags = 'g'): RegExp => new RegExp(source, `${flags}d`);

export const LOGIN_SHAPES: readonly LoginShape[] = [
  // `-rw-r--r-- 1 ines staff 482 Mar  4 11:20 main.go`; the group is hidden where it is a person's too.
  { rule: 'ls', needs: ['-rw', 'drw', 'lrw', '-r-', 'dr-', '-r w', '--x', '---', 'r-x'], pattern: re(`(?<![\\w-])${MODE}[ \\t]{1,4}(?:\\d{1,6}|-)[ \\t]{1,4}${OWNER}[ \\t]{1,20}${OWNER}[ \\t]{1,20}\\d`) },
  // `exa -l`: size before owner.
  { rule: 'ls', needs: ['rw'], pattern: re(`(?<![\\w-])${MODE}[ \\t]{1,8}[\\d.]{1,8}[kKMGiB]{0,2}[ \\t]{1,4}(${NAME})[ \\t]{1,8}\\d{1,2} [A-Z][a-z]{2}`) },
  { rule: 'tar', needs: ['rw'], pattern: re(`(?<![\\w-])${MODE} (${NAME})/(${NAME})[ \\t]{1,20}\\d`) },
  { rule: 'id', needs: ['uid='], pattern: re(`\\buid=\\d{1,10}\\(${OWNER}\\)`) },
  { rule: 'sshd', needs: ['accepted ', 'failed ', 'postponed '], pattern: re(`\\b(?:Accepted|Failed|Postponed) [\\w/-]{1,30} for (?:invalid user |illegal user )?${OWNER} from `) },
  { rule: 'sshd', needs: ['invalid user ', 'illegal user ', 'authenticating user ', 'from user ', 'by user ', 'of user ', 'for user '], pattern: re(`\\b(?:[Ii]nvalid|[Ii]llegal|authenticating|from|by|of|for) user ${OWNER}(?= from | \\d|\\(uid|[ \\t]{0,4}$| by \\(|\\.(?:\\s|$))`, 'gm'), strange: true },
  { rule: 'pam', needs: ['user='], pattern: re(`\\b(?:authentication failure|pam_\\w{2,12}\\([\\w:-]{2,30}\\))[^\\n]{0,200}?\\b(?:r)?user=(${NAME})`) },
  { rule: 'sudo', needs: ['sudo'], pattern: re(`\\bsudo(?:\\[\\d{1,8}\\])?:[ \\t]{1,8}(${NAME}) : (?:TTY|PWD|USER|\\d|user NOT|command not|a password)`) },
  { rule: 'access log', needs: ['/jan/', '/feb/', '/mar/', '/apr/', '/may/', '/jun/', '/jul/', '/aug/', '/sep/', '/oct/', '/nov/', '/dec/'], pattern: re(`^[\\da-fA-F.:]{3,45} (?:-|[\\w.-]{1,40}) (${NAME}) \\[\\d\\d/[A-Z][a-z]{2}/\\d{4}:`, 'gm') },
  { rule: 'environment', needs: ['user=', 'logname=', 'username='], pattern: re(`(?<![A-Za-z0-9_])(?:USER|LOGNAME|USERNAME|SUDO_USER|REMOTE_USER)=["']?(${NAME})(?=["'\\s;]|$)`) },
  // `ines@thinkpad:~/shop$ `, `[ines@build shop]$ `.
  { rule: 'prompt', needs: [':~/', ':~$', ':/', ':~#'], pattern: re(`^(?:\\([\\w.-]{1,30}\\) ?)?(${NAME})@[\\w.-]{1,60}:[~/][^\\n$#%]{0,120}[$#%]`, 'gm') },
  { rule: 'prompt', needs: [']$', ']#'], pattern: re(`^\\[(${NAME})@[\\w.-]{1,60} [^\\]\\n]{1,80}\\][$#]`, 'gm') },
  { rule: 'prompt', needs: ['% '], pattern: re(`^(${NAME})@[\\w.-]{1,60} [\\w~/.-]{1,80} % `, 'gm') },
  { rule: 'key comment', needs: [' aaaa'], pattern: re(`\\b(?:ssh-(?:rsa|dss|ed25519)|ecdsa-sha2-\\w{1,20}|sk-ssh-\\w{1,20}@openssh\\.com) AAAA[\\w+/]{20,2000}={0,3} (${NAME})@[\\w.-]{1,60}`) },
  { rule: 'key comment', needs: ['sha256:'], pattern: re(`\\bSHA256:[\\w+/]{20,64}={0,2} (${NAME})@[\\w.-]{1,60} \\(`) },
  { rule: 'who', needs: ['pts/', ' tty', 'console', ' :0'], pattern: re(`^[ \\t>]{0,2}(${NAME})[ \\t]{1,24}(?:(?:pts/\\d{1,4}|tty\\w{1,8})[ \\t]{1,24}(?=[\\w(:.-])|(?:console|:\\d)[ \\t]{1,24}(?=\\d|\\(|:|[A-Z][a-z]{2} ))`, 'gm') },
  { rule: 'passwd', needs: [':x:', ':*:', ':!:', '::'], pattern: re(`^(${NAME}):[x*!]?:[1-6]\\d{3,4}:\\d{1,6}:[^:\\n]{0,100}:/`, 'gm') },
  { rule: 'whoami', needs: ['whoami', 'logname', 'id -un', '$user'], pattern: re(`(?:^|[$>#%;&] {0,2})(?:(?:npm )?whoami|logname|id -un|echo "?\\$USER"?)[ \\t]{0,4}\\r?\\n(?:[A-Za-z][\\w-]{1,20}\\\\)?(${NAME})(?=\\r?\\n|$)`, 'gm') },
  { rule: 'ssh', needs: ['ssh ', 'scp ', 'sftp ', 'rsync ', 'mosh ', 'ssh-copy-id '], pattern: re(`\\b(?:ssh|scp|sftp|rsync|mosh|ssh-copy-id)(?= )[^\\n@]{0,120}[ "'](${NAME})@[\\w.-]{1,80}`) },
  { rule: 'ssh', needs: ['ssh '], pattern: re(`\\bssh [^\\n|;&]{0,60}-l ?(${NAME})\\b`) },
  { rule: 'media', needs: ['/run/media/'], pattern: re(`/run/media/(${NAME})(?=[/\\s"']|$)`) },
  { rule: 'pytest', needs: ['pytest-of-'], pattern: re(`\\bpytest-of-(${NAME})(?=[/\\\\\\s"']|$)`) },
  { rule: 'mail', needs: ['/mail/'], pattern: re(`/var/(?:spool/)?mail/(${NAME})(?=[\\s"'.]|$)`), strange: true },
  { rule: 'scratch', needs: ['/scratch/'], pattern: re(`(?<![\\w.-])(?:/[\\w-]{1,20})?/scratch/(?:users?/)?(${NAME})(?=[/\\s"':]|$)`), strange: true },
  // Shared homes of clusters and file servers; a web site has a host in front, and no mount.
  { rule: 'shared home', needs: ['/home/', '/homes/', '/users/'], pattern: re(`(?<![\\w.-])/(?:nfs|gpfs|lustre|afs|mnt|data|cluster|hpc|nas|net|storage|volume\\d|u|rds)(?:/[\\w-]{1,20})?/(?:homes?|users)/(${NAME})(?=[/\\s"':]|$)`), strange: true },
  { rule: 'share', needs: ['\\users', '\\user\\', '\\homes', '\\home\\', '\\home$', '\\profiles', '\\redirected', '\\user$'], pattern: re(`\\\\\\\\[\\w.-]{1,40}\\\\{1,2}(?:users?|homes?|profiles|redirected)\\$?\\\\{1,2}(${NAME})(?=[\\\\\\s"']|$)`, 'gi') },
  { rule: 'account', needs: [':user/', ':assumed-role/'], pattern: re(`\\barn:aws[\\w-]{0,10}:(?:iam|sts)::\\d{12}:(?:user|assumed-role/[\\w+=,.@-]{1,64})/(${NAME})(?=["'\\s,)\\]]|$)`) },
  { rule: 'terraform', needs: ['who:'], pattern: re(`\\bWho:[ \\t]{1,12}${OWNER}@`) },
  { rule: 'sudo', needs: ['sudoers'], pattern: re(`(?:^|: )(${NAME}) is not in the sudoers file`, 'gm') },
  { rule: 'sudo', needs: ['password for '], pattern: re(`\\[sudo\\] password for (${NAME}):`) },
  { rule: 'ssh', needs: ["'s password"], pattern: re(`(?:^|["'(])(${NAME})(?:@[\\w.-]{1,80})?'s password:`, 'gm') },
  { rule: 'cron', needs: [') cmd'], pattern: re(`\\bCRON\\[\\d{1,8}\\]: \\((${NAME})\\) CMD`) },
  { rule: 'session', needs: ['ged in as ', 'ned in as ', 'ged on as ', 'ticated as '], pattern: re(`\\b(?:[Ll]ogged (?:in|on)|[Ss]igned in|[Aa]uthenticated) as (${NAME})(?=[\\s.,"']|$)`), strange: true },
  { rule: 'session', needs: ['successfully authenticated'], pattern: re(`\\b(?:Hi|Hello),? (${NAME})! You've successfully authenticated`) },
  { rule: 'su', needs: ['su['], pattern: re(`\\bsu\\[\\d{1,8}\\]: \\(to [\\w.-]{1,32}\\) (${NAME}) on `) },
  { rule: 'ps', needs: [' ? ', ' pts/', ' tty', ' ?? ', ' s0'], pattern: re(`^(${NAME})[ \\t]{1,16}\\d{1,8}[ \\t]{1,8}\\d{1,3}\\.\\d[ \\t]{1,8}\\d{1,3}\\.\\d[ \\t]{1,12}\\d{1,12}[ \\t]{1,12}\\d{1,12}[ \\t]{1,8}(?:\\?|pts/|tty|s\\d)`, 'gm') },
  { rule: 'unit', needs: ['user='], pattern: re(`^User=(${NAME})[ \\t]{0,4}$`, 'gm') },
  { rule: 'sudo', needs: ['sudo ', 'su -', 'runuser ', 'crontab ', 'pkill ', 'docker '], pattern: re(`\\b(?:sudo -(?:i?u|H?u)|su -l?|runuser -u|crontab -u|pkill -u|docker (?:run|exec) (?:-\\w{1,4} ){0,3}-u) ?(${NAME})(?=[\\s;&|"']|$)`), strange: true },
  { rule: 'useradd', needs: ['useradd', 'adduser', 'userdel', 'usermod', 'chpasswd'], pattern: re(`\\b(?:useradd|adduser|userdel|usermod)(?: -{1,2}[\\w-]{1,20}(?:[ =](?:/[\\w/.-]{1,40}|[\\w,]{1,30}(?= [-\\w])))?){0,6} (${NAME})(?=[\\s;&|"']|$)`), strange: true },
  { rule: 'chown', needs: ['chown '], pattern: re(`\\bchown (?:-[RhvfcLHP]{1,4} )?(${NAME}):(?:(${NAME}))?(?= )`), strange: true },
  { rule: 'registry', needs: ['login '], pattern: re(`\\b(?:docker|podman|helm(?: registry)?|nerdctl|oc|az|cf) login [^\\n|;]{0,80}?(?:-u|--username)[ =]?["']?(${NAME})(?=["'\\s]|$)`), strange: true },
  { rule: 'curl', needs: ['curl '], pattern: re(`\\bcurl [^\\n]{0,200}?(?:-u|--user)[ =]?["']?(${NAME}):`) },
  { rule: 'runas', needs: ['/user:', '/u:', '-username', 'ged in as ', 'ged on as ', 'running as ', 'runs as '], pattern: re(`(?:/user:|/u:|-UserName |\\b(?:logged (?:on|in) as|running as|runs as) )["']?[A-Z][\\w-]{1,20}\\\\(${NAME})`, 'gi') },
  // Databases: accounts of services are on the list of machines.
  { rule: 'mysql', needs: ["'@'", "user '", "for user", 'user `', "to '"], pattern: re(`\\b(?:[Uu]ser|USER|TO|FROM|OWNER TO|DEFINER=)(?: IF (?:NOT )?EXISTS)? ?['"\`](${NAME})['"\`]@['"\`%]`), strange: true },
  { rule: 'psql', needs: ['for user "', 'role "', 'user "'], pattern: re(`\\b(?:authentication failed for user|FATAL: {1,2}role|no pg_hba\\.conf entry for host "[^"\\n]{1,60}", user) "(${NAME})"`), strange: true },
  { rule: 'key exists', needs: ['key ('], pattern: re(`\\bKey \\((?:lower\\()?(?:user_?name|login|user_?id|handle)(?:::text\\))?\\)=\\((${NAME})\\)`) },
  { rule: 'kubectl', needs: ['user "'], pattern: re(`\\bUser "(${NAME})" cannot `) },
  { rule: 'ssh', needs: ['authenticating to '], pattern: re(`\\bAuthenticating to [\\w.:-]{1,80} as '(${NAME})'`) },
  { rule: 'ssh', needs: ['permission denied (', 'permission denied, '], pattern: re(`^(${NAME})@[\\w.-]{1,80}: Permission denied[ (,]`, 'gm') },
  { rule: 'ssh config', needs: ['hostname ', 'identityfile '], pattern: re(`^[ \\t]{1,8}User[ \\t=]{1,4}(${NAME})[ \\t]{0,4}$`, 'gm') },
  { rule: 'netrc', needs: ['machine ', 'default login '], pattern: re(`\\b(?:machine \\S{1,120}|default)\\s{1,8}login (${NAME})(?=\\s)`) },
  { rule: 'curl', needs: ['using basic with user', 'using digest with user', 'using ntlm with user', 'x-forwarded-user:', 'x-remote-user:', 'x-auth-user', 'remote-user:'], pattern: re(`\\b(?:[sS]erver auth using \\w{2,12} with user '|Proxy auth using \\w{2,12} with user '|(?:X-Forwarded-User|X-Remote-User|X-Auth-User(?:name)?|Remote-User): )(${NAME})(?=['\\s]|$)`) },
  { rule: 'npm', needs: ['publishing as ', 'logging in as '], pattern: re(`\\b(?:[Pp]ublishing|[Ll]ogging in) as (${NAME})(?=[\\s.]|$)`), strange: true },
  { rule: 'maintainer', needs: ['@'], pattern: re(`^[ \\t]{0,8}- (${NAME}) <[\\w.+-]{1,64}@[\\w.-]{1,80}>[ \\t]{0,2}$`, 'gm'), strange: true },
  { rule: 'ansible', needs: ['ansible_user', 'ansible_ssh_user', 'remote_user'], pattern: re(`\\b(?:ansible_(?:ssh_)?user|remote_user)[:=] ?["']?(${NAME})(?=["'\\s]|$)`) },
  { rule: 'net user', needs: ['user name  ', 'net user '], pattern: re(`(?:^User name[ \\t]{2,30}|\\bnet user )(${NAME})(?=[ \\t]{0,40}(?:\\r?\\n|$| /))`, 'gm') },
  { rule: 'share', needs: ['smb://', 'afp://', 'sftp://', 'ssh://', 'ftp://'], pattern: re(`\\b(?:smb|afp|s?ftp|ssh)://(?:[\\w-]{1,20};)?(${NAME})@`) },
  { rule: 'reset', needs: ['password for user ', 'password of user ', 'password for user: '], pattern: re(`\\b[Pp]assword (?:for|of) user:? ["'\`]?(${NAME})["'\`]?(?= ?(?:[:.,=]|is |has |was |$))`, 'gm'), strange: true },
  { rule: 'credentials', needs: ['login: ', 'creds', 'credentials: ', 'user/pass: ', 'log in with ', 'login with ', 'basic auth ', 'login is '], pattern: re(`\\b(?:login:|creds:|creds are|credentials:|credentials are|user/pass:|log ?in with|basic auth|login is) [\`"']?(${NAME})[\`"']?(?: ?[/|:] ?[\`"']?\\S{0,40}\\d| and (?:the )?(?:password (?:is )?)?[\`"']?\\S{0,40}\\d)`, 'gi'), strange: true },
  { rule: 'credentials', needs: [' pw ', ' password ', ' contrase', ' passwort ', ' kennwort '], pattern: re(`\\b(?:user|usuario|benutzer|login) (${NAME}),? (?:with |y |und )?(?:pw|password|contraseña|passwort|kennwort) \\S{0,40}\\d`, 'gi'), strange: true },
  { rule: 'auth pair', needs: ['auth=(', 'create_user(', 'basicauth(', '.login('], pattern: re(`(?:\\bauth=\\(|\\bcreate_(?:super)?user\\(|BasicAuth\\(|\\.login\\()["'](${NAME})["'], ?["']`), strange: true },
  // Active Directory: in capitals, and the word behind it is no folder.
  { rule: 'domain', needs: ['\\'], pattern: re(`(?<![\\w\\\\/.:%$-])[A-Z][A-Z\\d-]{2,14}\\\\([a-z][\\w.-]{2,30})(?= (?:logged|signed|was|has|is|on|from|failed)\\b)`), strange: true },
]; // biome-ignore format: a table
