/** A folder of this machine as a volume, with a helper on it and what tests ask it. */
import { setMaxListeners } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, vi } from 'vitest'
import type { Failure } from '../../contract/failure'
import { readRows } from '../../contract/volumes/files/rows'
import { FailureError } from '../../electron/engine/failure-error'
import { padding, tarEnd, tarHeader, type TarHeader } from '../../electron/engine/tar-writer'
import { listFolder } from '../../electron/features/volumes/files/list-folder'
import { readFile } from '../../electron/features/volumes/files/read-file'
import { ask } from '../../electron/features/volumes/files/replies'
import { writeFile } from '../../electron/features/volumes/files/write-file'
import type { TaskContext } from '../../electron/ipc/handlers'
import { canRunHelper, localHelper, type LocalHelper } from './volume-helper'

export const { signal } = new AbortController()
setMaxListeners(0, signal)
export const context: TaskContext<unknown> = { signal, report: () => undefined, made: () => undefined }
export const on = { connection: 'test', volume: 'local' }

/** What stands while a test runs. */
export const local: { folder: string; helper: LocalHelper } = { folder: '', helper: undefined as never }

/** A folder and a helper for each test of the file; the helper complains of nothing. */
export function useLocalVolume(): void {
  // Each of its many small steps may wait for its turn on a busy machine.
  vi.setConfig({ testTimeout: 30_000 })
  beforeEach(async () => {
    local.folder = await mkdtemp(join(tmpdir(), 'escale-helper-'))
    if (canRunHelper) local.helper = localHelper(local.folder)
  })
  afterEach(async () => {
    if (canRunHelper) expect((await local.helper.end()).errors).toBe('')
    await rm(local.folder, { recursive: true, force: true })
  })
}

export async function all<T>(items: AsyncIterable<T>): Promise<T[]> {
  const found: T[] = []
  for await (const item of items) found.push(item)
  return found
}
export const list = async (path = '/') =>
  readRows(
    (await all(listFolder(local.helper.browser, path, signal)))
      .map((batch) => ('rows' in batch ? batch.rows : ''))
      .join('')
  )
export const failureOf = async (work: Promise<unknown>): Promise<Failure> => {
  const error = await work.then(
    () => new Error('It went well'),
    (fault: unknown) => fault
  )
  if (error instanceof FailureError) return error.failure
  throw error
}
export const write = (path: string, text: string, over: string) =>
  writeFile(local.helper.browser, { ...on, path, data: Buffer.from(text).toString('base64'), over }, signal)
export const read = async (path: string) => {
  const content = await readFile(local.helper.browser, path, signal, { offset: 0, limit: 1_000_000 })
  return { ...content, text: Buffer.from(content.data, 'base64').toString() }
}
export const at = (path: string): Buffer =>
  Buffer.concat([Buffer.from(`${local.folder}/`), Buffer.from(path, 'latin1')])

export interface TarFile extends Partial<TarHeader> {
  readonly name: string
  readonly text?: string
}
export async function* tar(files: readonly TarFile[]): AsyncGenerator<Buffer, void> {
  for (const { name, text = '', ...rest } of files) {
    const body = Buffer.from(text)
    yield tarHeader({
      path: Buffer.from(name, 'latin1'),
      kind: 'file',
      size: body.length,
      mode: 0o640,
      changed: 1_000,
      ...rest
    })
    yield Buffer.concat([body, padding(body.length)])
  }
  yield tarEnd
}
export const unpack = (files: readonly TarFile[], overwrite = false, path = '/') =>
  ask(local.helper.browser, 'write', ['unpack', path, overwrite ? '1' : '0', '0'], { signal, input: tar(files) })
