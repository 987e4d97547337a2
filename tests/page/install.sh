#!/usr/bin/env bash
# SPDX-License-Identifier: BSL-1.0
# Fetches what drives the browser in the page test into build/page with npm as it is configured. The test is skipped without it.
# usage: bash tests/page/install.sh        exit status 1, with the reason on standard error, when it cannot
set -u
cd "$(dirname "${BASH_SOURCE[0]}")/../.." || exit 1

package=playwright-core
version=1.65.1

install_driver() {
  local into=build/page
  [ -f "$into/node_modules/$package/package.json" ] && return 0
  if ! command -v npm >/dev/null; then echo "npm is missing (Debian: apt-get install npm)" >&2; return 1; fi
  mkdir -p "$into" && echo '{"private": true}' >"$into/package.json" || return 1
  (cd "$into" && npm install --no-audit --no-fund --loglevel=error --fetch-retries=0 --fetch-timeout=30000 "$package@$version" >npm.log 2>&1) ||
    { echo "npm could not fetch $package (see $into/npm.log)" >&2; return 1; }
}

install_driver
