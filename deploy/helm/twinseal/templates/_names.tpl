{{- define "twinseal.name" -}}
{{- .Release.Name | trunc 52 | trimSuffix "-" -}}
{{- end -}}

{{- define "twinseal.labels" -}}
app.kubernetes.io/name: twinseal
app.kubernetes.io/instance: {{ .Release.Name }}
app.kubernetes.io/version: {{ .Chart.AppVersion | quote }}
app.kubernetes.io/managed-by: {{ .Release.Service }}
{{- end -}}

{{- define "twinseal.selector" -}}
app.kubernetes.io/name: twinseal
app.kubernetes.io/instance: {{ .Release.Name }}
{{- end -}}

{{- define "twinseal.image" -}}
{{- with .Values.image -}}
{{- if .digest -}}
{{ .repository }}{{ with .tag }}:{{ . }}{{ end }}@{{ .digest }}
{{- else -}}
{{ .repository }}:{{ required "set image.digest (or image.tag, to try it out)" .tag }}
{{- end -}}
{{- end -}}
{{- end -}}

{{- define "twinseal.tlsSecret" -}}
{{- if eq .Values.certificates.mode "secret" -}}
{{ required "certificates.secret names the secret with tls.crt and tls.key" .Values.certificates.secret }}
{{- else -}}
{{ include "twinseal.name" . }}-tls
{{- end -}}
{{- end -}}

{{/* Names that the API server asks by. */}}
{{- define "twinseal.dnsNames" -}}
{{- $service := printf "%s.%s" (include "twinseal.name" .) .Release.Namespace -}}
{{- list (printf "%s.svc" $service) (printf "%s.svc.cluster.local" $service) | toJson -}}
{{- end -}}

{{/*
  The pair of `self-made` as {crt, key, ca, before}: what is in the cluster, unless another rotation is asked for. The authority of before
  stays in the bundle, so that neither a replica with the old pair nor an API server with the new bundle refuses the other.
  Without a cluster to look at (helm template) it is made anew each time.
*/}}
{{- define "twinseal.selfMade" -}}
{{- $secret := lookup "v1" "Secret" .Release.Namespace (include "twinseal.tlsSecret" .) -}}
{{- $rotation := .Values.certificates.selfMade.rotation | int | toString -}}
{{- $days := .Values.certificates.selfMade.days | int -}}
{{- $data := ($secret | default dict).data | default dict -}}
{{- $kept := and (hasKey $data "tls.crt") (eq (dig "metadata" "annotations" "twinseal.dev/rotation" "" ($secret | default dict)) $rotation) -}}
{{- if $kept -}}
{{- dict "crt" (index $data "tls.crt") "key" (index $data "tls.key") "ca" (index $data "ca.crt") "before" (index $data "before.crt" | default "") | toJson -}}
{{- else -}}
{{- $ca := genCA (printf "twinseal %s" $rotation) $days -}}
{{- $names := include "twinseal.dnsNames" . | fromJsonArray -}}
{{- $pair := genSignedCert (first $names) nil $names $days $ca -}}
{{- dict "crt" ($pair.Cert | b64enc) "key" ($pair.Key | b64enc) "ca" ($ca.Cert | b64enc) "before" (index $data "ca.crt" | default "") | toJson -}}
{{- end -}}
{{- end -}}
