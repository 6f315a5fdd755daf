#!/usr/bin/env bash
# What the image brings for a desktop and a shell, laid out as in /usr/share: share.sh FOLDER VERSION
# The manual, the completion and the types of files that are opened are asked of the image itself.
set -euo pipefail
cd "$(dirname "$0")/../.."
share=$1
version=$2
image=target/package/kintsugi
id=studio.kintsugi.Kintsugi

described=$(mktemp -d)
trap 'rm -rf "$described"' EXIT
"$image/bin/kintsugi" describe "$described"

mkdir -p "$share"/{man/man1,applications,metainfo}
for page in "$described"/man/*.1; do
  gzip -9nc "$page" >"$share/man/man1/$(basename "$page").gz"
done
install -Dm 644 "$described/completion/kintsugi.bash" "$share/bash-completion/completions/kintsugi"
install -Dm 644 "$described/completion/kintsugi.fish" "$share/fish/vendor_completions.d/kintsugi.fish"
install -Dm 644 "$described/completion/_kintsugi" "$share/zsh/site-functions/_kintsugi"

for size in 16 24 32 48 64 128 256 512; do
  install -Dm 644 "resources/icons/kintsugi-$size.png" "$share/icons/hicolor/${size}x$size/apps/kintsugi.png"
done
install -Dm 644 resources/icons/kintsugi.svg "$share/icons/hicolor/scalable/apps/kintsugi.svg"

# What shared-mime-info calls the endings that the application opens, pictures alone: .vst is also a drawing of Visio's.
types=$(awk -F: 'NR == FNR { opened["*." $1]; next } $3 in opened && $2 ~ /^image\// { print $2 }' \
  "$described/picture-endings" /usr/share/mime/globs2 | LC_ALL=C sort -u)
[ -n "$types" ] || { echo "kintsugi: shared-mime-info knows none of the files that Kintsugi opens." >&2; exit 1; }
awk -v types="$(tr '\n' ';' <<<"$types")" '{ sub("@MEDIA_TYPES@", types); print }' installer/linux/$id.desktop \
  >"$share/applications/$id.desktop"
awk -v types="$(tr '\n' ' ' <<<"$types")" -v version="$version" -v date="$(date -u +%F)" '
  /@MEDIA_TYPES@/ {
    n = split(types, type, " ")
    for (i = 1; i <= n; i++) print "    <mediatype>" type[i] "</mediatype>"
    next
  }
  { sub("@VERSION@", version); sub("@DATE@", date); print }' installer/linux/$id.metainfo.xml \
  >"$share/metainfo/$id.metainfo.xml"
