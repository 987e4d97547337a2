#!/usr/bin/env bash
# SPDX-License-Identifier: BSL-1.0
# bash tests/run.sh [PRESET...]: installs what is missing, builds and runs the tests; PRESET is release (the default), dev, clang, asan, tsan.
set -euo pipefail
# shellcheck source=tests/setup.sh
source "$(dirname "${BASH_SOURCE[0]}")/setup.sh"
cd "$quern_root"

# Newer kernels place memory where gcc 12's thread sanitizer does not expect it; without address randomisation they do not.
fixed_addresses() {
  if setarch -R true 2>/dev/null; then setarch -R "$@"; else "$@"; fi
}

run_preset() {
  local preset=$1 run=()
  case $preset in
    clang) need clang-16 ;;
    # Only the page test needs a browser and only the budget the compiler whose instantiations it counts; they say where they were skipped.
    release)
      (need chromium npm) && bash tests/page/install.sh || echo "quern: no browser for the page test"
      (need clang-16) || echo "quern: no clang 16 for the budget of instantiations"
      ;;
    asan) need clang-16 libclang-rt-16-dev ;;
    tsan) bash tests/tsan_tbb.sh || return; run=(fixed_addresses) ;;
  esac
  cmake --preset "$preset" >"build/configure-$preset.log" 2>&1 || { cat "build/configure-$preset.log"; return 1; }
  cmake --build --preset "$preset" -j"$quern_jobs" || return 1
  # ctest's own status 8 and the like all become 1.
  "${run[@]}" ctest --preset "$preset" -j"$quern_jobs" --output-on-failure || return 1
}

presets=("$@")
[ $# -eq 0 ] && presets=(release)
need_library python3 pkg-config libboost-dev libeigen3-dev catch2 libsqlite3-dev
mkdir -p build
passed=() failed=()
for preset in "${presets[@]}"; do
  # A subshell per preset, so that one that fails does not keep the others from running; 2 says that the machine lacks something.
  code=0
  (run_preset "$preset") || code=$?
  case $code in
    0) passed+=("$preset") ;;
    2) exit 2 ;;
    *) failed+=("$preset") ;;
  esac
done
if [ ${#failed[@]} -ne 0 ]; then
  echo "quern: FAILED: ${failed[*]}${passed[*]:+; passed: ${passed[*]}} (${SECONDS} s)"
  exit 1
fi
echo "quern: all tests passed: ${passed[*]} (${SECONDS} s)"
