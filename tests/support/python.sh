#!/usr/bin/env bash
# A Python with the packages of tests/oracle/requirements.txt, in a folder of its own under target/. Prints its path.
#
# Installs once, and again when the requirements change. Ends with 3 when Python cannot make such a folder (Debian:
# python3-venv) or the packages cannot be had.
set -euo pipefail
cd "$(dirname "$0")/../.."

requirements=tests/oracle/requirements.txt
folder=target/oracle/python
mkdir -p target/oracle
exec 9>target/oracle/python.lock
flock 9

if ! cmp -s "$requirements" "$folder/requirements.txt"; then
  rm -rf "$folder"
  if ! python3 -m venv "$folder" >&2; then
    echo "no Python environment: apt-get install python3-venv" >&2
    exit 3
  fi
  if ! "$folder/bin/pip" install --quiet --disable-pip-version-check --only-binary :all: -r "$requirements" >&2; then
    echo "the packages of $requirements cannot be installed" >&2
    exit 3
  fi
  cp "$requirements" "$folder/requirements.txt"
fi
realpath -s "$folder/bin/python"
