/** The container that a volume helper runs in: the volume, and nothing else of the machine. */
import { randomBytes } from 'node:crypto'
import type { Duplex } from 'node:stream'
import * as v from 'valibot'
import { ownerLabel, ownLabel } from '../../../../contract/own'
import type { Engine } from '../../../engine/engine'
import { FailureError } from '../../../engine/failure-error'
import { maybe, textMap } from '../../../engine/schema'
import { send } from '../../../engine/send'
import { volumePath } from '../volumes-mirror'
import { provideImage, volumeMount, type HelperArchitecture } from './helper-image'
import { instance } from './instance'

export type Access = 'read' | 'write'

export interface HelperContainer {
  readonly id: string
  readonly connection: Duplex
}

/** To reach what another user may not read: the person at the engine is its root. Writing needs what a file's owner may do. */
const capabilities: Readonly<Record<Access, readonly string[]>> = {
  read: ['DAC_READ_SEARCH'],
  write: ['DAC_OVERRIDE', 'DAC_READ_SEARCH', 'CHOWN', 'FOWNER', 'FSETID']
}
/** Threads and the like; files that are open at once, for a deep tree. */
const processLimit = 64
const fileLimit = 8192

const Created = v.object({ Id: v.string() })
const Inspected = v.object({ Labels: maybe(textMap()), Options: maybe(textMap()) })

const gone = (volume: string): FailureError =>
  new FailureError({
    kind: 'not-found',
    subject: 'volume',
    name: volume,
    message: `get ${volume}: no such volume`
  })

/** Throws FailureError: not-found (volume). */
export async function inspectVolume(engine: Engine, volume: string): Promise<v.InferOutput<typeof Inspected>> {
  try {
    return await engine.get({ path: volumePath(volume) }, Inspected)
  } catch (error) {
    if (error instanceof FailureError && error.failure.kind === 'not-found') throw gone(volume)
    throw error
  }
}

export const removeContainer = (engine: Engine, id: string): Promise<void> =>
  // It removes itself at its end: whoever is first.
  send(engine, { method: 'DELETE', path: `/containers/${id}`, query: { force: true } }).catch(() => undefined)

function bodyOf(image: string, volume: string, access: Access, mark: string): Readonly<Record<string, unknown>> {
  return {
    Image: image,
    User: '0:0',
    WorkingDir: '/',
    AttachStdin: true,
    AttachStdout: true,
    AttachStderr: true,
    OpenStdin: true,
    // Its input ends with the connection, however that ends, and so does it.
    StdinOnce: true,
    Tty: false,
    NetworkDisabled: true,
    Labels: { [ownLabel]: 'volume', [ownerLabel]: instance },
    HostConfig: {
      AutoRemove: true,
      NetworkMode: 'none',
      ReadonlyRootfs: true,
      Init: false,
      CapDrop: ['ALL'],
      CapAdd: capabilities[access],
      SecurityOpt: ['no-new-privileges'],
      PidsLimit: processLimit,
      Ulimits: [{ Name: 'nofile', Soft: fileLimit, Hard: fileLimit }],
      LogConfig: { Type: 'none' },
      RestartPolicy: { Name: 'no' },
      Mounts: [
        {
          Type: 'volume',
          Source: volume,
          Target: volumeMount,
          ReadOnly: access === 'read',
          // The mark is put on a volume that is made by this alone: one that stood there keeps its own labels.
          VolumeOptions: { NoCopy: true, Labels: { [ownLabel]: mark } }
        }
      ]
    }
  }
}

/**
 * A container of the helper with the volume, not started. Throws FailureError: not-found (volume) where the volume is gone, also
 * where it goes just then: mounting a volume makes it anew, and that is undone.
 */
export async function createContainer(
  engine: Engine,
  volume: string,
  access: Access,
  architecture: HelperArchitecture
): Promise<string> {
  await inspectVolume(engine, volume)
  const mark = randomBytes(12).toString('hex')
  const create = async (): Promise<string> => {
    const body = bodyOf(await provideImage(engine, architecture), volume, access, mark)
    return (await engine.get({ method: 'POST', path: '/containers/create', body }, Created)).Id
  }
  const id = await create().catch((error: unknown) => {
    // Somebody removed the image between two requests.
    if (error instanceof FailureError && error.failure.kind === 'not-found') return create()
    throw error
  })
  try {
    const { Labels } = await inspectVolume(engine, volume)
    if (Labels?.[ownLabel] !== mark) return id
  } catch (error) {
    await removeContainer(engine, id)
    throw error
  }
  await removeContainer(engine, id)
  await send(engine, { method: 'DELETE', path: volumePath(volume) }).catch(() => undefined)
  throw gone(volume)
}

/** Starts a helper, its input and output attached before. Throws FailureError. */
export async function startContainer(
  engine: Engine,
  volume: string,
  access: Access,
  architecture: HelperArchitecture
): Promise<HelperContainer> {
  const id = await createContainer(engine, volume, access, architecture)
  let connection: Duplex | undefined
  try {
    const options = { stream: true, hijack: true, stdin: true, stdout: true, stderr: true }
    connection = await engine.use(
      async (docker) => (await docker.getContainer(id).attach(options)) as unknown as Duplex
    )
    await send(engine, { method: 'POST', path: `/containers/${id}/start` })
    return { id, connection }
  } catch (error) {
    connection?.destroy()
    await removeContainer(engine, id)
    throw error
  }
}
