/** One more program in a running container, with a terminal of its own or without. */
import type { Duplex } from 'node:stream'
import * as v from 'valibot'
import type { ExecRequest } from '../../../../contract/containers/terminal/api'
import type { TerminalState } from '../../../../contract/containers/terminal/model'
import type { Engine } from '../../../engine/engine'
import { FailureError } from '../../../engine/failure-error'
import { flag, maybe } from '../../../engine/schema'
import { noDetachKeys, settled, type Opened } from './opened'

const Created = v.object({ Id: v.string() })
const Inspected = v.object({ Running: flag(), ExitCode: maybe(v.number()) })

/** Throws FailureError: `conflict` (not-running, paused), `not-found`, `invalid-input` (user, folder), `engine-unreachable`. */
export async function openExec(engine: Engine, { container, options, size }: ExecRequest): Promise<Opened> {
  const { tty } = options
  const { Id: id } = await engine.get(
    {
      method: 'POST',
      path: `/containers/${container.id}/exec`,
      body: {
        AttachStdin: true,
        AttachStdout: true,
        AttachStderr: true,
        Tty: tty,
        DetachKeys: noDetachKeys,
        Cmd: options.command,
        Env: options.environment.map(({ name, value }) => `${name}=${value}`),
        Privileged: options.privileged,
        ...(options.user === '' ? {} : { User: options.user }),
        ...(options.folder === '' ? {} : { WorkingDir: options.folder })
      }
    },
    Created
  )
  // Since API 1.42 the terminal begins with its size; before, it is given right after.
  const first = tty && size !== undefined ? { ConsoleSize: [size.rows, size.columns] } : {}
  const connection = await engine.use(
    async (docker) =>
      (await docker
        .getExec(id)
        .start({ hijack: true, stdin: true, Detach: false, Tty: tty, ...first } as never)) as unknown as Duplex
  )
  return {
    connection,
    tty,
    takesInput: true,
    leftBy: 'us',
    resizePath: `/exec/${id}/resize`,
    ending: () => ending(engine, id)
  }
}

async function ending(engine: Engine, id: string): Promise<TerminalState> {
  const ask = async (): Promise<TerminalState | undefined> => {
    try {
      const { Running, ExitCode } = await engine.get({ path: `/exec/${id}/json` }, Inspected)
      if (!Running) return ExitCode === undefined ? { kind: 'ended' } : { kind: 'ended', exitCode: ExitCode }
      return undefined
    } catch (error) {
      // The container is gone, or began anew: it has forgotten what ran in it.
      if (error instanceof FailureError && ['not-found', 'conflict'].includes(error.failure.kind))
        return { kind: 'ended' }
      throw error
    }
  }
  return (await settled(ask)) ?? { kind: 'detached' }
}
