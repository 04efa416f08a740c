/** Templates of `docker inspect --format` that people use most, to choose from. */
export interface ChosenTemplate {
  /** Its name, under `containers-files.format.chosen`. */
  readonly id: string
  readonly template: string
}

export const chosenTemplates = [
  { id: 'state', template: '{{.State.Status}}' },
  { id: 'exit', template: '{{.State.ExitCode}} {{.State.OOMKilled}} {{.State.Error}}' },
  { id: 'started', template: '{{.State.StartedAt}} {{.State.FinishedAt}}' },
  { id: 'restarts', template: '{{.RestartCount}}' },
  { id: 'pid', template: '{{.State.Pid}}' },
  { id: 'address', template: '{{range .NetworkSettings.Networks}}{{.IPAddress}}{{end}}' },
  {
    id: 'networks',
    template: '{{range $name, $network := .NetworkSettings.Networks}}{{println $name $network.IPAddress}}{{end}}'
  },
  {
    id: 'ports',
    template:
      '{{range $port, $hosts := .NetworkSettings.Ports}}{{range $hosts}}{{println $port "->" .HostPort}}{{end}}{{end}}'
  },
  { id: 'mounts', template: '{{range .Mounts}}{{println .Type .Source "->" .Destination}}{{end}}' },
  { id: 'environment', template: '{{range .Config.Env}}{{println .}}{{end}}' },
  { id: 'labels', template: '{{range $name, $value := .Config.Labels}}{{printf "%s=%s\\n" $name $value}}{{end}}' },
  { id: 'command', template: '{{.Path}} {{join .Args " "}}' },
  { id: 'image', template: '{{.Config.Image}} {{.Image}}' },
  {
    id: 'restart-policy',
    template: '{{.HostConfig.RestartPolicy.Name}}:{{.HostConfig.RestartPolicy.MaximumRetryCount}}'
  },
  { id: 'limits', template: '{{.HostConfig.Memory}} {{.HostConfig.NanoCpus}}' },
  { id: 'health', template: '{{with .State.Health}}{{.Status}}{{else}}none{{end}}' },
  { id: 'health-log', template: '{{with .State.Health}}{{range .Log}}{{println .ExitCode .Output}}{{end}}{{end}}' },
  { id: 'log-path', template: '{{.LogPath}}' },
  { id: 'config', template: '{{json .Config.Env}}' }
] as const satisfies readonly ChosenTemplate[]
