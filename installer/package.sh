#!/usr/bin/env bash
# Makes an application image with its own trimmed Java, and a .deb, under target/package.
#   package.sh           sets up, builds and packages
#   package.sh --image   the image alone, from what target/kintsugi holds
set -euo pipefail
cd "$(dirname "$0")/.."
say() { echo "kintsugi: $*" >&2; }

if [ "${1:-}" != --image ]; then
  bash installer/setup.sh binutils fakeroot
  mvn -B -q package -DskipTests >&2
fi
[ -f target/kintsugi/bin/kintsugi ] || { say "There is no build in target/kintsugi: run mvn package first."; exit 1; }

# Maven may run with an older Java than the build: look for a JDK 25 that has jpackage.
jdk=
for root in "${JAVA_HOME:-/nowhere}" /usr/lib/jvm/*; do
  [ -x "$root/bin/jpackage" ] && "$root/bin/java" -version 2>&1 | grep -qE 'version "(2[5-9]|[3-9][0-9])' \
    && { jdk=$root; break; }
done
[ -n "$jdk" ] || { say "No JDK 25 with jpackage was found: install one under /usr/lib/jvm or set JAVA_HOME."; exit 1; }

out=target/package
lib=target/kintsugi/lib
version=$(basename "$lib"/kintsugi-*.jar .jar)
version=${version#kintsugi-}
version=${version%-SNAPSHOT}
work=$out/work
rm -rf "$out"
mkdir -p "$work"

say "Trimming Java"
"$jdk/bin/jlink" --output "$work/runtime" --strip-debug --no-header-files --no-man-pages --compress zip-6 \
  --add-modules "$(tr -d ' \n' <<'MODULES'
java.base,java.compiler,java.desktop,java.logging,java.management,java.naming,java.net.http,java.sql,java.xml,
jdk.crypto.ec,jdk.incubator.vector,jdk.jfr,jdk.unsupported
MODULES
)"

say "Making the image"
"$jdk/bin/jpackage" --type app-image --name kintsugi --app-version "$version" --vendor "Kintsugi maintainers" \
  --description "Mends photos on your own computer" --dest "$out" --icon resources/icons/kintsugi-512.png \
  --runtime-image "$work/runtime" --input "$lib" --main-jar "kintsugi-$version.jar" \
  --main-class studio.kintsugi.app.Main
image=$out/kintsugi
# The launcher of the build, in place of jpackage's own: it also sets the environment OpenMP reads.
cp target/kintsugi/bin/kintsugi "$image/bin/kintsugi"
chmod 755 "$image/bin/kintsugi"
cp LICENSE "$image/lib/LICENSE"

# One start on a display, or on a virtual one, records what the cache needs.
say "Training the start-up cache"
window=()
if [ -z "${DISPLAY:-}" ]; then
  if command -v xvfb-run >/dev/null; then
    window=(xvfb-run -a -s "-screen 0 1600x1000x24")
  else
    say "There is neither a display nor Xvfb: the image goes without its start-up cache."
  fi
fi
if [ -n "${DISPLAY:-}" ] || [ ${#window[@]} -gt 0 ]; then
  KINTSUGI_RECORD=$(realpath "$work")/start.record "${window[@]}" "$image/bin/kintsugi" --exit-after-first-frame >&2
fi

[ "${1:-}" = --image ] && { rm -rf "$work"; say "The image is in $image"; exit 0; }

if ! command -v dpkg-deb >/dev/null || ! command -v fakeroot >/dev/null; then
  say "dpkg-deb and fakeroot are needed for the .deb, and one is missing; the image is in $image"
  exit 1
fi
say "Making the .deb"
# Under these names jpackage takes our menu entry and our icon for its own.
mkdir "$work/deb"
cp installer/deb/kintsugi.desktop "$work/deb/kintsugi.desktop"
cp resources/icons/kintsugi-512.png "$work/deb/kintsugi.png"
associations=()
associate() { # extension, media type, words
  printf 'extension=%s\nmime-type=%s\ndescription=%s\n' "$1" "$2" "$3" >"$work/$1.properties"
  associations+=(--file-associations "$work/$1.properties")
}
associate jpg image/jpeg "JPEG picture"
associate png image/png "PNG picture"
associate tif image/tiff "TIFF picture"
associate webp image/webp "WebP picture"
associate bmp image/bmp "BMP picture"
associate gif image/gif "GIF picture"
associate psd image/vnd.adobe.photoshop "Photoshop picture"
associate ppm image/x-portable-pixmap "PNM picture"
associate pgm image/x-portable-graymap "PNM picture"
associate pbm image/x-portable-bitmap "PNM picture"
associate pam image/x-portable-arbitrarymap "PNM picture"
associate pfm image/x-pfm "PFM picture"
associate tga image/x-tga "TGA picture"
associate heic image/heif "HEIC picture"
associate avif image/avif "AVIF picture"
associate jxl image/jxl "JPEG XL picture"
associate hdr image/vnd.radiance "Radiance picture"
associate svg image/svg+xml "SVG drawing"
"$jdk/bin/jpackage" --type deb --app-image "$image" --name kintsugi --app-version "$version" --dest "$out" \
  --vendor "Kintsugi maintainers" --description "Mends photos on your own computer" --license-file LICENSE \
  --resource-dir "$work/deb" --linux-shortcut --linux-menu-group "Graphics;Photography" \
  --linux-app-category graphics --linux-package-deps "libgtk-3-0, libgl1, libegl1, libxtst6, libxxf86vm1" \
  "${associations[@]}"
rm -rf "$work"
say "The image is in $image, the package is $(echo "$out"/*.deb)"
