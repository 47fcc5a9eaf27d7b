#!/bin/sh
# Judges an image in a CI job, as a gate: exit status 0 allow, 1 deny, 2 bad input, 3 could not tell. Everything is told by
# environment variables (docs/ci.md lists them).
set -eu
root=$(cd "$(dirname "$0")/../.." && pwd)
twinseal=${TWINSEAL:-$root/bin/twinseal}

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

[ -n "${TWINSEAL_IMAGE:-}" ] || {
  echo 'twinseal: TWINSEAL_IMAGE names no image' >&2
  exit 2
}
case $TWINSEAL_IMAGE in
-*)
  echo 'twinseal: TWINSEAL_IMAGE is no image' >&2
  exit 2
  ;;
esac
set -- verify "$TWINSEAL_IMAGE" --report "json=$work/verdict.json"
if [ -n "${TWINSEAL_POLICY:-}" ]; then set -- "$@" --policy "$TWINSEAL_POLICY"; fi
if [ -n "${TWINSEAL_COSIGN_PUB:-}" ]; then set -- "$@" --cosign-key "$TWINSEAL_COSIGN_PUB"; fi
if [ -n "${TWINSEAL_NOTATION_ROOT:-}" ]; then set -- "$@" --notation-cert "$TWINSEAL_NOTATION_ROOT"; fi
if [ -n "${TWINSEAL_SERVER:-}" ]; then set -- "$@" --server "$TWINSEAL_SERVER"; fi
if [ -n "${TWINSEAL_SARIF:-}" ]; then set -- "$@" --report "sarif=$TWINSEAL_SARIF"; fi
if [ -n "${TWINSEAL_JUNIT:-}" ]; then set -- "$@" --report "junit=$TWINSEAL_JUNIT"; fi
if [ "${GITHUB_ACTIONS:-}" = true ]; then set -- "$@" --output github; fi

status=0
"$twinseal" "$@" || status=$?
case $status in
0) outcome=allow ;;
1) outcome=deny ;;
*) outcome=indeterminate ;;
esac
value() {
  [ ! -f "$work/verdict.json" ] || sed -n "s/^ *\"$1\": \"\\([A-Za-z0-9:._-]*\\)\",*\$/\\1/p" "$work/verdict.json" | head -n 1
}
digest=$(value digest)
decision=$(value decisionId)
if [ -n "${GITHUB_OUTPUT:-}" ]; then
  { echo "outcome=$outcome"; echo "digest=$digest"; echo "decision=$decision"; } >>"$GITHUB_OUTPUT"
fi
if [ -n "${GITHUB_STEP_SUMMARY:-}" ]; then
  {
    echo "### Twinseal: $outcome"
    echo
    [ -z "$digest" ] || echo "Image \`$digest\`"
    [ -z "$decision" ] || echo "Decision \`$decision\`"
  } >>"$GITHUB_STEP_SUMMARY"
fi
if [ -n "${TWINSEAL_DOTENV:-}" ]; then
  { echo "TWINSEAL_OUTCOME=$outcome"; echo "TWINSEAL_DIGEST=$digest"; echo "TWINSEAL_DECISION=$decision"; } >"$TWINSEAL_DOTENV"
fi
exit "$status"
