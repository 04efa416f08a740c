/** A build by docker's own `docker buildx build`, for what only it does: its progress is read, and it ends with the build. */
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { makesImage } from '../../../../contract/builds/buildx'
import { build as buildCommand } from '../../../../contract/builds/command'
import type { BuildOptions } from '../../../../contract/builds/options'
import { FailureError } from '../../../engine/failure-error'
import type { Dockerfile } from '../context/build-context'
import type { BuildKitProgress } from '../progress/buildkit-progress'
import { failureOfWords } from '../progress/what-failed'
import { endProgram } from '../../../platform/programs/end-program'
import { runDocker } from './program'
import { readStatusLine } from './status-line'
import { dockerEnvironment } from '../../../engine/docker-environment'

export interface BuildxParts {
  readonly options: BuildOptions
  /** Undefined for an address. */
  readonly dockerfile: Dockerfile | undefined
  /** What `docker` needs before its subcommand to act on the build's engine. */
  readonly cli: readonly string[]
  readonly progress: BuildKitProgress
  /** Called after each step forward. */
  readonly onProgress: () => void
  readonly signal: AbortSignal
}

/** Lines of its own words that are kept: the last ones say why it failed. */
const keptWords = 200

/** Secret arguments stand in its environment: what it is called with can be read by every program of the computer. */
function argumentsOf({ options, cli }: BuildxParts, imageFile: string): { words: string[]; env: NodeJS.ProcessEnv } {
  const secrets = options.buildArguments.filter(({ secret, value }) => secret && value !== undefined)
  const plain = options.buildArguments.map((argument) =>
    argument.secret ? { name: argument.name, secret: false } : argument
  )
  const [, ...words] = buildCommand({ options: { ...options, quiet: false, buildArguments: plain } }).parts.map(
    ({ text }) => text
  )
  const subcommand = words.splice(0, 2)
  return {
    words: [...cli, ...subcommand, '--progress=rawjson', `--iidfile=${imageFile}`, ...words],
    env: {
      ...dockerEnvironment(cli, process.env),
      ...Object.fromEntries(secrets.map(({ name, value }) => [name, value]))
    }
  }
}

/** What the Dockerfile is given by on its standard input; nothing where it lies in a file. */
const inputOf = ({ options, dockerfile }: BuildxParts): string =>
  options.dockerfile.kind === 'text' ? (dockerfile?.text ?? '') : ''

/** `ERROR: failed to build: failed to solve: …`, with what stands above it where the Dockerfile is to blame. */
function reasonOf(words: readonly string[], code: number | null): string {
  const at = words.findLastIndex((line) => /^ERROR: /.test(line))
  if (at < 0) return words.slice(-5).join('\n') || `docker buildx ended with ${code ?? 'a signal'}`
  const place = words.slice(0, at).findLastIndex((line) => /^\S*Dockerfile\S*:\d+$/.test(line))
  return [
    words
      .slice(at)
      .join('\n')
      .replace(/^ERROR: /, ''),
    ...(place < 0 ? [] : words.slice(place, at))
  ].join('\n')
}

/** The image's id, where there is one. Throws FailureError: what it said, cancelled. */
export async function runBuildx(parts: BuildxParts): Promise<string | undefined> {
  const { options, progress, onProgress, signal } = parts
  const folder = await mkdtemp(join(tmpdir(), 'escale-build-'))
  const imageFile = join(folder, 'image')
  const { words, env } = argumentsOf(parts, imageFile)
  const program = runDocker(words, env)
  const stop = (): void => endProgram(program)
  signal.addEventListener('abort', stop, { once: true })
  try {
    const ended = new Promise<number | null>((resolve, reject) => {
      program.once('error', (error) => reject(notThere(error))).once('close', resolve)
    })
    // Whoever waits for it hears of it.
    ended.catch(() => undefined)
    // It may have ended before it has read its input.
    program.stdin.on('error', () => undefined).end(inputOf(parts))
    program.stdout.resume()
    const said: string[] = []
    for await (const line of createInterface({ input: program.stderr })) {
      const trace = readStatusLine(line)
      if (trace === undefined) {
        said.push(line)
        if (said.length > keptWords) said.shift()
        continue
      }
      progress.show(trace)
      onProgress()
    }
    const code = await ended
    signal.throwIfAborted()
    if (code !== 0) throw new FailureError(failureOfWords(reasonOf(said, code)))
    if (!makesImage(options)) return undefined
    const id = await readFile(imageFile, 'utf8').catch(() => '')
    return id.trim() || undefined
  } finally {
    signal.removeEventListener('abort', stop)
    endProgram(program)
    await rm(folder, { recursive: true, force: true })
  }
}

const notThere = ({ message }: Error): FailureError =>
  new FailureError({ kind: 'not-found', subject: 'command', name: 'docker', message })
