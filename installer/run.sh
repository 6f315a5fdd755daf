#!/usr/bin/env bash
# Sets the machine up where needed, builds where something changed, and runs Kintsugi with the arguments given.
set -euo pipefail
top=$(cd "$(dirname "$0")/.." && pwd)
start=$top/target/kintsugi/bin/kintsugi
bash "$top/installer/setup.sh"
if [ ! -x "$start" ] || [ -n "$(find "$top/src/main" "$top/resources" "$top/installer" "$top/pom.xml" \
    -newer "$start" -type f -print -quit)" ]; then
  mvn -B -q -f "$top/pom.xml" package -DskipTests >&2
  touch "$start"
fi
exec "$start" "$@"
