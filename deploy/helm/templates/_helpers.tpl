{{- define "revox.labels" -}}
app.kubernetes.io/name: revox-for-slack
app.kubernetes.io/instance: {{ .Release.Name }}
{{- end -}}
