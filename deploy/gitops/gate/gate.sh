#!/bin/sh
# Renders a folder as Argo CD or Flux would, has Twinseal judge every image and pod in it, and prints it only if all are let in. What is
# refused (status 1) and what could not be told (3) both print nothing.
#   gate.sh [FOLDER]
# A folder may be one thing to one tool and another to the next, so whatever any of them could apply must pass:
#   - Chart.yaml: the chart, with its own values. This is what is printed, also where there is more beside it;
#   - kustomization.yaml (or .yml, or Kustomization): the kustomization, also beside a chart;
#   - neither: plain manifests (.yaml, .yml, .json), with those of all subfolders and hidden ones, as Flux takes them. A subfolder with a
#     kustomization counts as that alone. So do the files beside a Chart.yaml that is an object of Kubernetes too: Flux would take it for one.
# TWINSEAL_SERVER names the service, TWINSEAL_TOKEN or TWINSEAL_TOKEN_FILE holds a key of a caller with the role verify; TWINSEAL_CA_FILE is
# for a server whose certificate nobody else knows. Or TWINSEAL_POLICY names a policy file, and no server is asked.
set -eu
folder=${1:-.}
name=${ARGOCD_APP_NAME:-${GATE_NAME:-app}}
namespace=${ARGOCD_APP_NAMESPACE:-${GATE_NAMESPACE:-default}}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

is_kustomization() {
  [ -f "$1/kustomization.yaml" ] || [ -f "$1/kustomization.yml" ] || [ -f "$1/Kustomization" ]
}

# Each text is a document of its own, whatever the one before ends with.
add() {
  printf -- '---\n'
  cat "$1"
  printf '\n'
}

# No tool goes through a link to a folder, nor through what Git keeps for itself.
plain() {
  for entry in "$1"/* "$1"/.[!.]* "$1"/..?*; do
    if [ -d "$entry" ]; then
      if [ -L "$entry" ] || [ "${entry##*/}" = .git ]; then continue; fi
      if is_kustomization "$entry"; then
        kubectl kustomize "$entry" >"$work/part"
        add "$work/part"
      else
        plain "$entry"
      fi
    elif [ -e "$entry" ] || [ -L "$entry" ]; then
      case $entry in *.yaml | *.yml | *.json) add "$entry" ;; esac
    fi
  done
}

# What Kustomize takes for an object, Flux does: then nothing keeps it from the files beside it. Without Kustomize there is no telling.
is_object() {
  command -v kubectl >/dev/null && mkdir "$work/one" && cat "$1" >"$work/one/object.yaml" &&
    printf 'resources: [object.yaml]\n' >"$work/one/kustomization.yaml" || exit 3
  kubectl kustomize "$work/one" >"$work/part" 2>&1
}

# The first that there is gets printed.
set --
if [ -f "$folder/Chart.yaml" ]; then
  helm template "$name" "$folder" --namespace "$namespace" --include-crds >"$work/chart"
  set -- "$work/chart"
fi
if is_kustomization "$folder"; then
  kubectl kustomize "$folder" >"$work/kustomization"
  set -- "$@" "$work/kustomization"
elif [ $# = 0 ] || is_object "$folder/Chart.yaml"; then
  plain "$folder" >"$work/plain"
  set -- "$@" "$work/plain"
fi

judge() {
  rendered=$1
  if [ -n "${TWINSEAL_POLICY:-}" ]; then
    set -- --policy "$TWINSEAL_POLICY"
  else
    set -- --server "${TWINSEAL_SERVER:?name the service in TWINSEAL_SERVER, or a policy file in TWINSEAL_POLICY}" --namespace "$namespace"
    [ -z "${TWINSEAL_TOKEN_FILE:-}" ] || set -- "$@" --token-file "$TWINSEAL_TOKEN_FILE"
    [ -z "${TWINSEAL_CA_FILE:-}" ] || set -- "$@" --ca-file "$TWINSEAL_CA_FILE"
  fi
  twinseal verify --manifests "$rendered" "$@" >&2
}
# Each by itself: one without any object is none that was judged.
for rendered in "$@"; do judge "$rendered"; done
cat "$1"
