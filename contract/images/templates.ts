/** Templates of `docker image inspect --format` that people use most, to choose from. */
export const imageTemplates = [
  { id: 'platform', template: '{{.Os}}/{{.Architecture}}' },
  { id: 'digests', template: '{{range .RepoDigests}}{{println .}}{{end}}' },
  { id: 'tags', template: '{{range .RepoTags}}{{println .}}{{end}}' },
  { id: 'command', template: '{{json .Config.Entrypoint}} {{json .Config.Cmd}}' },
  { id: 'environment', template: '{{range .Config.Env}}{{println .}}{{end}}' },
  { id: 'labels', template: '{{range $name, $value := .Config.Labels}}{{printf "%s=%s\\n" $name $value}}{{end}}' },
  { id: 'layers', template: '{{range .RootFS.Layers}}{{println .}}{{end}}' },
  { id: 'size', template: '{{.Size}}' }
] as const
