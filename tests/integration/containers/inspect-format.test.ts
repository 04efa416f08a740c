/** `docker inspect --format` in the window against the docker command itself, template by template, on real containers. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { waitUntil } from '../../../build/tools/wait.mjs'
import { chosenTemplates } from '../../../contract/containers/inspect/templates'
import { containerRow, formatRows } from '../../../contract/template/rows'
import { containersHandlers } from '../../../electron/features/containers/handlers'
import { formatInspect } from '../../../contract/template/inspect'
import { dockerOn } from '../../support/docker-cli'
import { sharedEngine } from '../../support/engine'
import { collect, connection, connectTo } from '../../support/on-engine'

const docker = dockerOn(sharedEngine().host)
const names = ['format-up', 'format-down', 'format-plain']
const raw = new Map<string, unknown>()

beforeAll(async () => {
  await docker('pull', '-q', 'busybox')
  await docker(
    ...[
      'run',
      '-d',
      '--init',
      '--name',
      'format-up',
      '-p',
      '127.0.0.1::80',
      '-p',
      '127.0.0.1::81/udp',
      '--expose',
      '90'
    ],
    ...[
      '--label',
      'a.b=c d',
      '--label',
      'plain=<&>',
      '--label',
      'é=ü',
      '-e',
      'ONE=1',
      '-e',
      'TWO=a=b',
      '-v',
      'format-data:/data'
    ],
    ...['--tmpfs', '/scratch', '--restart', 'on-failure:3', '--memory', '64m', '--hostname', 'quay'],
    ...['--health-cmd', 'echo fine', '--health-interval', '1s', '--health-retries', '2', 'busybox', 'sleep', '100000']
  )
  await docker('run', '--name', 'format-down', 'busybox', 'sh', '-c', 'exit 3').catch(() => '')
  await docker('create', '--name', 'format-plain', '-v', '/tmp:/host:ro', 'busybox')
  expect(
    await waitUntil(
      async () => (await docker('inspect', '-f', '{{.State.Health.Status}}', 'format-up')) === 'healthy',
      20_000
    )
  ).toBe(true)
  // Each probe changes the log of the probes: it is paused while it is looked at.
  await docker('pause', 'format-up')
  for (const name of names) raw.set(name, (JSON.parse(await docker('inspect', name)) as unknown[])[0])
})
afterAll(async () => {
  await docker('unpause', 'format-up').catch(() => '')
  await docker('rm', '-f', '-v', ...names)
  await docker('volume', 'rm', '-f', 'format-data')
})

const templates: readonly string[] = [
  'plain text',
  '{{.Name}}',
  '{{.Id}}',
  '{{.ID}}',
  '{{ .State.Status }}',
  '{{.State.Running}} {{.State.ExitCode}} {{.State.OOMKilled}}',
  '{{.State.Health}}x{{.Nothing}}',
  '{{.State.Nothing}}',
  '{{.Nothing.More}}',
  '{{.Config.Image}}:{{.Config.Hostname}}',
  '{{.Config.Env}}',
  '{{.Config.Cmd}}',
  '{{.Config.Entrypoint}}',
  '{{.Config.Labels}}',
  '{{.Config.Labels.plain}}',
  '{{.Config.Labels.nothing}}',
  '{{index .Config.Labels "a.b"}}',
  '{{index .Config.Labels "nothing"}}|',
  '{{json .Config.Labels}}',
  '{{json .Config.Env}}',
  '{{json .State.Status}}',
  '{{json .HostConfig.RestartPolicy}}',
  '{{.HostConfig.RestartPolicy}}',
  '{{.HostConfig.RestartPolicy.Name}}:{{.HostConfig.RestartPolicy.MaximumRetryCount}}',
  '{{.HostConfig.Memory}} {{.HostConfig.NanoCpus}}',
  '{{.HostConfig.NanoCPUs}}',
  '{{.HostConfig.Binds}}',
  '{{.HostConfig.LogConfig}}',
  '{{.HostConfig.LogConfig.Type}}',
  '{{.HostConfig.PortBindings}}',
  '{{.NetworkSettings.Ports}}',
  '{{json .NetworkSettings.Ports}}',
  '{{.Config.ExposedPorts}}',
  '{{.Config.Volumes}}',
  '{{.Config.Healthcheck}}x{{.Nothing}}',
  '{{len .Mounts}}',
  '{{len .Config.Env}} {{len .Name}} {{len .NetworkSettings.Ports}} {{len .Config.Labels}}',
  '{{range .Config.Env}}[{{.}}]{{end}}',
  '{{range $i, $e := .Config.Env}}{{$i}}={{$e}} {{end}}',
  '{{range .Config.Env}}{{$}}{{end}}x{{.Nothing}}',
  '{{range $k, $v := .Config.Labels}}{{$k}}:{{$v}};{{end}}',
  '{{range .Mounts}}{{.Type}} {{.Source}} {{.Destination}} {{.RW}}\n{{else}}none{{end}}',
  '{{range .Mounts}}{{if eq .Type "volume"}}{{.Name}}{{else if eq .Type "bind"}}{{.Source}}{{else}}?{{end}} {{end}}',
  '{{range $p, $b := .NetworkSettings.Ports}}{{$p}} -> {{range $b}}{{.HostIp}}:{{.HostPort}} {{end}}{{end}}',
  '{{range $p, $b := .NetworkSettings.Ports}}{{$p}}{{with $b}} {{(index . 0).HostPort}}{{end}} {{end}}',
  '{{(index (index .NetworkSettings.Ports "80/tcp") 0).HostPort}}',
  '{{range .NetworkSettings.Networks}}{{.IPAddress}}{{end}}',
  '{{range $n, $c := .NetworkSettings.Networks}}{{$n}}={{$c.Gateway}} {{end}}',
  '{{with .State.Health}}{{.Status}} {{.FailingStreak}}{{else}}no health{{end}}',
  '{{if .State.Health}}{{.State.Health.Status}}{{end}}',
  '{{if .HostConfig.Privileged}}yes{{else}}no{{end}}',
  '{{if and .State.Running (not .State.Dead)}}alive{{end}}',
  '{{or .Config.User "root"}}',
  '{{and .Config.User "other"}}|',
  '{{if or (eq .State.ExitCode 3) (gt .State.ExitCode 100)}}failed{{end}}',
  '{{eq .State.Status "running" "paused"}} {{ne .State.Status "paused"}}',
  '{{lt .State.ExitCode 2}} {{le .State.ExitCode 3}} {{ge .State.ExitCode 3}}',
  '{{eq .State.ExitCode "3"}}',
  '{{join .Config.Env ", "}}',
  '{{.Config.Env | json}}',
  '{{upper .Name}} {{lower "ABC"}} {{title .State.Status}} {{title "hello world"}}',
  '{{split "a,b,c" ","}} {{index (split "a/b" "/") 1}}',
  '{{printf "%s-%d" .Name .State.ExitCode}}',
  '{{printf "%.12s" .ID}} {{printf "%-15s|" .State.Status}} {{printf "%15s|" .State.Status}} {{printf "%05d" .State.ExitCode}}',
  '{{printf "%q %v %t" .Name .State.ExitCode .State.Running}}',
  '{{printf "%d %s" .Name}}',
  '{{printf "%s" "a" "b"}} {{printf "100%%"}}',
  '{{printf "%x" .Name}}',
  '{{println .Name .State.ExitCode}}x',
  '{{print .Name .State.ExitCode .State.Pid "a" true false}}',
  '{{truncate .Id 12}} {{truncate "abc" 10}} {{pad .Name 2 3}}|',
  '{{$name := .Name}}{{$name}}{{$name = "other"}}{{$name}}',
  '{{range .Config.Env}}{{- . -}}{{end}}  {{- "x" -}}  ',
  '{{/* a comment */}}{{- /* another */ -}}  {{.Name}}',
  '{{"quoted \\"text\\"\\n"}}{{`raw \\n`}}',
  '{{not .State.Running}} {{not .Config.Labels}}',
  '{{.Config.Tty}} {{.Config.StopSignal}}|',
  '{{.Created}} {{.Path}} {{.Args}} {{.RestartCount}} {{.Driver}}',
  '{{.State.Pid}} {{.LogPath}}',
  '{{index .Config.Env 0}}',
  '{{index .Config.Env 99}}',
  '{{index .Args 0 | printf "%s!"}}',
  '{{.HostConfig.Dns}} {{.HostConfig.CapAdd}} {{.HostConfig.Init}}',
  '{{slice .Id 0 4}}',
  // What docker refuses.
  '{{.Name',
  '{{nothing .Name}}',
  '{{if .Name}}',
  '{{end}}',
  '{{.Name.More}}',
  '{{$x}}',
  '{{if}}x{{end}}',
  '{{.Name | }}',
  '{{.Name .Id}}',
  '{{"open}}',
  '{{len}}',
  '{{len 3}}',
  '{{lower 3}}'
]

/** What the docker command prints or complains of. Its words about a call differ from one Go to the next: not what it refuses. */
const ofDocker = async (template: string, name: string): Promise<string> => {
  try {
    return await docker('inspect', '--format', template, name)
  } catch (error) {
    return `! ${
      String((error as { stderr?: unknown }).stderr)
        .trim()
        .split('\n')
        .at(-1)
        ?.replace(/^Error: /, '') ?? ''
    }`
  }
}
const differing =
  /error calling|wrong number of args|unexpected|missing value|unclosed action|unterminated|executing "" at/

describe('a template', () => {
  for (const template of [...templates, ...chosenTemplates.map(({ template }) => template)])
    it(`${JSON.stringify(template)} gives what docker gives`, async () => {
      for (const name of names) {
        const ours = formatInspect(template, raw.get(name))
        const theirs = await ofDocker(template, name)
        if (!ours.ok && ours.kind === 'unsupported') {
          expect(ours.message).not.toBe('')
          expect(unsupported).toContain(template)
          continue
        }
        const text = ours.ok ? ours.text.replace(/\n$/, '') : `! ${ours.message}`
        if (text.startsWith('!') && theirs.startsWith('!') && differing.test(theirs)) continue
        expect(text).toBe(theirs.replace(/\n$/, ''))
      }
    })
})

describe('rows', () => {
  it.each([
    '{{.ID}}',
    '{{.Names}} {{.Image}} {{.Command}} {{.State}}',
    '{{.Ports}}|{{.Networks}}|{{.LocalVolumes}}',
    '{{.Label "a.b"}}|{{.Label "nothing"}}',
    'table {{.ID}}\\t{{.Names}}\\t{{.Label "a.b"}}',
    'table {{.Names}}\\t{{.Status}}\\t{{.RunningFor}}',
    '{{if eq .State "exited"}}{{.Names}}{{end}}',
    '{{upper .Names}} {{.Labels}}'
  ])('of %s are what docker ps writes', async (template) => {
    const { engine, engines, chosen } = connectTo(sharedEngine().socketPath)
    try {
      const list = collect((context) => containersHandlers({ engines, chosen }).watch({ connection }, context))
      const [first] = await list.until((items) => items.length > 0)
      await list.close()
      if (first?.kind !== 'snapshot') throw new Error('No list')
      const rows = names.map((name) => first.containers.find((container) => container.name === name))
      const filters = names.flatMap((name) => ['--filter', `name=^${name}$`])
      // Docker looks at the clock somewhere between its start and its end, and ages go by seconds.
      const started = Date.now()
      const theirs = await docker('ps', '-a', ...filters, '--format', template)
      const step = 250
      const moments = Array.from({ length: Math.ceil((Date.now() - started) / step) + 1 }, (_, index) =>
        formatRows(
          template,
          rows.flatMap((row) => (row === undefined ? [] : [containerRow(row, { now: started + index * step })]))
        )
      )
      const lines = (text: string) =>
        text
          .split('\n')
          .filter((line) => line !== '')
          .map((line) => line.trimEnd())
          .sort()
      const ours = moments.map((moment) => (moment.ok ? lines(moment.text) : []))
      expect(ours).toContainEqual(lines(theirs))
    } finally {
      engine.dispose()
    }
  })
})

/** What docker does, and the window says that it does not. */
const unsupported = [
  '{{slice .Id 0 4}}',
  '{{.State.Health}}x{{.Nothing}}',
  '{{.Config.Healthcheck}}x{{.Nothing}}',
  '{{range .Config.Env}}{{$}}{{end}}x{{.Nothing}}'
]
