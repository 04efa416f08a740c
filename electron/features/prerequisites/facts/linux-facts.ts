/** Facts of Linux. */
import { constants } from 'node:fs'
import { access, lstat, readFile, realpath, stat, statfs } from 'node:fs/promises'
import { connect } from 'node:net'
import { release } from 'node:os'
import { dirname } from 'node:path'
import { promisify } from 'node:util'
import { gunzip } from 'node:zlib'
import * as v from 'valibot'
import type { Answer } from '../../../../contract/prerequisites/checks/check'
import { answered, answeredJson, type Fact, type FactContext } from './fact'

const usualSocket = '/var/run/docker.sock'
const usualDataRoot = '/var/lib/docker'

const isThere = (path: string): Promise<boolean> =>
  access(path).then(
    () => true,
    () => false
  )
const may = (path: string, mode: number): Promise<boolean> =>
  access(path, mode).then(
    () => true,
    () => false
  )

const socketPath = ({ asked }: FactContext): string =>
  asked?.endpoint.startsWith('unix://') === true ? asked.endpoint.slice('unix://'.length) : usualSocket

/** `connected`, or the system's name for why not: `ENOENT`, `EACCES`, `ECONNREFUSED`. */
const tryConnect = (path: string, signal: AbortSignal): Promise<string> =>
  new Promise((resolve) => {
    const socket = connect({ path, signal })
    socket.once('connect', () => {
      socket.destroy()
      resolve('connected')
    })
    socket.once('error', (error: NodeJS.ErrnoException) => resolve(error.code ?? error.message))
  })

/** The first that can be read, as a distribution keeps it. Source: moby `contrib/check-config.sh`. */
async function kernelConfig(): Promise<Answer> {
  const kernel = release()
  const places = [
    '/proc/config.gz',
    `/boot/config-${kernel}`,
    `/usr/lib/modules/${kernel}/config`,
    `/lib/modules/${kernel}/config`,
    `/usr/lib/ostree-boot/config-${kernel}`,
    `/lib/modules/${kernel}/build/.config`
  ]
  let refusal: unknown
  for (const path of places) {
    try {
      const bytes = await readFile(path)
      const text = (path.endsWith('.gz') ? await promisify(gunzip)(bytes) : bytes).toString('utf8')
      return answered(
        text
          .split('\n')
          .filter((line) => line.startsWith('CONFIG_'))
          .join('\n')
      )
    } catch (error) {
      // The next place may have it; where none has, the last refusal that is not an absence counts.
      if ((error as NodeJS.ErrnoException).code !== 'ENOENT') refusal = error
    }
  }
  if (refusal !== undefined) throw refusal
  return { kind: 'missing' }
}

/** The nearest folder that is there: the data root itself may not be yet. */
async function nearest(path: string): Promise<string> {
  let at = path
  while (at !== '/' && !(await isThere(at))) at = dirname(at)
  return at
}

const Info = v.object({ DockerRootDir: v.string() })

/** Where the engine of this computer keeps its data, as it says itself. */
async function dataRoot({ asked, signal }: FactContext): Promise<string> {
  if (asked?.endpoint.startsWith('unix://') !== true) return usualDataRoot
  return asked.engine.get({ path: '/info', signal, timeLimit: 3_000 }, Info).then(
    ({ DockerRootDir }) => DockerRootDir,
    () => usualDataRoot
  )
}

export const linuxFacts = {
  /** `{"path":"/var/run/docker.sock","there":true,"isSocket":true,"mode":432,"uid":0,"gid":106,"connect":"EACCES"}` */
  'linux-socket': async (context) => {
    const path = socketPath(context)
    const asked = await tryConnect(path, context.signal)
    const file = await stat(path).catch(() => undefined)
    const link = await lstat(path).catch(() => undefined)
    return answeredJson({
      path,
      there: link !== undefined,
      target: link?.isSymbolicLink() === true ? await realpath(path).catch(() => undefined) : undefined,
      // Linux refuses a connection to a file or a folder as it does to a socket without anybody behind it.
      isSocket: file?.isSocket(),
      mode: file === undefined ? undefined : file.mode & 0o777,
      uid: file?.uid,
      gid: file?.gid,
      connect: asked
    })
  },
  /** The kernel's build options, one a line. */
  'linux-kernel-config': kernelConfig,
  /** `{"path":"/var/lib/docker","measured":"/var/lib","total":…,"free":…}`: bytes of the disk that its data root is on. */
  'linux-data-disk': async (context) => {
    const path = await dataRoot(context)
    const measured = await nearest(path)
    const { bsize, blocks, bavail } = await statfs(measured)
    return answeredJson({ path, measured, total: bsize * blocks, free: bsize * bavail })
  },
  /** `{"there":true,"usable":false}`: whether this person may use hardware virtualization. */
  'linux-kvm': async () =>
    answeredJson({ there: await isThere('/dev/kvm'), usable: await may('/dev/kvm', constants.R_OK | constants.W_OK) }),
  /** `{"path":"/run/user/1000","writable":true}` */
  'linux-runtime-folder': async ({ surroundings: { env } }) => {
    const path = env['XDG_RUNTIME_DIR'] ?? ''
    return answeredJson({ path, writable: path !== '' && (await may(path, constants.W_OK)) })
  },
  /** Signs of a container around this system: `{"docker":true,"podman":false}`. */
  'linux-container': async () =>
    answeredJson({ docker: await isThere('/.dockerenv'), podman: await isThere('/run/.containerenv') })
} satisfies Readonly<Record<string, Fact>>
