/** The volume helper as a program of this machine, on a folder in place of a volume: Linux alone runs it. */
import { spawn } from 'node:child_process'
import { Duplex } from 'node:stream'
import { createHelperClient, type HelperClient } from '../../electron/features/volumes/helper/helper-client'
import type { VolumeBrowser } from '../../electron/features/volumes/helper/volume-browser'
import { FailureError } from '../../electron/engine/failure-error'

const architecture = process.arch === 'arm64' ? 'arm64' : 'amd64'
/** The one that Escale carries; ESCALE_VOLUME_HELPER names another, as one with sanitizers. */
const helperProgram =
  process.env['ESCALE_VOLUME_HELPER'] ?? `${process.cwd()}/assets/volume-helper/bin/${architecture}/volume-helper`

export const canRunHelper = process.platform === 'linux'

export interface LocalHelper {
  readonly client: HelperClient
  /** As the handlers' parts take it. */
  readonly browser: VolumeBrowser
  readonly pid: number
  kill(): void
  /** Ends it; gives what it exited with and what it complained of. */
  end(): Promise<{ readonly code: number | null; readonly errors: string }>
}

/** As the engine frames what a container writes. */
function framed(data: Buffer): Buffer {
  const header = Buffer.alloc(8)
  header[0] = 1
  header.writeUInt32BE(data.length, 4)
  return Buffer.concat([header, data])
}

export function localHelper(
  folder: string,
  options: { readonly uid?: number; readonly gid?: number } = {}
): LocalHelper {
  const child = spawn(helperProgram, [folder], { stdio: ['pipe', 'pipe', 'pipe'], ...options })
  let errors = ''
  child.stderr.setEncoding('utf8').on('data', (text: string) => (errors += text))
  child.stdin.on('error', () => undefined)
  const ended = new Promise<number | null>((resolve) => child.once('close', (code) => resolve(code)))
  async function* output(): AsyncGenerator<Buffer, void> {
    for await (const data of child.stdout as AsyncIterable<Buffer>) yield framed(data)
  }
  const connection = Duplex.from({ readable: output(), writable: child.stdin } as never)
  connection.on('error', () => undefined)
  const client = createHelperClient(connection, () =>
    Promise.resolve(new FailureError({ kind: 'engine-error', message: 'The helper ended' }))
  )
  const browser = {
    volume: 'local',
    request: (_access: unknown, words: readonly string[], requestOptions: Parameters<HelperClient['request']>[1]) =>
      client.request(words, requestOptions)
  } as unknown as VolumeBrowser
  return {
    client,
    browser,
    pid: child.pid ?? 0,
    kill: () => void child.kill('SIGKILL'),
    async end() {
      client.close()
      return { code: await ended, errors }
    }
  }
}
