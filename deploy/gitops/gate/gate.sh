#!/bin/sh
# Renders a folder as Argo CD or Flux would (a Helm chart, a kustomization, or plain manifests), has Twinseal judge every image and pod
# in it, and prints it only if all are let in. What is refused (status 1) and what could not be told (3) both print nothing.
#   gate.sh [FOLDER]
# TWINSEAL_SERVER names the service, TWINSEAL_TOKEN or TWINSEAL_TOKEN_FILE holds a key of a caller with the role verify; TWINSEAL_CA_FILE is
# for a server whose certificate nobody else knows. Or TWINSEAL_POLICY names a policy file, and no server is asked.
set -eu
folder=${1:-.}
name=${ARGOCD_APP_NAME:-${GATE_NAME:-app}}
namespace=${ARGOCD_APP_NAMESPACE:-${GATE_NAMESPACE:-default}}
rendered=$(mktemp)
trap 'rm -f "$rendered"' EXIT
if [ -f "$folder/Chart.yaml" ]; then
  helm template "$name" "$folder" --namespace "$namespace" --include-crds >"$rendered"
elif [ -f "$folder/kustomization.yaml" ] || [ -f "$folder/kustomization.yml" ] || [ -f "$folder/Kustomization" ]; then
  kubectl kustomize "$folder" >"$rendered"
else
  for file in "$folder"/*.yaml "$folder"/*.yml "$folder"/*.json; do
    [ -f "$file" ] || continue
    printf -- '---\n' >>"$rendered"
    cat "$file" >>"$rendered"
    printf '\n' >>"$rendered"
  done
fi
if [ -n "${TWINSEAL_POLICY:-}" ]; then
  set -- --policy "$TWINSEAL_POLICY"
else
  set -- --server "${TWINSEAL_SERVER:?name the service in TWINSEAL_SERVER, or a policy file in TWINSEAL_POLICY}" --namespace "$namespace"
  [ -z "${TWINSEAL_TOKEN_FILE:-}" ] || set -- "$@" --token-file "$TWINSEAL_TOKEN_FILE"
  [ -z "${TWINSEAL_CA_FILE:-}" ] || set -- "$@" --ca-file "$TWINSEAL_CA_FILE"
fi
twinseal verify --manifests "$rendered" "$@" >&2
cat "$rendered"
