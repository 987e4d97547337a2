#!/usr/bin/env bash
# SPDX-License-Identifier: BSL-1.0
# Builds Debian's TBB with ThreadSanitizer into build/tsan-tbb/install, once. The packaged library hides its synchronisation from the
# sanitizer: correct programs then give hundreds of warnings, and suppressing those hides real races too. Built like this: none, and all found.
set -euo pipefail
# shellcheck source=tests/setup.sh
source "$(dirname "${BASH_SOURCE[0]}")/setup.sh"

work=$quern_root/build/tsan-tbb
[ -e "$work/install/done" ] && exit
need g++ clang-16 libclang-rt-16-dev cmake ninja-build libtbb-dev dpkg-dev
mkdir -p "$work/apt/lists/partial" "$work/apt/cache/archives/partial" "$work/source"
cd "$work/source"

# The source of the very package that is installed, from where it came: `madison` prints "libtbb-dev | version | address suite/section ...".
# Lists and settings stay in the build folder; the system's own are not touched.
origin() { apt-cache madison libtbb-dev | awk -F '[|]' 'NR == 1 { split($3, part, " "); sub("/", " ", part[2]); print part[1], part[2] }'; }
[ -n "$(origin)" ] || as_root apt-get update -q || true
if [ -z "$(origin)" ]; then
  echo "quern: apt knows no origin of libtbb-dev: no TBB can be built for ThreadSanitizer" >&2
  exit 2
fi
keyring=/usr/share/keyrings/debian-archive-keyring.gpg
echo "deb-src $([ -e $keyring ] && echo "[signed-by=$keyring]") $(origin)" >"$work/apt/sources.list"
apt_here() {
  apt-get -q -o Dir::Etc::sourcelist="$work/apt/sources.list" -o Dir::Etc::sourceparts=- -o Dir::State::lists="$work/apt/lists" \
    -o Dir::Cache="$work/apt/cache" -o APT::Sandbox::User=root -o APT::Get::List-Cleanup=0 "$@"
}

echo "quern: building TBB with ThreadSanitizer, once (under a minute)"
exec 3>&1 >"$work/log" 2>&1
trap '[ $? -eq 0 ] || cat "$work/log" >&3' EXIT
rm -rf onetbb-*/
apt_here update
apt_here source onetbb
# TBB_STRICT would turn warnings about the sanitizer into errors; the sanitizer replaces malloc itself.
cmake -S "$(echo onetbb-*/)" -B "$work/build" -G Ninja -DCMAKE_CXX_COMPILER=clang++-16 -DCMAKE_BUILD_TYPE=RelWithDebInfo \
  -DCMAKE_INSTALL_PREFIX="$work/install" -DTBB_SANITIZE=thread -DTBB_STRICT=OFF -DTBB_TEST=OFF -DTBBMALLOC_BUILD=OFF
cmake --build "$work/build" -j"$quern_jobs"
cmake --install "$work/build"
touch "$work/install/done"
