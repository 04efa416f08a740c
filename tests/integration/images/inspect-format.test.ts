/** `docker image inspect --format` in the window against the docker command itself, template by template, on real images. */
import { execFile } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { imageTemplates } from '../../../contract/images/templates'
import { formatInspect } from '../../../contract/template/inspect'
import { imagesHandlers } from '../../../electron/features/images/handlers'
import { dockerOn } from '../../support/docker-cli'
import { sharedEngine } from '../../support/engine'
import { callContext, connection, connectTo } from '../../support/on-engine'
import { tar } from '../../support/tar'

const { host, socketPath } = sharedEngine()
const docker = dockerOn(host)
/** Of a registry, of a container with all that an image can say, of a tar that says nothing, and one with a second name. */
const names = ['httpd', 'format-rich:1', 'format-plain:1', 'format-other:2'] as const
const raw = new Map<string, unknown>()

beforeAll(async () => {
  await docker('pull', '-q', 'httpd')
  await docker('pull', '-q', 'busybox')
  await docker('create', '--name', 'format-made', 'busybox')
  const changes = [
    'LABEL a.b="c d" plain="<&>" é=ü',
    'ENV ONE=1 TWO=a=b',
    'EXPOSE 80/tcp 81/udp',
    'VOLUME /data',
    'USER nobody:nogroup',
    'WORKDIR /srv',
    'ENTRYPOINT ["/bin/sh", "-c"]',
    'CMD ["echo \\"hello\\""]',
    'ONBUILD RUN echo later'
  ]
  await docker(
    'commit',
    '-m',
    'a message',
    '-a',
    'Ann <ann@example.com>',
    ...changes.flatMap((change) => ['-c', change]),
    'format-made',
    'format-rich:1'
  )
  await docker('tag', 'format-rich:1', 'format-other:2')
  const folder = mkdtempSync(join(tmpdir(), 'escale-format-'))
  writeFileSync(join(folder, 'plain.tar'), tar([{ path: 'file', content: 'x' }]))
  await docker('import', join(folder, 'plain.tar'), 'format-plain:1')
  rmSync(folder, { recursive: true, force: true })
  const { engine, ...client } = connectTo(socketPath)
  const handlers = imagesHandlers(client)
  for (const name of names) {
    const id = await docker('image', 'inspect', '--format', '{{.Id}}', name)
    raw.set(name, await handlers.inspect({ connection, image: { id, reference: name } }, callContext()))
  }
  engine.dispose()
})
afterAll(async () => {
  await docker('rm', 'format-made')
  await docker('rmi', 'format-rich:1', 'format-other:2', 'format-plain:1')
})

/** What docker does, and the window says that it does not. */
const goTime = '{{.Metadata.LastTagTime}}'
const templates: readonly string[] = [
  '{{.Id}} {{.ID}}',
  '{{.Os}}/{{.Architecture}}',
  '{{.RepoTags}} {{.RepoDigests}}',
  '{{json .RepoTags}} {{json .RepoDigests}}',
  '{{len .RepoTags}} {{len .RepoDigests}} {{len .RootFS.Layers}}',
  '{{index .RepoTags 0}}',
  '{{index .RepoDigests 0}}',
  '{{.Size}} {{.Created}}',
  '{{.Author}}|{{.Comment}}',
  '{{.Parent}}|{{.DockerVersion}}',
  '{{.RootFS.Type}} {{.RootFS.Layers}}',
  '{{json .RootFS}}',
  '{{index .RootFS.Layers 0}}',
  '{{.GraphDriver.Name}}',
  '{{json .GraphDriver.Data}}',
  '{{.Config.Env}} {{.Config.Cmd}} {{.Config.Entrypoint}}',
  '{{json .Config.Env}} {{json .Config.Cmd}} {{json .Config.Entrypoint}}',
  '{{.Config.User}}|{{.Config.WorkingDir}}|{{.Config.StopSignal}}',
  '{{.Config.ExposedPorts}} {{.Config.Volumes}}',
  '{{json .Config.ExposedPorts}} {{json .Config.Volumes}}',
  '{{range $port, $_ := .Config.ExposedPorts}}{{$port}} {{end}}',
  '{{range $path, $_ := .Config.Volumes}}{{$path}} {{end}}',
  '{{.Config.Labels}}',
  '{{.Config.Labels.plain}}',
  '{{index .Config.Labels "a.b"}}|{{index .Config.Labels "nothing"}}',
  '{{range $name, $value := .Config.Labels}}{{$name}}={{$value}};{{end}}',
  '{{if .Config.Labels}}labelled{{else}}bare{{end}}',
  '{{.Config.OnBuild}}',
  '{{range .Config.OnBuild}}{{.}}{{else}}nothing{{end}}',
  '{{join .Config.Cmd " "}}',
  '{{with .Config.Entrypoint}}{{join . ","}}{{else}}none{{end}}',
  '{{range .Config.Env}}{{println .}}{{end}}',
  '{{range $i, $tag := .RepoTags}}{{$i}}:{{$tag}} {{end}}',
  '{{range .RootFS.Layers}}{{truncate . 19}} {{end}}',
  '{{printf "%.19s" .Id}} {{printf "%d" .Size}}',
  '{{(split .Id ":")}} {{index (split .Id ":") 1}}',
  '{{upper .Architecture}} {{title .Os}}',
  '{{if gt .Size 1000}}large{{else}}small{{end}}',
  '{{if and .Author .Comment}}signed{{end}}',
  '{{or .Author "nobody"}}',
  '{{eq .Os "linux"}} {{ne .Architecture "arm64"}}',
  goTime,
  '{{json .Metadata}}',
  // What docker refuses.
  '{{.Nothing}}',
  '{{.Config.Nothing}}',
  '{{index .RepoTags 99}}',
  '{{.Id.More}}',
  '{{nothing .Id}}',
  '{{.Id'
]

/** What the docker command prints or complains of; its words about a call differ from one Go to the next. */
const ofDocker = async (template: string, name: string): Promise<string> => {
  try {
    const arguments_ = ['-H', host, 'image', 'inspect', '--format', template, name]
    const { stdout } = await promisify(execFile)('docker', arguments_)
    return stdout.replace(/\n$/, '')
  } catch (error) {
    const said = String((error as { stderr?: unknown }).stderr)
    return `! ${
      said
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
  for (const template of [...templates, ...imageTemplates.map((one) => one.template)])
    it(`${JSON.stringify(template)} gives what docker gives`, async () => {
      for (const name of names) {
        const ours = formatInspect(template, raw.get(name))
        const theirs = await ofDocker(template, name)
        if (template === goTime) {
          expect(ours).toMatchObject({ ok: false, kind: 'unsupported' })
          continue
        }
        const text = ours.ok ? ours.text : `! ${ours.message}`
        if (text.startsWith('!') && theirs.startsWith('!') && differing.test(theirs)) continue
        expect(text, name).toBe(theirs)
      }
    })
})
