#!/usr/bin/env bash
# Builds target/kintsugi where something changed since it was built.
set -euo pipefail
cd "$(dirname "$0")/.."
start=target/kintsugi/bin/kintsugi
if [ ! -x $start ] || [ -n "$(find src/main resources installer/bin pom.xml -newer $start -type f -print -quit)" ]; then
  mvn -B -q package -DskipTests >&2
  touch $start
fi
