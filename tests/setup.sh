# SPDX-License-Identifier: BSL-1.0
# Sourced by the scripts that users run: finds out what the machine lacks and installs it through apt, or says what to install.
# shellcheck shell=bash

quern_root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
quern_jobs=${QUERN_JOBS:-2}  # a file of tests takes up to a gigabyte to compile

# lacks_header 'a.hpp' 'b.hpp': none of them is where the compiler looks
lacks_header() {
  local condition=0 header
  for header in "$@"; do condition+=" || __has_include(<$header>)"; done
  ! printf '#if !(%s)\n#error\n#endif\n' "$condition" | g++ -std=c++20 -E -x c++ - >/dev/null 2>&1
}

lacks_command() { ! command -v "$1" >/dev/null; }

# The Debian package `$1` is needed and what it is for is not there, by whatever way it might have been installed.
lacks_package() {
  case $1 in
    g++ | cmake | python3 | pkg-config) lacks_command "$1" ;;
    ninja-build) lacks_command ninja ;;
    clang-16) lacks_command clang++-16 ;;
    libclang-rt-16-dev) ! echo 'int main() {}' | clang++-16 -fsanitize=address -x c++ - -o /dev/null 2>/dev/null ;;
    dpkg-dev) lacks_command dpkg-source ;;
    libxsimd-dev) lacks_header xsimd/xsimd.hpp ;;
    libtbb-dev) lacks_header tbb/task_arena.h ;;
    libfast-float-dev) lacks_header fast_float/fast_float.h ;;
    libboost-dev) lacks_header boost/hana/tuple.hpp ;;
    libeigen3-dev) lacks_header Eigen/Core eigen3/Eigen/Core ;;
    libsqlite3-dev) lacks_header sqlite3.h ;;
    chromium) lacks_command chromium && lacks_command chromium-browser && lacks_command google-chrome ;;
    npm) lacks_command npm ;;
    catch2) lacks_header catch2/catch.hpp catch2/catch_all.hpp ;;
    *) echo "quern: setup knows no package $1" >&2; exit 2 ;;
  esac
}

as_root() { if [ "$(id -u)" -eq 0 ]; then "$@"; else sudo "$@"; fi; }

# need PACKAGE...: afterwards all of them are there, or the script has ended with status 2
need() {
  local package missing=()
  for package in "$@"; do
    if lacks_package "$package"; then missing+=("$package"); fi
  done
  [ ${#missing[@]} -eq 0 ] && return
  if lacks_command apt-get || { [ "$(id -u)" -ne 0 ] && lacks_command sudo; }; then
    echo "quern: please install what these Debian packages hold, then run this again: ${missing[*]}" >&2
    exit 2
  fi
  echo "quern: installing ${missing[*]}"
  local install=(as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends "${missing[@]}")
  # A fresh machine has no package lists, and old lists name files that are gone: then, and only then, they are fetched.
  if ! { "${install[@]}" || { as_root apt-get update -q && "${install[@]}"; }; }; then
    echo "quern: apt could not install: ${missing[*]}" >&2
    exit 2
  fi
}

need_library() { need g++ cmake ninja-build libxsimd-dev libtbb-dev libfast-float-dev "$@"; }
