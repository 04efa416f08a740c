/** A folder of a test's own, with programs that stand in for this computer's: each keeps what it was called with. */
import { chmod, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach } from 'vitest'

export interface OwnPrograms {
  readonly folder: string
  /** Its programs first, then this computer's. */
  readonly env: NodeJS.ProcessEnv
  program(name: string, script: string): Promise<void>
  /** `systemctl reload docker.service`, the oldest first. */
  calls(): Promise<readonly string[]>
}

/** Anew for each test of the file that asks for it. */
export function ownPrograms(): OwnPrograms {
  let folder = ''
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'escale-settings-unit-'))
    await mkdir(join(folder, 'bin'))
  })
  afterEach(() => rm(folder, { recursive: true, force: true }))
  return {
    get folder() {
      return folder
    },
    get env() {
      return { ...process.env, PATH: `${join(folder, 'bin')}:${process.env['PATH'] ?? ''}` }
    },
    async program(name, script) {
      const keeps = `printf '%s\\n' "${name} $*" >> '${join(folder, 'calls')}'`
      await writeFile(join(folder, 'bin', name), `#!/bin/sh\n${keeps}\n${script}\n`)
      await chmod(join(folder, 'bin', name), 0o755)
    },
    async calls() {
      const text = await readFile(join(folder, 'calls'), 'utf8').catch(() => '')
      return text.trimEnd().split('\n')
    }
  }
}
