/** Installs Debian packages, as root on Debian and its kin: tried out first, never at the cost of another package. */
import { existsSync, readFileSync } from 'node:fs'
import { run } from '../tools/run.mjs'
import { Told } from '../tools/step.mjs'
import { withoutServices } from './no-services.mjs'
import { parseSimulation } from './simulation.mjs'

const options = ['-y', '--no-install-recommends', '-o', 'DPkg::Lock::Timeout=120']
const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive', NEEDRESTART_SUSPEND: '1', LC_ALL: 'C' }

/** Whether this is Debian, Ubuntu or one of their kin, with apt. */
export function isDebian() {
  if (process.platform !== 'linux' || !existsSync('/usr/bin/apt-get') || !existsSync('/etc/os-release')) return false
  return /^ID(_LIKE)?=.*\b(debian|ubuntu)\b/m.test(readFileSync('/etc/os-release', 'utf8'))
}

/** Whether packages can be installed here. */
export const canInstall = () => isDebian() && process.getuid?.() === 0

/**
 * The ones of these packages that are not installed.
 * @param {readonly string[]} names
 * @returns {Promise<string[]>}
 */
export async function missingOf(names) {
  const { stdout } = await run('dpkg-query', ['-W', '-f', '${Package} ${db:Status-Status}\n'], { env })
  const installed = new Set(
    stdout.split('\n').flatMap((line) => (line.endsWith(' installed') ? [line.split(' ')[0]] : []))
  )
  // Ubuntu and newer Debians have libgtk-3-0 as libgtk-3-0t64.
  return names.filter((name) => !installed.has(name) && !installed.has(`${name}t64`))
}

/**
 * Each package under the name that this release has for it.
 * @param {readonly string[]} names
 */
async function namesHere(names) {
  const { stdout } = await run('apt-cache', ['pkgnames', 'lib'], { env })
  const known = new Set(stdout.split('\n'))
  return names.map((name) => (known.has(`${name}t64`) ? `${name}t64` : name))
}

/** @param {readonly string[]} names */
async function simulate(names) {
  const { code, stdout, stderr } = await run(
    'apt-get',
    ['--simulate', ...options, 'install', ...(await namesHere(names))],
    { env }
  )
  return code === 0 ? { plan: parseSimulation(stdout) } : { reason: stderr.trim() }
}

/**
 * Installs packages, without starting a service. Throws Told where that would remove a package, or cannot be done.
 * @param {readonly string[]} names
 * @returns {Promise<readonly string[]>} everything that is new
 */
export async function install(names) {
  const update = () => run('apt-get', ['update'], { env })
  let simulated = await simulate(names)
  if (simulated.reason !== undefined) {
    await update() // a machine that was never asked knows no package at all
    simulated = await simulate(names)
  }
  for (let attempt = 0; ; attempt++) {
    if (simulated.plan === undefined) throw new Told(`apt-get cannot install ${names.join(' ')}:\n${simulated.reason}`)
    const { removed, installed } = simulated.plan
    if (removed.length > 0) {
      throw new Told(
        `Installing ${names.join(' ')} would remove ${removed.join(' ')} from this machine, so that nothing was installed.`
      )
    }
    const here = await namesHere(names)
    const { code, stdout, stderr } = await withoutServices(() =>
      run('apt-get', [...options, 'install', ...here], { env })
    )
    if (code === 0) return installed
    if (attempt > 0)
      throw new Told(
        `apt-get install ${names.join(' ')} failed:\n${(stderr || stdout).trim().split('\n').slice(-8).join('\n')}`
      )
    await update() // its lists may be older than what the servers still have
    simulated = await simulate(names)
  }
}
