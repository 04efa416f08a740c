/**
 * Many small questions to a disk. Each that goes through libuv's threads costs more than its answer where the disk is the
 * machine's own: those are asked at once, a few at a time, and only as long as they are answered at once. Disks that a network
 * or a program stands behind may hang, and are never asked so.
 */
import { close, closeSync, lstat, lstatSync, open, openSync, read, readSync, type Stats } from 'node:fs'
import { statfs } from 'node:fs/promises'

/** Linux's own numbers (statfs(2)): ext, XFS, Btrfs, tmpfs, overlay, ZFS, F2FS. */
const own = new Set([0xef53, 0x58465342, 0x9123683e, 0x01021994, 0x794c7630, 0x2fc12fc1, 0xf2f52010])
/** Milliseconds: a question that takes this long was not answered at once; and as long as may be lost so in all. */
const slow = 10
const patience = 250
/** Milliseconds after which everything else in the process has its turn. */
const turn = 8

export interface Disk {
  /** Undefined for what is not there (any more). */
  stats(paths: readonly Buffer[]): Promise<ReadonlyArray<Stats | undefined>>
  /** The first `size` bytes; fewer where the file is shorter. */
  readSmall(path: Buffer, size: number): Promise<Buffer>
  /** The same without any waiting; undefined where it must be asked for with `readSmall` now. Throws what the system says. */
  readAtOnce(path: Buffer, size: number): Buffer | undefined
}

export async function diskOf(folder: string): Promise<Disk> {
  let quick =
    process.platform === 'linux' &&
    (await statfs(folder).then(
      ({ type }) => own.has(type),
      () => false
    ))
  let lastTurn = performance.now()
  let lost = 0
  const isDue = (): boolean => performance.now() - lastTurn > turn
  const giveWay = async (): Promise<void> => {
    await new Promise(setImmediate)
    lastTurn = performance.now()
  }
  const timed = <Answer>(ask: () => Answer): Answer => {
    const began = performance.now()
    try {
      return ask()
    } finally {
      const took = performance.now() - began
      if (took > slow) lost += took
      if (lost > patience) quick = false
    }
  }
  return {
    async stats(paths) {
      const all: Array<Stats | undefined> = []
      for (const path of paths) {
        if (quick && isDue()) await giveWay()
        if (!quick) break
        all.push(timed(() => lstatSync(path, { throwIfNoEntry: false })))
      }
      if (all.length === paths.length) return all
      return [...all, ...(await Promise.all(paths.slice(all.length).map(statLater)))]
    },
    async readSmall(path, size) {
      if (quick && isDue()) await giveWay()
      return quick ? timed(() => readNow(path, size)) : readLater(path, size)
    },
    readAtOnce: (path, size) => (quick && !isDue() ? timed(() => readNow(path, size)) : undefined)
  }
}

const statLater = (path: Buffer): Promise<Stats | undefined> =>
  new Promise((resolve, reject) =>
    lstat(path, (error, stats) => {
      if (error === null) resolve(stats)
      else if (error.code === 'ENOENT') resolve(undefined)
      else reject(error)
    })
  )

function readNow(path: Buffer, size: number): Buffer {
  const file = openSync(path, 'r')
  try {
    const bytes = Buffer.allocUnsafe(size)
    let at = 0
    for (let count = 1; count > 0 && at < size; at += count) count = readSync(file, bytes, at, size - at, null)
    return bytes.subarray(0, at)
  } finally {
    closeSync(file)
  }
}

function readLater(path: Buffer, size: number): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    open(path, 'r', (fault, file) => {
      if (fault) return reject(fault)
      const bytes = Buffer.allocUnsafe(size)
      const more = (at: number): void =>
        read(file, bytes, at, size - at, null, (error, count) => {
          if (error === null && count > 0 && at + count < size) return more(at + count)
          close(file, () => (error ? reject(error) : resolve(bytes.subarray(0, at + count))))
        })
      more(0)
    })
  })
}
