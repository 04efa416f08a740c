/** Templates of `docker volume inspect --format` that people use most, to choose from. */
export const volumeTemplates = [
  { id: 'mountpoint', template: '{{.Mountpoint}}' },
  { id: 'driver', template: '{{.Driver}}' },
  { id: 'options', template: '{{range $name, $value := .Options}}{{printf "%s=%s\\n" $name $value}}{{end}}' },
  { id: 'labels', template: '{{range $name, $value := .Labels}}{{printf "%s=%s\\n" $name $value}}{{end}}' },
  { id: 'created', template: '{{.CreatedAt}}' }
] as const
