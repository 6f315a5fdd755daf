#!/usr/bin/env bash
# Sets the machine up where needed, builds where something changed, and runs Kintsugi with the arguments given.
set -euo pipefail
top=$(cd "$(dirname "$0")/.." && pwd)
bash "$top/installer/setup.sh"
bash "$top/installer/build.sh"
exec "$top/target/kintsugi/bin/kintsugi" "$@"
