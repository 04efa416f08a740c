/** Makes each line through the app and through the docker CLI on one engine, and compares what came of it. */
import { execFileSync } from 'node:child_process'
import * as v from 'valibot'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createFlags } from '../../../../contract/command/run-flags'
import type { RunOptions } from '../../../../contract/containers/run'
import type { RunAgain } from '../../../../contract/containers/run-from-inspect'
import type { PullProgress } from '../../../../contract/images/model'
import { containersHandlers } from '../../../../electron/features/containers/handlers'
import { compareApi } from '../../../../electron/engine/version'
import { dockerOn } from '../../../support/docker-cli'
import { throwawayEngine, type ThrowawayEngine } from '../../../support/engine'
import { callContext, connection, connectTo, taskContext } from '../../../support/on-engine'
import { execute } from '../../command/docker-cli'
import { normalised, type Inspected } from '../normalised'
import { answered, type Answered } from './answer'
import type { RunLine } from './run-line'
import { checkHandedBack } from './handed-back'
import { prepare, publishDefaults } from './setting'
import { createWords, shellWords, variables } from './shell'

/** The CLI's own flags; those that it hides are none it does not know. */
const help = execFileSync('docker', ['create', '--help'], { encoding: 'utf8', env: { PATH: process.env['PATH'] } })
const known = new Set([...help.matchAll(/--([\w-]+)/g)].map(([, name]) => name ?? ''))
/** A word that looks like a flag may be the command's. */
const ours = new Set(createFlags.map(({ name }) => name))
const hidden = new Set(['net', 'net-alias', 'dns-opt', 'detach', 'sig-proxy', 'detach-keys'])
const cliVersion = Number(/version (\d+)/.exec(execFileSync('docker', ['--version'], { encoding: 'utf8' }))?.[1])

interface MadeContainer {
  readonly kind: 'made'
  readonly inspect: string
}
interface Refused {
  readonly kind: 'refused'
  /** `form`: nobody asked the engine. */
  readonly by: 'form' | 'engine'
  readonly message: string
}
type Outcome = MadeContainer | Refused

const Whole = v.record(v.string(), v.unknown())

export function compareRunLines(title: string, lines: readonly RunLine[]): void {
  describe(`docker run lines: ${title}`, () => {
    let throwaway: ThrowawayEngine
    let client: ReturnType<typeof connectTo>
    let handlers: ReturnType<typeof containersHandlers>
    const read = new Map<RunLine, Answered>()

    beforeAll(async () => {
      await publishDefaults()
      throwaway = await throwawayEngine()
      client = connectTo(throwaway.socketPath)
      handlers = containersHandlers(client)
      for (const line of lines) read.set(line, await answered(line.line))
      const options = [...read.values()].flatMap((each) => each.options ?? [])
      await prepare(dockerOn(throwaway.host), (method, path) => ask(method, path), options)
    })
    afterAll(async () => {
      client.engine.dispose()
      // Hundreds of containers go sooner with their engine than by it.
      await throwaway.kill()
      await throwaway.stop()
    })

    const ask = async (method: 'POST' | 'DELETE', path: string): Promise<void> => {
      await client.engine.get({ method, path }, v.unknown())
    }
    const isOlder = (api: string): boolean => {
      const { state } = client.engine
      return state.kind === 'connected' && compareApi(state.capabilities.apiVersion, api) < 0
    }
    /** Its inspect; then its name is free. It goes with the engine, which is sooner than one by one. */
    async function taken(id: string, { name }: RunOptions): Promise<string> {
      const inspect = await client.engine.get({ path: `/containers/${id}/json` }, Whole)
      if (name !== '') await ask('POST', `/containers/${id}/rename?name=${id.slice(0, 12)}`)
      return JSON.stringify([inspect])
    }
    async function byApp(options: RunOptions): Promise<Refused | (MadeContainer & { readonly again: RunAgain })> {
      try {
        const { id, name } = await handlers.create({ connection, options }, taskContext<PullProgress>())
        const again = await handlers.runOptions({ connection, container: { id, name } }, callContext())
        return { kind: 'made', inspect: await taken(id, options), again }
      } catch (error) {
        const { failure } = error as { failure?: { message: string } }
        if (failure === undefined) throw error
        return { kind: 'refused', by: 'engine', message: failure.message }
      }
    }
    async function byCli(
      words: readonly string[],
      own: RunOptions,
      assigned: Readonly<Record<string, string>>
    ): Promise<Outcome> {
      const { code, stdout, stderr } = await execute('docker', words, {
        ...variables,
        ...assigned,
        DOCKER_HOST: throwaway.host
      })
      if (code === 0) return { kind: 'made', inspect: await taken(stdout.trim(), own) }
      const [, said] = /Error response from daemon: ([\s\S]*?)\n*(?:Run 'docker|See 'docker|$)/.exec(stderr) ?? []
      return { kind: 'refused', by: said === undefined ? 'form' : 'engine', message: said?.trim() ?? stderr }
    }

    for (const each of lines) {
      const reason = skipped(each)
      const test = reason === undefined ? it.concurrent : it.concurrent.skip
      test(reason === undefined ? each.title : `${each.title} (${reason})`, async () => {
        const { options, problems: all } = read.get(each) ?? { options: undefined, problems: [] }
        const { says = [] } = each
        expect(new Set(says.filter((kind) => all.some((problem) => problem.kind === kind)))).toEqual(new Set(says))
        const problems = all.filter(({ kind }) => !says.includes(kind))
        if (each.cannot !== undefined) return expect(problems, `it is ${each.cannot}`).not.toEqual([])
        if (each.api !== undefined && options !== undefined && isOlder(each.api))
          return expect(await byApp(options)).toMatchObject({ message: expect.stringContaining(each.api) })
        if (options === undefined) throw new Error(`Not read: ${JSON.stringify(problems)}`)
        const { words, image } = createWords(await shellWords(each))
        const own = withoutDigest(options)
        await alone(own.name, () => compare(each, words.with(image, own.image), own, problems))
      })
    }

    /** One after the other, where they have one name. */
    const queues = new Map<string, Promise<unknown>>()
    async function alone(name: string, work: () => Promise<void>): Promise<void> {
      const before = name === '' ? undefined : queues.get(name)
      const mine = Promise.resolve(before)
        .catch(() => undefined)
        .then(work)
      queues.set(name, mine)
      await mine
    }
    async function compare(
      { line }: RunLine,
      words: readonly string[],
      own: RunOptions,
      problems: Answered['problems']
    ): Promise<void> {
      const theirs = await byCli(words, own, assignedIn(line))
      if (problems.length > 0) return expect({ problems, theirs }).toMatchObject({ theirs: { kind: 'refused' } })
      const ours = await byApp(own)
      if (ours.kind === 'refused' || theirs.kind === 'refused')
        return expect(alike(ours)).toEqual(
          theirs.kind === 'refused' && theirs.by === 'form'
            ? { kind: 'refused', message: expect.any(String) }
            : alike(theirs)
        )
      expect(comparable(ours, own)).toEqual(comparable(theirs, own))
      await checkHandedBack(ours.again, own, async (again) => {
        const second = await byApp(again)
        if (second.kind === 'refused') throw new Error(`Its options were refused: ${second.message}`)
        expect(comparable(second, own)).toEqual(comparable(theirs, own))
      })
    }
  })
}

const alike = (outcome: Outcome) =>
  outcome.kind === 'refused'
    ? { kind: outcome.kind, message: outcome.message.replace(/[0-9a-f]{12,64}/g, 'ID') }
    : { kind: outcome.kind }

/** A digest is of another image: none of the engine's has it. */
const withoutDigest = (options: RunOptions): RunOptions =>
  options.image.includes('@') ? { ...options, image: 'busybox' } : options

/** The engine makes up a name where none is given. */
function comparable({ inspect }: { readonly inspect: string }, { name }: RunOptions): Inspected {
  const [{ Name: made = '' } = {}] = JSON.parse(inspect) as Array<{ Name?: string }>
  return normalised(name === '' ? inspect.replaceAll(made, '/NAME') : inspect)
}

/** `A=b docker …` */
const assignedIn = (line: string): Readonly<Record<string, string>> =>
  Object.fromEntries(
    [...(line.split('docker')[0]?.matchAll(/(\w+)=(\S+) /g) ?? [])].map(([, name, value]) => [name, value])
  )

/** Why the CLI of this machine cannot be asked. */
function skipped({ line, posix = line, since = 0, until = cliVersion, cannot }: RunLine): string | undefined {
  if (cannot !== undefined) return undefined
  if (until < cliVersion) return `docker's CLI takes it on this engine until ${until}`
  if (since > cliVersion) return `docker's CLI takes it since ${since}`
  const words = posix.split(/\s+/)
  const { flags } = createWords(
    words.slice(
      Math.max(
        0,
        words.findIndex((word) => word === 'run' || word === 'create')
      )
    )
  )
  const unknown = flags.find((flag) => ours.has(flag) && !known.has(flag) && !hidden.has(flag))
  return unknown === undefined ? undefined : `this docker's CLI does not know --${unknown}`
}
