/** Where a database is, for the user to confirm: host, port and database, without user or password. */
export function placeOf(url: string | undefined, urlEnv: string | undefined): string {
  if (!url || urlEnv) return `$${urlEnv ?? 'PGHOST'}`;
  if (!URL.canParse(url)) return 'an address that cannot be read';
  const { hostname, port, pathname, searchParams } = new URL(url);
  // The parameters win when connecting: they must not hide behind another host.
  const host = searchParams.get('host') ?? hostname;
  const at = port || searchParams.get('port');
  return `${host}${at ? `:${at}` : ''}${pathname}`;
}

/** What is wrong with a connection string that a user types; undefined: nothing. */
export function wrongUrl(text: string): string | undefined {
  if (!URL.canParse(text)) return 'Write postgresql://user@host:5432/database.';
  const url = new URL(text);
  if (!/^postgres(?:ql)?:$/.test(url.protocol)) return 'A connection string begins with postgresql://.';
  if (url.password || url.searchParams.has('password')) {
    return 'Leave the password out: goldpan.json holds this. You are asked for it next, and VS Code keeps it.';
  }
  return url.pathname.length > 1 ? undefined : 'Name the database at the end: postgresql://user@host:5432/database.';
}
