#!/usr/bin/env bash
# Builds and runs a benchmark and prints its table.
# usage: bash bench/run.sh NAME [--quick] [--json FILE] [--threads 1,2] [--repeat N] [--sf 1] [--rows N]
#   scan      filters, sums, a small group-by and CSV on TPC-H lineitem: hand-written loops, DuckDB, quern
#   h2o       group-by questions of h2o.ai's db-benchmark on 10 million rows: DuckDB, quern
#   tpch      the 22 queries on tables in memory: quern, DuckDB; also --data DIR, --shuffled, --queries 1,3-5, --answers DIR, --load, --no-peers,
#             --cold: from files to all answers, each time in a fresh process, and the memory that takes
#   peers     the 22 queries by quern, DuckDB, Polars and ClickHouse side by side, which it installs below build/; options: --help
#   order     what markers of order cost, and that a plan without them pays nothing
#   profile   what profile() costs over collect(): a scan, steps on their own, a group-by and a join on 10 million rows
#   --quick   scale factor 0.2 and fewer rounds (h2o: a million rows): under a minute once built
set -euo pipefail
here="$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)"
root="$(dirname "$here")"

names=()
for folder in "$here"/*/main.cpp; do names+=("$(basename "$(dirname "$folder")")"); done
name="${1:-}"
target=$name
[ "$name" = peers ] && target=tpch
if [ -z "$name" ] || [ ! -f "$here/$target/main.cpp" ]; then
  echo "usage: bash bench/run.sh NAME [options]; names: ${names[*]} peers" >&2
  exit 2
fi
shift

# A relative --json counts from where the caller stands.
options=()
while [ $# -gt 0 ]; do
  if [ "$1" = --json ] && [ $# -gt 1 ] && [ "${2#/}" = "$2" ]; then options+=(--json "$PWD/$2"); shift 2
  else options+=("$1"); shift; fi
done
cd "$root"

packages=()
command -v g++ >/dev/null || packages+=(g++)
command -v cmake >/dev/null || packages+=(cmake)
command -v make >/dev/null || command -v ninja >/dev/null || packages+=(make)
[ "$name" != peers ] || command -v python3 >/dev/null || packages+=(python3)
[ -e /usr/include/tbb/tbb.h ] || packages+=(libtbb-dev)
if [ ${#packages[@]} -gt 0 ]; then
  if command -v apt-get >/dev/null && [ "$(id -u)" = 0 ]; then
    apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq "${packages[@]}"
  else
    echo "please install: ${packages[*]}" >&2
    exit 1
  fi
fi

# Peers that cannot be had are said and left out.
if [ "$name" = peers ] && ! command -v npm >/dev/null && command -v apt-get >/dev/null && [ "$(id -u)" = 0 ]; then
  { apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq nodejs npm; } || true
fi

# Without DuckDB the bench says why and goes on; QUERN_DUCKDB names a library to use instead.
if [ -z "${QUERN_DUCKDB:-}" ]; then
  QUERN_DUCKDB_MISSING="$(bash "$here/peers/install.sh" 2>&1 >/dev/null)" || true
  export QUERN_DUCKDB_MISSING="${QUERN_DUCKDB_MISSING#duckdb: }"
fi

mkdir -p build
generator=()
if [ ! -f build/bench/CMakeCache.txt ] && command -v ninja >/dev/null; then generator=(-G Ninja); fi
cmake -S bench -B build/bench "${generator[@]}" -DCMAKE_BUILD_TYPE=Release >build/bench-configure.log || { cat build/bench-configure.log >&2; exit 1; }
cmake --build build/bench --target "bench_$target" -j "$(nproc)" >build/bench-build.log || { cat build/bench-build.log >&2; exit 1; }
[ "$name" != peers ] || exec python3 bench/tpch/peers.py ${options[@]+"${options[@]}"}
exec "build/bench/bench_$name" ${options[@]+"${options[@]}"}
