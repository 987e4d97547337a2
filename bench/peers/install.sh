#!/usr/bin/env bash
# Fetches peers of the benchmarks into build/peers with npm as it is configured. The benches run without them and say so.
# usage: bash bench/peers/install.sh [duckdb] [polars] [clickhouse]     duckdb alone where none is named
# Exit status 1 when one of them cannot be had, with a line `NAME: the reason` for each such one on standard error.
set -u
cd "$(dirname "${BASH_SOURCE[0]}")/../.." || exit 1
into=build/peers

# fetch PACKAGE@VERSION... FILE; the file is the last package's, and is there only when that package is whole. Packages of compiled code
# are named beside those that want them: as mere options npm leaves them out without a word when it could not fetch them.
fetch() {
  local packages=("${@:1:$#-1}") last=${*: -2:1} file=$into/node_modules/${*: -1} missing=()
  for p in "${packages[@]}"; do
    grep -qs "\"version\": *\"${p##*@}\"" "$into/node_modules/${p%@*}/package.json" || missing+=("$p")
  done
  if [ ${#missing[@]} -eq 0 ] && [ -f "$file" ]; then return 0; fi
  if [ "$(uname -sm)" != "Linux x86_64" ]; then echo "no package for $(uname -sm)"; return 1; fi
  if ! command -v npm >/dev/null; then echo "npm is missing (Debian: apt-get install npm)"; return 1; fi
  mkdir -p "$into" || return 1
  # npm removes what package.json does not name: it keeps the peers of earlier runs.
  [ -f "$into/package.json" ] || echo '{"private": true}' >"$into/package.json"
  (cd "$into" && npm install --no-audit --no-fund --loglevel=error --fetch-retries=1 --fetch-timeout=60000 "${packages[@]}" >npm.log 2>&1) ||
    { echo "npm could not fetch ${packages[*]} (see $into/npm.log)"; return 1; }
  [ -f "$file" ] || { echo "the package $last holds no $(basename "$file")"; return 1; }
}

install() {
  case $1 in
    duckdb) fetch @duckdb/node-bindings-linux-x64@1.5.6-r.1 @duckdb/node-bindings-linux-x64/libduckdb.so ;;
    polars) fetch nodejs-polars@0.26.1 nodejs-polars-linux-x64-gnu@0.26.1 nodejs-polars-linux-x64-gnu/nodejs-polars.linux-x64-gnu.node ;;
    clickhouse) fetch chdb@3.4.0 @chdb/lib-linux-x64-gnu@26.7.3-stable.1 @chdb/lib-linux-x64-gnu/libchdb.so ;;
    *) echo "no such peer" ; return 1 ;;
  esac
}

status=0
[ $# -gt 0 ] || set -- duckdb
for peer in "$@"; do
  why=$(install "$peer") || { echo "$peer: $why" >&2; status=1; }
done
exit $status
