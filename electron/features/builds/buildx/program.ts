/** The `docker` program of this computer, run without a shell. */
import { spawn, type ChildProcessByStdio } from 'node:child_process'
import type { Readable, Writable } from 'node:stream'
import type { BuildxState } from '../../../../contract/builds/buildx'
import { endProgram } from '../../../platform/programs/end-program'

export type DockerProgram = ChildProcessByStdio<Writable, Readable, Readable>

/** Its plugin is a process of its own: both are of one group, which is ended as a whole. */
export const runDocker = (words: readonly string[], env: NodeJS.ProcessEnv = process.env): DockerProgram =>
  spawn('docker', words, {
    stdio: ['pipe', 'pipe', 'pipe'],
    windowsHide: true,
    detached: process.platform !== 'win32',
    env: { ...env, DOCKER_CLI_HINTS: 'false' }
  })

/** Milliseconds that it may take to say its version. */
const limit = 10_000
/** The first that tells of its progress in JSON. */
const oldest = [0, 13] as const

let known: Promise<BuildxState> | undefined

/** Asked once; where it was not there, again each time. */
export async function buildxState(): Promise<BuildxState> {
  known ??= askVersion()
  const state = await known
  if (state !== 'there') known = undefined
  return state
}

/** `github.com/docker/buildx v0.13.1 788433953af10f2a698f5c07611dddce2e08c7a0` */
export function stateOfVersion(output: string): BuildxState {
  const [, major, minor] = /\bv?(\d+)\.(\d+)(?:\.\d+)?\b/.exec(output) ?? []
  if (!/buildx/i.test(output) || major === undefined) return 'no-buildx'
  const isOld = Number(major) === oldest[0] && Number(minor) < oldest[1]
  return isOld ? 'too-old' : 'there'
}

const askVersion = (): Promise<BuildxState> =>
  new Promise((resolve) => {
    const program = runDocker(['buildx', 'version'])
    const timer = setTimeout(() => endProgram(program), limit)
    let output = ''
    program.stdout.setEncoding('utf8').on('data', (piece: string) => (output = `${output}${piece}`.slice(0, 1_000)))
    program.stderr.resume()
    program.stdin.on('error', () => undefined).end()
    program.once('error', (error: NodeJS.ErrnoException) => {
      clearTimeout(timer)
      resolve(error.code === 'ENOENT' ? 'no-docker' : 'no-buildx')
    })
    program.once('close', (code) => {
      clearTimeout(timer)
      // A docker without it says so on its error output.
      resolve(code === 0 ? stateOfVersion(output) : 'no-buildx')
    })
  })
