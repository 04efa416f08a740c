/** Templates of `docker network inspect --format` that people use most, to choose from. */
export const networkTemplates = [
  { id: 'subnets', template: '{{range .IPAM.Config}}{{println .Subnet}}{{end}}' },
  { id: 'gateway', template: '{{range .IPAM.Config}}{{println .Gateway}}{{end}}' },
  { id: 'containers', template: '{{range .Containers}}{{printf "%s %s\\n" .Name .IPv4Address}}{{end}}' },
  { id: 'options', template: '{{range $name, $value := .Options}}{{printf "%s=%s\\n" $name $value}}{{end}}' },
  { id: 'labels', template: '{{range $name, $value := .Labels}}{{printf "%s=%s\\n" $name $value}}{{end}}' },
  { id: 'driver', template: '{{.Driver}}' }
] as const
