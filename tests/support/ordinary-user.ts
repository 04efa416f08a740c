/** Runs the app as a user who is not root, with Chromium's sandbox on. */
import { chmod, cp, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { mustRun, run } from '../../build/tools/run.mjs'

/** In every Linux system's user list. */
const user = 'nobody'
const group = 'nogroup'
export const ordinaryGroup = group

const become = ['--reuid', user, '--regid', group, '--clear-groups', '--no-new-privs', '--'] as const

async function canRead(path: string): Promise<boolean> {
  return (await run('setpriv', [...become, 'test', '-r', path])).code === 0
}

interface Place {
  readonly dist: string
  readonly executable: string
  readonly app: string
  readonly userData: string
}

/** Copies what the user may not read (a home folder of root's is closed) to where it may. */
export async function asOrdinaryUser({ dist, executable, app, userData }: Place): Promise<{
  readonly executable: string
  readonly app: string
  readonly remove: () => Promise<void>
}> {
  const folder = await mkdtemp(join(tmpdir(), 'escale-ordinary-'))
  await chmod(folder, 0o755)
  let runtime = dist
  if (!(await canRead(executable))) {
    runtime = join(folder, 'runtime')
    await mustRun('cp', ['-a', '--reflink=auto', dist, runtime])
  }
  let own = app
  if (!(await canRead(join(app, 'out', 'main', 'main.js')))) {
    own = join(folder, 'app')
    await cp(join(app, 'out'), join(own, 'out'), { recursive: true })
    await cp(join(app, 'package.json'), join(own, 'package.json'))
    await mustRun('chmod', ['-R', 'a+rX', own])
  }
  // Playwright starts one program with its own first words: this one becomes the user and hands them on.
  const wrapper = join(folder, 'electron')
  const program = join(runtime, basename(executable))
  await writeFile(wrapper, `#!/bin/sh\nexec setpriv ${become.join(' ')} '${program}' "$@"\n`, { mode: 0o755 })
  await mustRun('chown', ['-R', `${user}:${group}`, userData])
  return { executable: wrapper, app: own, remove: () => rm(folder, { recursive: true, force: true }) }
}
