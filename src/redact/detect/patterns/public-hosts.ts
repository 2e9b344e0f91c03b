/**
 * Hosts whose pages everybody reads: code hosts, package registries, standards, manuals. That a program is described there is
 * no fact about the people of a log; only an account's own page is one (`github.com/jdoe`).
 */

const HOSTS = new Set(
  `pypi.org pypa.io python.org npmjs.com npmjs.org nodejs.org yarnpkg.com crates.io docs.rs rust-lang.org golang.org go.dev pkg.go.dev rubygems.org
  packagist.org maven.org nuget.org hub.docker.com docker.com docker.io gcr.io ghcr.io quay.io kubernetes.io debian.org ubuntu.com archlinux.org
  fedoraproject.org alpinelinux.org gnu.org kernel.org apache.org mozilla.org w3.org whatwg.org ietf.org rfc-editor.org json-schema.org schema.org
  unicode.org iso.org ecma-international.org opensource.org spdx.org creativecommons.org wikipedia.org wikimedia.org stackoverflow.com
  stackexchange.com serverfault.com superuser.com readthedocs.io readthedocs.org learn.microsoft.com docs.github.com developer.apple.com
  developers.google.com googleapis.com gstatic.com jsdelivr.net unpkg.com cdnjs.cloudflare.com shields.io travis-ci.org travis-ci.com
  codecov.io opencollective.com tidelift.com nema.org arxiv.org doi.org semver.org keepachangelog.com editorconfig.org`.split(
    /\s+/,
  ),
);
const CODE_HOSTS = new Set(
  'github.com gitlab.com bitbucket.org codeberg.org raw.githubusercontent.com huggingface.co'.split(' '),
);
/** Parts of a host in front of the name that are listed. */
const MOST_LABELS = 5;

/** Scheme, login, host, port and path of an address, none of them needed but the host. */
const PARTS = /^(?:[a-z][a-z+.-]{1,9}:\/\/)?(?:[^\s/@]{1,200}@)?([a-z\d.-]{1,120})(?::\d{1,5})?(\/[^?#]{0,200})?/i;

/** @param url with or without its scheme. */
export function isPublicPage(url: string): boolean {
  const parts = PARTS.exec(url);
  const host = (parts?.[1] ?? '').toLowerCase();
  if (/^(?:docs?|developers?|manual|man|wiki)\./.test(host)) return true;
  const labels = host.split('.').slice(-MOST_LABELS);
  for (let i = 0; i < labels.length; i++) {
    const name = labels.slice(i).join('.');
    if (HOSTS.has(name)) return true;
    // A project's page has an owner and a name; an owner's page is an account.
    if (CODE_HOSTS.has(name)) return /^\/[^/]+\/[^/]+/.test(parts?.[2] ?? '');
  }
  return false;
}
