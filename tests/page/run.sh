#!/usr/bin/env bash
# SPDX-License-Identifier: BSL-1.0
# usage: bash tests/page/run.sh PROGRAM FOLDER      PROGRAM writes the pages into FOLDER, where check.cjs looks at them and leaves pictures
set -euo pipefail
program=$1 folder=$2
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
driver=$here/../../build/page/node_modules/playwright-core

mkdir -p "$folder"
"$program" "$folder"
browser=$(command -v chromium || command -v chromium-browser || command -v google-chrome) || { echo "skipped: no chromium"; exit 0; }
command -v node >/dev/null || { echo "skipped: no node"; exit 0; }
[ -d "$driver" ] || { echo "skipped: no playwright-core; bash tests/page/install.sh fetches it"; exit 0; }
timeout 500 node "$here/check.cjs" "$driver" "$browser" "$folder"
