#!/usr/bin/env bash
# Installs the packages of target/package in bare Debians, starts them there, and takes them away again, as root:
#   packages-test.sh [SUITE...]   bookworm and trixie without arguments
# Each suite is fetched by debootstrap (0.2 GB) and takes 2 GB while it is tested.
set -euo pipefail
cd "$(dirname "$0")/.."
say() { echo "kintsugi: $*" >&2; }

await() { # SECONDS COMMAND...
  local end=$((SECONDS + $1))
  shift
  until "$@"; do
    [ $SECONDS -lt $end ] || return 1
    sleep 0.2
  done
}

[ "$(id -u)" = 0 ] || { say "Only root can enter another Debian: run this as root."; exit 1; }
for tool in debootstrap lintian desktop-file-validate appstreamcli Xvfb xwininfo; do
  command -v $tool >/dev/null || { say "$tool is missing: apt-get install debootstrap lintian desktop-file-utils \
appstream xvfb x11-utils"; exit 1; }
done
# Mounts and processes of the test end with it.
[ -n "${KINTSUGI_ALONE:-}" ] || KINTSUGI_ALONE=yes exec unshare --mount --pid --fork --mount-proc bash "$0" "$@"

packages=$(realpath target/package)
deb=$(echo "$packages"/kintsugi_*.deb)
rpm=$(echo "$packages"/kintsugi-*.rpm)
archive=$(echo "$packages"/kintsugi-*.tar.gz)
for file in "$deb" "$rpm" "$archive"; do
  [ -f "$file" ] || { say "$file is missing: run installer/package.sh first."; exit 1; }
done

work=$(mktemp -d -p "${TMPDIR:-/tmp}" kintsugi-packages.XXXXXX)
Xvfb -displayfd 3 -screen 0 1600x1000x24 -nolisten tcp 3>"$work/display" 2>/dev/null &
root=$work/none
# What was mounted in a root is taken out before the root is deleted.
clean() {
  umount -q "$root/proc" "$root/dev/pts" "$root/tmp/.X11-unix" 2>/dev/null || true
  rm -rf --one-file-system "$work"
}
trap clean EXIT
await 300 test -s "$work/display"
display=:$(cat "$work/display")

what=
check() { what="$1"; }
passed() { echo "ok: $what"; }
# What the command that failed had written went to a file; the word of its failure must not.
exec 4>&2
trap 'echo "FAILED: $what" >&4; tail -n 20 "$work/restore" "$work/version" "$work/window" >&4 2>/dev/null || true' ERR
set -E

# As the administrator, and as a user, of the Debian in $root
admin() { chroot "$root" /usr/bin/env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin HOME=/root DEBIAN_FRONTEND=noninteractive "$@"; }
user() { "${as_user[@]}" "$@"; }
install_packages() { admin apt-get -qq install -y --no-install-recommends "$@" >"$work/apt.log" 2>&1 || {
  cat "$work/apt.log" >&2; return 1; }; }
windows() { DISPLAY=$display xwininfo -root -tree; }

shown() { windows | grep -q '"[^"]*Kintsugi[^"]*"'; }
gone() { ! kill -0 "$1" 2>/dev/null && ! shown; }

# starts PROGRAM NAME: it tells its version, mends a picture, and opens its window
starts() {
  local program=$1 name=$2 in=$root/home/tester/in.ppm out=$root/home/tester/out.png window
  check "$name tells its versions"
  user "$program" --version >"$work/version"
  grep -qx "Kintsugi $version" "$work/version"
  grep -q '^Java 2[5-9]' "$work/version"
  grep -qE '^PyTorch [0-9]+\.[0-9]' "$work/version"
  passed

  check "$name takes its start-up cache"
  user JAVA_TOOL_OPTIONS=-XX:AOTMode=on "$program" --version >/dev/null 2>"$work/cache"
  passed

  check "$name mends a picture"
  { printf 'P6\n48 32\n255\n'; head -c $((48 * 32 * 3)) /dev/zero | tr '\0' 'x'; } >"$in"
  rm -f "$out"
  user "$program" restore --task denoise -i in.ppm -o out.png >/dev/null 2>"$work/restore"
  # a PNG's first bytes, then its width and height
  [ "$(od -An -tx1 -N8 "$out" | tr -d ' ')" = 89504e470d0a1a0a ]
  [ "$(od -An -tx1 -j16 -N8 "$out" | tr -d ' ')" = 0000003000000020 ]
  passed

  check "$name opens its window"
  "${as_user[@]}" "$program" in.ppm >"$work/window" 2>&1 &
  window=$!
  await 600 shown || { cat "$work/window" >&2; false; }
  kill $window
  await 600 gone $window
  passed
}

no_trace() { ! admin find / -xdev \( -path /proc -o -path /home -o -path /package -o -path /var/cache/apt \
  -o -path /var/log \) -prune -o -iname '*kintsugi*' -print | grep .; }

check "no error of lintian"
lintian --allow-root --fail-on error,warning "$deb"
passed
version=$(dpkg-deb -f "$deb" Version)

for suite in ${@:-bookworm trixie}; do
  root=$work/$suite
  say "Fetching $suite"
  debootstrap --variant=minbase "$suite" "$root" >"$work/debootstrap.log" 2>&1 \
    || { tail "$work/debootstrap.log" >&2; exit 1; }
  mount -t proc proc "$root/proc"
  mount --bind /dev/pts "$root/dev/pts"
  mkdir -p "$root/tmp/.X11-unix" "$root/package"
  mount --bind /tmp/.X11-unix "$root/tmp/.X11-unix"
  admin useradd --create-home tester
  as_user=(chroot --userspec=tester:tester "$root" /usr/bin/env -i -C /home/tester PATH=/usr/bin:/bin
    HOME=/home/tester DISPLAY="$display")
  ln "$deb" "$root/package/kintsugi.deb" 2>/dev/null || cp "$deb" "$root/package/kintsugi.deb"

  check "$suite: the .deb installs"
  install_packages /package/kintsugi.deb
  passed
  starts kintsugi "$suite: the .deb"
  check "$suite: the .deb goes without a trace"
  admin apt-get -qq purge -y --autoremove kintsugi >"$work/apt.log" 2>&1
  no_trace
  passed

  install_packages man-db bash-completion zsh fish desktop-file-utils appstream
  install_packages /package/kintsugi.deb
  check "$suite: the manual is there and without a warning"
  for page in $(admin dpkg -L kintsugi | grep '/man1/.*\.gz$'); do
    [ -z "$(admin LC_ALL=C.UTF-8 MANROFFSEQ= man --warnings -E UTF-8 -l -Tutf8 -Z "$page" 2>&1 >/dev/null)" ]
  done
  user LC_ALL=C.UTF-8 man kintsugi-restore | grep -qe --task
  passed
  check "$suite: bash, zsh and fish complete"
  user bash -c 'source /usr/share/bash-completion/bash_completion; _completion_loader kintsugi
    COMP_WORDS=(kintsugi res) COMP_CWORD=1; _complete_kintsugi kintsugi res; echo "${COMPREPLY[@]}"' | grep -qw restore
  user fish -c 'complete -C "kintsugi restore --ta"' | grep -qe --task
  user LC_ALL=C.UTF-8 TERM=vt100 zsh -fc 'zmodload zsh/zpty; zpty shell zsh -f
    zpty -w shell "PS1=; autoload -U compinit; compinit -u -D; echo rea""dy"; zpty -r shell out "*ready*"
    zpty -w -n shell $'"'kintsugi res\t'"'; zpty -r shell out "*restore*"; print -r -- $out' | grep -qw restore
  passed
  check "$suite: the menu entry and the software centre's page are valid"
  admin desktop-file-validate /usr/share/applications/studio.kintsugi.Kintsugi.desktop
  admin appstreamcli validate --no-net /usr/share/metainfo/studio.kintsugi.Kintsugi.metainfo.xml >/dev/null
  admin grep -q 'MimeType=.*image/jpeg;' /usr/share/applications/studio.kintsugi.Kintsugi.desktop
  passed
  check "$suite: the .deb goes without a trace from between others"
  admin apt-get -qq purge -y kintsugi >"$work/apt.log" 2>&1
  no_trace
  passed

  # What the .deb depended on stays for these two.
  install_packages rpm
  cp "$rpm" "$root/package/kintsugi.rpm"
  check "$suite: libraries that the .rpm asks for have these names"
  admin rpm -qp --requires /package/kintsugi.rpm | sed -n 's/^\(lib.*\)()(64bit)$/\1/p' >"$work/libraries"
  [ "$(wc -l <"$work/libraries")" -gt 4 ]
  admin ldconfig -p >"$work/known"
  while read -r library; do grep -qF "$library " "$work/known"; done <"$work/libraries"
  passed
  check "$suite: the .rpm installs"
  admin rpm -i --nodeps /package/kintsugi.rpm
  passed
  starts kintsugi "$suite: the .rpm"
  check "$suite: the .rpm goes without a trace"
  admin rpm -e --nodeps kintsugi
  no_trace
  passed

  mkdir "$root/home/tester/a folder"
  tar -xzf "$archive" -C "$root/home/tester/a folder" --strip-components 1
  starts "/home/tester/a folder/bin/kintsugi" "$suite: the archive"
  umount "$root/proc" "$root/dev/pts" "$root/tmp/.X11-unix"
  rm -rf --one-file-system "$root"
done
