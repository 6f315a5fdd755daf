#!/usr/bin/env bash
# A package for Debian and its relatives: deb.sh TREE VERSION FOLDER
set -euo pipefail
cd "$(dirname "$0")/../.."
tree=$1
version=$2
folder=$3
architecture=$(dpkg --print-architecture)

# Debian's own place for functions of zsh, and its form of a changelog
mv "$tree/usr/share/zsh/site-functions" "$tree/usr/share/zsh/vendor-completions"
doc=$tree/usr/share/doc/kintsugi
mv "$doc/changelog.gz" "$doc/NEWS.gz"
gzip -9nc >"$doc/changelog.gz" <<CHANGES
kintsugi ($version) unstable; urgency=medium

  * See NEWS.gz.

 -- Kintsugi maintainers <maintainers@kintsugi.studio>  $(LC_ALL=C date -uR)
CHANGES
install -Dm 644 installer/linux/lintian-overrides "$tree/usr/share/lintian/overrides/kintsugi"

mkdir "$tree/DEBIAN"
# Debian 13 gave libgtk another name, as its times have 64 bits.
cat >"$tree/DEBIAN/control" <<CONTROL
Package: kintsugi
Version: $version
Architecture: $architecture
Maintainer: Kintsugi maintainers <maintainers@kintsugi.studio>
Section: graphics
Priority: optional
Installed-Size: $(du -sk --apparent-size "$tree/usr" | cut -f 1)
Depends: libc6 (>= 2.34), libstdc++6 (>= 12), libgtk-3-0t64 | libgtk-3-0, libgl1, libegl1, libxtst6, libxxf86vm1
Recommends: fonts-noto-cjk, libheif1, libjxl0.11 | libjxl0.7, libopenjp2-7
Description: studio that mends and makes pictures on your own computer
 Kintsugi takes noise, shake and reflections out of photos, enlarges them,
 colours line drawings after pictures, and turns a sentence into an object that
 can be turned round. It brings its own Java and its own models; everything is
 computed on your own computer.
CONTROL
(cd "$tree" && find usr -type f -print0 | LC_ALL=C sort -z | xargs -0 md5sum >DEBIAN/md5sums)
# What is large is compressed already.
dpkg-deb --root-owner-group -Zgzip -z6 --build "$tree" "$folder/kintsugi_${version}_$architecture.deb" >&2
