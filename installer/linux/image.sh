#!/usr/bin/env bash
# The application with its own trimmed Java, from target/kintsugi into target/package/kintsugi: runs from any folder.
set -euo pipefail
cd "$(dirname "$0")/../.."
say() { echo "kintsugi: $*" >&2; }

build=target/kintsugi
image=target/package/kintsugi
[ -f $build/bin/kintsugi ] || { say "There is no build in $build: run mvn package first."; exit 1; }

# Maven may run with an older Java than the build: look for a JDK 25 that has jlink.
jdk=
for root in "${JAVA_HOME:-/nowhere}" /usr/lib/jvm/*; do
  [ -x "$root/bin/jlink" ] && "$root/bin/java" -version 2>&1 | grep -qE 'version "(2[5-9]|[3-9][0-9])' \
    && { jdk=$root; break; }
done
[ -n "$jdk" ] || { say "No JDK 25 with jlink was found: install one under /usr/lib/jvm or set JAVA_HOME."; exit 1; }

rm -rf "$image"
mkdir -p "$image/bin" "$image/lib/app"

say "Trimming Java"
"$jdk/bin/jlink" --output "$image/lib/runtime" --strip-debug --no-header-files --no-man-pages --compress zip-6 \
  --add-modules "$(tr -d ' \n' <installer/java-modules)"
# Names of functions inside, for debuggers alone
find "$image/lib/runtime" -type f \( -name '*.so' -o -perm -u+x \) -exec strip --strip-unneeded {} +

cp -p $build/lib/*.jar "$image/lib/app"
install -m 755 $build/bin/kintsugi "$image/bin/kintsugi"
cp LICENSE "$image/lib/LICENSE"
chmod -R u=rwX,go=rX "$image"

# One start on a display, or on a virtual one, records what the cache needs.
say "Training the start-up cache"
window=()
if [ -z "${DISPLAY:-}" ]; then
  if ! command -v xvfb-run >/dev/null; then
    say "There is neither a display nor Xvfb: the image goes without its start-up cache."
    exit
  fi
  window=(xvfb-run -a -s "-screen 0 1600x1000x24")
fi
record=$(mktemp -d)
trap 'rm -rf "$record"' EXIT
KINTSUGI_RECORD=$record/start.record "${window[@]}" "$image/bin/kintsugi" --exit-after-first-frame >&2
chmod -R u=rwX,go=rX "$image"
