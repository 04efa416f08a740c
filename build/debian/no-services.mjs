/** Installs packages without starting their services: Debian asks /usr/sbin/policy-rc.d, which says no meanwhile. */
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { run } from '../tools/run.mjs'
import { Told } from '../tools/step.mjs'

const policy = '/usr/sbin/policy-rc.d'
const mark = '# by Escale, while it installs packages'

/**
 * @template T
 * @param {() => Promise<T>} work
 * @returns {Promise<T>}
 */
export async function withoutServices(work) {
  if (existsSync(policy) && !readFileSync(policy, 'utf8').includes(mark)) {
    const { code } = await run(policy, ['docker', 'start'])
    if (code === 101) return work()
    throw new Told(`${policy} of this machine lets services start, so that nothing was installed.`)
  }
  const remove = () => rmSync(policy, { force: true })
  writeFileSync(policy, `#!/bin/sh\n${mark}\nexit 101\n`, { mode: 0o755 })
  process.once('exit', remove)
  try {
    return await work()
  } finally {
    remove()
    process.off('exit', remove)
  }
}
