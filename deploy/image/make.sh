#!/bin/sh
# Makes Twinseal's own image, for the service: what `make build` compiled, the pinned Node.js, and the few Debian packages that it needs, on a
# prepared root folder that `twinseal pack` turns into a layout. With keys it is signed, and its SBOM attached. Go is not in it, so the
# image serves and judges; builds and seals need a worker on a machine with Go.
#   deploy/image/make.sh [LAYOUT]      default: image.oci
#   COSIGN_KEY, NOTATION_KEY, NOTATION_CERT   sign with these; COSIGN_PASSWORD unlocks an encrypted key
#   IMAGE_VERSION                             default: that of package.json
#   DEBS=FOLDER                               take the Debian packages from there, where it holds some, else keep them there. Whoever fills
#                                             it vouches for them: apt checks what it downloads itself, and nothing else
#   WRITE_DIGEST=FILE                         write the digest into the line `digest:` of a chart's values
set -eu
cd "$(dirname "$0")/../.."
layout=${1:-image.oci}
# Node.js needs a C and a C++ library; base-files says which Debian they are of, so that scanners know.
packages='base-files libc6 libgcc-s1 libstdc++6'

fail() {
  echo "image: $*" >&2
  exit 1
}

[ -f dist/wire/cli.js ] || fail "dist/wire/cli.js is missing; run 'make image', or 'make build' first."
command -v apt-get >/dev/null 2>&1 && command -v dpkg-deb >/dev/null 2>&1 ||
  fail "apt-get and dpkg-deb are needed for the C library; run this on Debian or Ubuntu."
case $(dpkg --print-architecture) in
amd64) platform=linux/amd64 cpu=x64 ;;
arm64) platform=linux/arm64 cpu=arm64 ;;
*) fail "there is no pinned Node.js for $(dpkg --print-architecture)." ;;
esac
node=node_modules/node-linux-$cpu/bin/node
[ -x "$node" ] || fail "$node is missing; run 'make setup' first."
version=${IMAGE_VERSION:-$("$node" -p 'JSON.parse(require("fs").readFileSync("package.json", "utf8")).version')}
: "${SOURCE_DATE_EPOCH:=$(git log -1 --format=%ct 2>/dev/null || echo 0)}"
export SOURCE_DATE_EPOCH

work=$(mktemp -d "${TMPDIR:-/tmp}/twinseal-image-XXXXXX")
trap 'rm -rf "$work"' EXIT
trap 'exit 1' INT TERM
root=$work/root
debs=${DEBS:-$work/debs}
mkdir -p "$debs" "$root/usr/local/bin" "$root/opt/twinseal"

# apt checks what it downloads by the keys of this machine's sources. As root it would become another user, who can't write here.
# shellcheck disable=SC2086
[ -n "$(find "$debs" -name '*.deb')" ] ||
  (cd "$debs" && apt-get -qq -o APT::Sandbox::User="$(id -un)" download $packages >"$work/apt.log" 2>&1) ||
  fail "the Debian packages could not be downloaded; run 'apt-get update' and try again. $(tail -n 1 "$work/apt.log")"
for package in $packages; do
  [ "$(find "$debs" -name "${package}_*.deb" | wc -l)" = 1 ] || fail "$debs must hold exactly one package $package."
done
mkdir -p "$root/var/lib/dpkg/status.d"
for deb in "$debs"/*.deb; do
  dpkg-deb --extract "$deb" "$root"
  # Without dpkg's own database, scanners look here.
  dpkg-deb --field "$deb" >"$root/var/lib/dpkg/status.d/$(dpkg-deb --field "$deb" Package)"
done
# Texts for people and for other languages; licences stay.
find "$root/usr/share" -mindepth 1 -maxdepth 1 ! -name doc ! -name common-licenses -exec rm -rf {} +
find "$root/usr/share/doc" -type f ! -name copyright -delete
find "$root/usr/share/doc" -type l -delete
rm -rf "$root/usr/lib/x86_64-linux-gnu/gconv" "$root/usr/lib/aarch64-linux-gnu/gconv" "$root/root" "$root/home"

"$node" deploy/image/fill.ts "$root/opt/twinseal" "$cpu" "$work/sbom.spdx.json" "$debs" "$version"
ln -s "../../../opt/twinseal/$node" "$root/usr/local/bin/node"
printf 'root:x:0:0:root:/:/sbin/nologin\nnonroot:x:65532:65532:nonroot:/data:/sbin/nologin\n' >"$root/etc/passwd"
printf 'root:x:0:\nnonroot:x:65532:\n' >"$root/etc/group"
mkdir -p "$root/data" "$root/tmp"
chmod -R u=rwX,go=rX "$root"
chmod 1777 "$root/tmp" "$root/data"

bin/twinseal pack --root "$platform=$root" --layout "$layout" --title twinseal --version "$version" --name "v$version" \
  --entrypoint "/usr/local/bin/node,--disable-warning=ExperimentalWarning,/opt/twinseal/dist/wire/cli.js" --cmd serve,--help \
  --env PATH=/usr/local/bin:/usr/bin:/bin --env NODE_ENV=production --env HOME=/data --workdir /data -o json >"$work/pack.json"
digest=$("$node" -p 'JSON.parse(require("fs").readFileSync(process.argv[1], "utf8")).index' "$work/pack.json")
bin/twinseal validate --quiet "$layout" >&2 || fail "the image that was made is not valid; see above."
set --
[ -z "${COSIGN_KEY:-}" ] || set -- "$@" --cosign-key "$COSIGN_KEY"
[ -z "${NOTATION_KEY:-}" ] || set -- "$@" --notation-key "$NOTATION_KEY" --notation-cert "${NOTATION_CERT:-}"
if [ $# -gt 0 ]; then bin/twinseal sign "$layout" "$@" --quiet >&2; fi
if [ -n "${COSIGN_KEY:-}" ]; then
  bin/twinseal attest "$layout" --type spdxjson --predicate "$work/sbom.spdx.json" --cosign-key "$COSIGN_KEY" --quiet >&2
fi
if [ -n "${WRITE_DIGEST:-}" ]; then
  [ "$(grep -c '^ *digest:' "$WRITE_DIGEST")" = 1 ] || fail "$WRITE_DIGEST must have exactly one line 'digest:'."
  sed "s/^\\( *digest:\\).*/\\1 $digest/" "$WRITE_DIGEST" >"$work/values" && cat "$work/values" >"$WRITE_DIGEST"
fi
echo "$layout $digest"
