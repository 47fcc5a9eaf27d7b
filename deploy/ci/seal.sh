#!/bin/sh
# Seals a Go module in a CI job: builds it twice, signs it, pushes it, and says what came of it to GitHub or GitLab. Everything is
# told by environment variables (docs/ci.md lists them), so that no text of a pull request becomes part of a command.
set -eu
root=$(cd "$(dirname "$0")/../.." && pwd)
twinseal=${TWINSEAL:-$root/bin/twinseal}
cache=${TWINSEAL_CACHE:-.twinseal-cache}

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
trap 'exit 3' INT TERM HUP
chmod 700 "$work"

fail() {
  echo "twinseal: $1" >&2
  exit 2
}

# A secret is the key itself (GitHub) or the path of a file with it (GitLab's variables of type file).
key_file() {
  case $1 in
  -----BEGIN*)
    (umask 077 && printf '%s\n' "$1" >"$work/$2")
    printf '%s' "$work/$2"
    ;;
  *)
    [ -f "$1" ] || fail "$2 is neither a key nor a file with one"
    printf '%s' "$1"
    ;;
  esac
}

layout=${TWINSEAL_LAYOUT:-$work/app.oci}
set -- seal "${TWINSEAL_DIR:-.}" --layout "$layout" --output json
# Assigned first: a substitution that fails inside another command does not end the script.
if [ -n "${TWINSEAL_COSIGN_KEY:-}" ]; then
  key=$(key_file "$TWINSEAL_COSIGN_KEY" cosign.key)
  set -- "$@" --cosign-key "$key"
fi
if [ -n "${TWINSEAL_NOTATION_KEY:-}" ]; then
  key=$(key_file "$TWINSEAL_NOTATION_KEY" notation.key)
  certificate=$(key_file "${TWINSEAL_NOTATION_CERT:-}" notation.crt)
  set -- "$@" --notation-key "$key" --notation-cert "$certificate"
fi
unset TWINSEAL_COSIGN_KEY TWINSEAL_NOTATION_KEY
if [ -n "${TWINSEAL_PLATFORMS:-}" ]; then set -- "$@" --platform "$TWINSEAL_PLATFORMS"; fi
if [ -n "${TWINSEAL_MAIN:-}" ]; then set -- "$@" --main "$TWINSEAL_MAIN"; fi
# Cold by default: a policy may demand it. Layers and modules come from the cache in any case, and are hashed again.
if [ "${TWINSEAL_WARM:-false}" = true ]; then set -- "$@" --cache "$cache/builds"; fi

mkdir -p "$cache"
cache=$(cd "$cache" && pwd)
XDG_CACHE_HOME=$cache
export XDG_CACHE_HOME
"$twinseal" "$@" >"$work/seal.json"
unset COSIGN_PASSWORD

# Digests only are cut out, so a line is enough of a reader.
digest=$(sed -n 's/^  "index": "\(sha256:[0-9a-f]*\)",*$/\1/p' "$work/seal.json")
[ -n "$digest" ] || fail "the result of the seal names no digest"
reference=
if [ -n "${TWINSEAL_PUSH:-}" ]; then
  "$twinseal" push "$layout" "$TWINSEAL_PUSH" >"$work/push.txt"
  cat "$work/push.txt"
  reference=$(printf '%s' "$TWINSEAL_PUSH" | sed 's/@.*//; s/:[^:/]*$//')@$digest
fi
"$twinseal" cache prune --cache "$cache/builds" --max-size "${TWINSEAL_CACHE_SIZE:-2GiB}" --max-age 30d --quiet >/dev/null

echo "sealed $digest"
if [ -n "${GITHUB_OUTPUT:-}" ]; then
  { echo "digest=$digest"; echo "reference=$reference"; } >>"$GITHUB_OUTPUT"
fi
if [ -n "${GITHUB_STEP_SUMMARY:-}" ]; then
  {
    echo '### Sealed by Twinseal'
    echo
    echo 'Built twice under different conditions, with the same bytes on both sides.'
    echo
    echo '| what | digest |'
    echo '| --- | --- |'
    echo "| index | \`$digest\` |"
    sed -n 's/^ *"platform": "\([a-z0-9/.]*\)",*$/\1/p; s/^ *"manifest": "\(sha256:[0-9a-f]*\)",*$/\1/p' "$work/seal.json" |
      awk '/^sha256:/ { if (platform != "") print "| " platform " | `" $0 "` |"; platform = ""; next } { platform = $0 }' | sort -u
  } >>"$GITHUB_STEP_SUMMARY"
fi
# GitLab: artifacts:reports:dotenv.
if [ -n "${TWINSEAL_DOTENV:-}" ]; then
  { echo "TWINSEAL_DIGEST=$digest"; echo "TWINSEAL_REFERENCE=$reference"; } >"$TWINSEAL_DOTENV"
fi
