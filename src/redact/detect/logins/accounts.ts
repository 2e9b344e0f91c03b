/** Accounts of machines and services, and what examples write for somebody: nobody's login. */

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

/** Owners of processes and files on Linux and macOS that no person is: they stand in `ps`, `ls -l`, `id` and `who`. */
const SYSTEM = new Set(
  `adm bin sys sync games man lp mail news uucp proxy backup list irc gnats operator halt shutdown ftp sshd syslog messagebus dbus
  systemd systemd-network systemd-resolve systemd-timesync systemd-coredump systemd-oom polkitd rtkit avahi chrony ntp dnsmasq tss uuidd
  tcpdump landscape pollinate lxd libvirt kvm qemu rpc rpcuser statd nfsnobody named bind dhcpd postfix dovecot exim rabbitmq mongodb
  mongod elasticsearch kibana logstash grafana prometheus influxdb memcached zookeeper kafka cassandra consul vault nomad etcd haproxy
  traefik caddy envoy gitea gitlab gitlab-psql gitlab-redis minio keycloak wheel staff users sudo tty disk kmem dialout cdrom floppy audio
  video plugdev netdev lpadmin input render crontab ssl-cert shadow utmp nogroup _apt _www _windowserver _spotlight _coreaudiod _mdnsresponder
  unknown system local_service network_service trustedinstaller sa dbo repl replicator anonymous reboot wtmp shutdown container
  deploy deployer automation robot svc daemonset cloud-user core rocky almalinux bitnami rails django flask celery gunicorn uwsgi php-fpm
  php nextjs bun deno rust cargo go java tomcat jetty solr nexus sonarqube sonar artifactory steam valheim minecraft homeassistant
  tmp temp local global archive archives cache datasets models results output lost+found
  plex colord geoclue gdm lightdm sddm whoopsie kernoops saned usbmux hplip speech-dispatcher cups-pk-helper nm-openvpn`.split(
    /\s+/,
  ),
);

/** The account of a program, or what an example writes for somebody. */
export function isMachineAccount(name: string): boolean {
  const lower = name.toLowerCase();
  return (
    NOBODY.has(lower) ||
    SYSTEM.has(lower) ||
    /^_[a-z]/.test(lower) ||
    /^(?:systemd|gitlab|github)-|^(?:your|my|some|example|test)[._-]/.test(lower) ||
    /(?:\[bot\]|-bot|\$)$/.test(lower)
  );
}
