#!/usr/bin/env bash
# Builds and runs a benchmark and prints its table.
# usage: bash bench/run.sh NAME [--quick] [--json FILE] [--threads 1,2] [--repeat N] [--sf 1] [--rows N]
#   scan      filters, sums, a small group-by and CSV on TPC-H lineitem: hand-written loops, DuckDB, quern
#   h2o       group-by questions of h2o.ai's db-benchmark on 10 million rows: DuckDB, quern
#   tpch      the 22 queries on tables in memory: quern, DuckDB; also --data DIR, --queries 1,3-5, --answers DIR, --load, --no-peers
#   order     what markers of order cost, and that a plan without them pays nothing
#   --quick   scale factor 0.2 and fewer rounds (h2o: a million rows): under a minute once built
set -euo pipefail
here="$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)"
root="$(dirname "$here")"

names=()
for folder in "$here"/*/main.cpp; do names+=("$(basename "$(dirname "$folder")")"); done
name="${1:-}"
if [ -z "$name" ] || [ ! -f "$here/$name/main.cpp" ]; then
  echo "usage: bash bench/run.sh NAME [options]; names: ${names[*]}" >&2
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
[ -e /usr/include/tbb/tbb.h ] || packages+=(libtbb-dev)
if [ ${#packages[@]} -gt 0 ]; then
  if command -v apt-get >/dev/null && [ "$(id -u)" = 0 ]; then
    apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq "${packages[@]}"
  else
    echo "please install: ${packages[*]}" >&2
    exit 1
  fi
fi

# Without DuckDB the bench says why and goes on; QUERN_DUCKDB names a library to use instead.
if [ -z "${QUERN_DUCKDB:-}" ]; then
  QUERN_DUCKDB_MISSING="$(bash "$here/peers/install.sh" 2>&1 >/dev/null)" || true
  export QUERN_DUCKDB_MISSING
fi

mkdir -p build
generator=()
if [ ! -f build/bench/CMakeCache.txt ] && command -v ninja >/dev/null; then generator=(-G Ninja); fi
cmake -S bench -B build/bench "${generator[@]}" -DCMAKE_BUILD_TYPE=Release >build/bench-configure.log || { cat build/bench-configure.log >&2; exit 1; }
cmake --build build/bench --target "bench_$name" -j "$(nproc)" >build/bench-build.log || { cat build/bench-build.log >&2; exit 1; }
exec "build/bench/bench_$name" ${options[@]+"${options[@]}"}
