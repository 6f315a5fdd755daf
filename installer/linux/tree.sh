#!/usr/bin/env bash
# The image as a distribution's package holds it: tree.sh ROOT VERSION lays out ROOT/usr.
set -euo pipefail
cd "$(dirname "$0")/../.."
root=$1
version=$2
rm -rf "$root"
mkdir -p "$root/usr/bin" "$root/usr/lib" "$root/usr/share/doc/kintsugi"
# hard links, for the image is large
cp -al target/package/kintsugi "$root/usr/lib/kintsugi"
rm "$root/usr/lib/kintsugi/lib/LICENSE"
ln -s ../lib/kintsugi/bin/kintsugi "$root/usr/bin/kintsugi"
bash installer/linux/share.sh "$root/usr/share" "$version"
install -m 644 installer/linux/copyright "$root/usr/share/doc/kintsugi/copyright"
gzip -9nc src/docs/changelog.md >"$root/usr/share/doc/kintsugi/changelog.gz"
find "$root" -type d -exec chmod 755 {} +
