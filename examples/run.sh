#!/usr/bin/env bash
# SPDX-License-Identifier: BSL-1.0
# bash examples/run.sh [NAME[/PROGRAM] [ARGUMENT...]]: installs what is missing, builds and runs examples/NAME; without a name, flights.
set -euo pipefail
# shellcheck source=tests/setup.sh
source "$(dirname "${BASH_SOURCE[0]}")/../tests/setup.sh"

name=${1:-flights}
[ $# -gt 0 ] && shift
folder=${name%%/*}
program=${name##*/}
arguments=()
for argument in "$@"; do  # programs run from the top of the repository: files named from elsewhere still have to be found
  [ -e "$argument" ] && argument=$(realpath "$argument")
  arguments+=("$argument")
done

cd "$quern_root"
sources=("examples/$folder"/*.cpp)
if [ "$folder" = "$program" ] && [ ${#sources[@]} -eq 1 ]; then program=$(basename "${sources[0]}" .cpp); fi
if [ ! -e "examples/$folder/$program.cpp" ]; then
  echo "quern: there is no examples/$folder/$program.cpp; there are:" examples/*/*.cpp >&2
  exit 2
fi
target=example.$folder
[ "$program" != "$folder" ] && target+=.$program

need_library libboost-dev libeigen3-dev
mkdir -p build
log=build/examples.log
if ! { cmake --preset examples && cmake --build --preset examples -j"$quern_jobs" --target "$target"; } >"$log" 2>&1; then
  cat "$log"
  exit 1
fi
exec "build/examples/examples/$folder/$program" "${arguments[@]}"
