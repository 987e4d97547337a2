#!/usr/bin/env bash
# Fetches the peers of the benchmarks into build/peers with npm as it is configured. The benches run without them and say so.
# usage: bash bench/peers/install.sh        exit status 1, with the reason on standard error, when it cannot
set -u
cd "$(dirname "${BASH_SOURCE[0]}")/../.." || exit 1

package=@duckdb/node-bindings-linux-x64
version=1.5.6-r.1  # libduckdb.so of DuckDB 1.5.6

install_duckdb() {
  local into=build/peers
  local library=$into/node_modules/$package/libduckdb.so
  [ -f "$library" ] && return 0
  if [ "$(uname -sm)" != "Linux x86_64" ]; then echo "no DuckDB package for $(uname -sm)" >&2; return 1; fi
  if ! command -v npm >/dev/null; then echo "npm is missing (Debian: apt-get install npm)" >&2; return 1; fi
  mkdir -p "$into" && echo '{"private": true}' >"$into/package.json" || return 1
  (cd "$into" && npm install --no-audit --no-fund --loglevel=error --fetch-retries=0 --fetch-timeout=30000 "$package@$version" >npm.log 2>&1) ||
    { echo "npm could not fetch $package (see $into/npm.log)" >&2; return 1; }
  [ -f "$library" ] || { echo "the package holds no libduckdb.so" >&2; return 1; }
}

install_duckdb
