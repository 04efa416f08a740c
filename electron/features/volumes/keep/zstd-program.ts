/** Packs and unpacks by the `zstd` program, where this computer has it and Node itself does not pack so. Source: zstd(1). */
import { spawn } from 'node:child_process'
import { pipeline, Readable } from 'node:stream'
import { endProgram } from '../../../platform/programs/end-program'
import { runProgram } from '../../../platform/programs/run-program'

const program = 'zstd'
/** Milliseconds for a word about itself. */
const limit = 5_000
/** Characters of its complaint that are kept. */
const told = 2_000

export async function hasZstdProgram(): Promise<boolean> {
  const end = await runProgram(program, ['--version'], { limit })
  return end.kind === 'ended' && end.code === 0
}

/** As what node:zlib says of bytes that it cannot unpack. */
const refused = (message: string): Error => Object.assign(new Error(message), { code: 'ZSTD_error_program' })

/** Fails with what the source fails with, and where the program refuses what it is given. Destroying it ends the program and the source. */
function through(source: Readable, words: readonly string[]): Readable {
  const child = spawn(program, [...words, '--quiet', '--stdout'], {
    stdio: 'pipe',
    windowsHide: true,
    detached: process.platform !== 'win32'
  })
  let complaint = ''
  child.stderr.on('data', (piece: Buffer) => (complaint = `${complaint}${piece.toString()}`.slice(0, told)))
  const ended = new Promise<void>((resolve, reject) => {
    child.once('error', reject)
    child.once('close', (code) => (code === 0 ? resolve() : reject(refused(complaint.trim() || `zstd: ${code}`))))
  })
  ended.catch(() => undefined)
  let fault: Error | undefined
  pipeline(source, child.stdin, (error) => {
    // It ends by itself where it takes no more: its own word is the better one.
    if (!error || (error as NodeJS.ErrnoException).code === 'EPIPE') return
    fault = error
    endProgram(child)
  })
  async function* output(): AsyncGenerator<Buffer, void> {
    for await (const piece of child.stdout as AsyncIterable<Buffer>) yield piece
    await ended.catch((error: unknown) => {
      throw fault ?? error
    })
    // A source that fails ends what the program reads: that looks whole to it.
    if (fault !== undefined) throw fault
  }
  const result = Readable.from(output(), { objectMode: false })
  return result.once('close', () => {
    source.destroy()
    endProgram(child)
  })
}

export const packByProgram = (tar: Readable): Readable => through(tar, [])
export const unpackByProgram = (archive: Readable): Readable => through(archive, ['--decompress'])
