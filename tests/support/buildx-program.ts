/**
 * A `docker` that answers `buildx version` and `buildx build` as docker's own does, for machines without buildx: what it tells of
 * its progress was written down from moby/buildkit's client/graph.go and docker/buildx's documentation of `--progress=rawjson`.
 * A Dockerfile that holds `exit 7` fails, one that holds `sleep` waits to be ended; files go where `--output` says.
 */
import { chmodSync, existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

export interface BuildxCall {
  readonly words: readonly string[]
  readonly input: string
  /** Of its environment: what the test looks at. */
  readonly token: string | undefined
}

/** Stands in `folder`, which goes first in PATH; `calls` are those that it was asked to build by. */
export function makeBuildx(
  folder: string,
  version = 'v0.13.1'
): { readonly calls: () => readonly BuildxCall[]; readonly ended: () => boolean } {
  const program = join(folder, 'docker')
  const calls = join(folder, 'calls.json')
  const ended = join(folder, 'ended')
  writeFileSync(
    program,
    `#!${process.execPath}
const { readFileSync, writeFileSync, mkdirSync, existsSync } = require('node:fs')
const { join } = require('node:path')
const words = process.argv.slice(2)
const at = words.indexOf('buildx')
if (words[at + 1] === 'version') {
  process.stdout.write('github.com/docker/buildx ${version} 788433953af10f2a698f5c07611dddce2e08c7a0\\n')
  process.exit(0)
}
const input = words.includes('-') ? readFileSync(0, 'utf8') : ''
const valueOf = (flag) => { const i = words.indexOf(flag); return i < 0 ? undefined : words[i + 1] }
const before = existsSync(${JSON.stringify(calls)}) ? JSON.parse(readFileSync(${JSON.stringify(calls)}, 'utf8')) : []
writeFileSync(${JSON.stringify(calls)}, JSON.stringify([...before, { words, input, token: process.env.TOKEN }]))
const file = valueOf('-f')
const folder = words.at(-1)
const text = file === '-' || folder === '-' ? input : readFileSync(file ?? join(folder, 'Dockerfile'), 'utf8')
const say = (status) => process.stderr.write(JSON.stringify(status) + '\\n')
const digest = (number) => 'sha256:' + String(number).repeat(64)
const now = () => new Date().toISOString()
const started = now()
process.on('SIGTERM', () => {
  writeFileSync(${JSON.stringify(ended)}, 'SIGTERM')
  process.stderr.write('ERROR: failed to build: failed to solve: Canceled: context canceled\\n', () => process.exit(1))
})
say({ vertexes: [{ digest: digest(0), name: '[internal] load build definition from Dockerfile', started, completed: now() }] })
const lines = text.split('\\n').filter((line) => line.trim() !== '' && !line.startsWith('#'))
lines.forEach((line, index) => {
  const name = '[' + (index + 1) + '/' + lines.length + '] ' + line
  const vertex = { digest: digest(index + 1), name, started }
  say({ vertexes: [vertex] })
  if (!line.startsWith('RUN ')) return say({ vertexes: [{ ...vertex, completed: now(), cached: index === 0 }] })
  say({ logs: [{ vertex: vertex.digest, stream: 1, data: Buffer.from('did ' + line + '\\n').toString('base64'), timestamp: now() }] })
  if (line.includes('sleep')) return setInterval(() => undefined, 1000)
  if (line.includes('exit 7')) {
    const error = 'process "/bin/sh -c exit 7" did not complete successfully: exit code: 7'
    say({ vertexes: [{ ...vertex, completed: now(), error }] })
    process.stderr.write('Dockerfile:' + (text.split('\\n').indexOf(line) + 1) + '\\n--------------------\\nERROR: failed to build: failed to solve: ' + error + '\\n')
    process.exit(1)
  }
  say({ vertexes: [{ ...vertex, completed: now() }] })
})
say({ warnings: [{ vertex: digest(1), level: 1, short: Buffer.from('FromAsCasing').toString('base64'), detail: [Buffer.from('match').toString('base64')], range: [{ start: { line: 1 }, end: { line: 1 } }] }] })
if (!text.includes('sleep')) {
  const output = /dest=([^,]+)/.exec(valueOf('--output') ?? '')?.[1]
  if (output !== undefined) { mkdirSync(output, { recursive: true }); writeFileSync(join(output, 'made'), 'made') }
  const image = words.find((word) => word.startsWith('--iidfile='))
  if (output === undefined) writeFileSync(image.slice('--iidfile='.length), 'sha256:' + 'a'.repeat(64))
}
`
  )
  chmodSync(program, 0o755)
  return {
    calls: () => (existsSync(calls) ? (JSON.parse(readFileSync(calls, 'utf8')) as BuildxCall[]) : []),
    ended: () => existsSync(ended)
  }
}
