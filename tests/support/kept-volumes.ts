/** Volumes of the shared engine for tests that keep and move them: made, filled, looked at, and removed again. */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll } from 'vitest'
import type { Failure } from '../../contract/failure'
import { FailureError } from '../../electron/engine/failure-error'
import { leaveVolume } from '../../electron/features/volumes/helper/volume-browsers'
import { keepHandlers } from '../../electron/features/volumes/keep/handlers'
import { dockerOn } from './docker-cli'
import { sharedEngine } from './engine'
import { connectTo } from './on-engine'

/** A tree with what an archive may lose: owners, permissions, times, links, and its own top's. */
export const content = `
  mkdir -p data/deep 'a folder'; echo one > data/one; echo two > data/deep/two; ln data/one data/again; ln -s ../data/one 'a folder/link'
  ln -s /etc/passwd out; chown 999:998 data/deep/two; chmod 4750 data/one; chown 33:33 data; chmod 700 .; chown 70:70 .
  dd if=/dev/urandom of=big bs=1024 count=3000 2>/dev/null; touch -d '2020-02-03 04:05:06' data/deep/two; touch -d '2021-02-03 04:05:06' data/deep`

/** Once in a file; `word` keeps its volumes apart from those of others. */
export function keptVolumes(word: string) {
  const { socketPath, host } = sharedEngine()
  const docker = dockerOn(host)
  const { engine, engines, chosen } = connectTo(socketPath)
  const volumes: string[] = []
  const kept = { folder: '' }

  beforeAll(async () => {
    await docker('pull', '-q', 'busybox')
    kept.folder = await mkdtemp(join(tmpdir(), 'escale-keep-'))
  })
  afterAll(async () => {
    engine.dispose()
    await rm(kept.folder, { recursive: true, force: true })
  })
  afterEach(async () => {
    for (const volume of volumes.splice(0)) {
      await leaveVolume(engine, volume)
      await docker('volume', 'rm', '-f', volume)
    }
  })

  /** A name that nobody has, removed afterwards. */
  const name = (part: string): string => {
    const volume = `${word}-${process.pid}-${part}`
    volumes.push(volume)
    return volume
  }
  const inVolume = (volume: string, script: string) =>
    docker('run', '--rm', '-v', `${volume}:/v:nocopy`, '-w', '/v', 'busybox', 'sh', '-c', script)
  const filled = async (part: string, script: string): Promise<string> => {
    const volume = name(part)
    await docker('volume', 'create', volume)
    await inVolume(volume, script)
    return volume
  }
  /** Names, kinds, owners, permissions, times, links and sums of all that is in it. */
  const facts = (volume: string) =>
    inVolume(
      volume,
      `find . -exec sh -c 'stat -c "%n %F %a %u:%g %h" "$1"; [ -h "$1" ] && readlink "$1"; [ -h "$1" ] || [ "$1" = . ] || stat -c %Y "$1"; [ -f "$1" ] && md5sum "$1" | cut -c1-32' _ {} \\; | sort`
    )
  /** A file of this computer, chosen. */
  const path = (file: string): string => {
    const whole = join(kept.folder, file)
    chosen.add(whole)
    return whole
  }
  const exists = async (volume: string): Promise<boolean> =>
    (await docker('volume', 'ls', '-q', '--filter', `name=${volume}`)).split('\n').includes(volume)
  const keep = keepHandlers({ engines, chosen })
  return { docker, engine, kept, keep, name, filled, inVolume, facts, path, exists, remove: volumes }
}

export async function failureOf(work: Promise<unknown>): Promise<Failure> {
  const error = await work.then(
    () => new Error('It went well'),
    (fault: unknown) => fault
  )
  if (error instanceof FailureError) return error.failure
  throw error
}
