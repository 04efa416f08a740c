/** Programs that are missing, slow, localized or lying: each of this computer's checks is told all the same, and nothing stays behind. */
import { chmod, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { checksOf } from '../../../contract/prerequisites/checks/all'
import { allProbes } from '../../../contract/prerequisites/checks/probes'
import type { CheckResult } from '../../../contract/prerequisites/model'
import { waitUntil } from '../../../build/tools/wait.mjs'
import { askProbe } from './probing/ask-probe'
import { runChecks } from './run-checks'

let folder: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'escale-weather-'))
})
afterEach(() => rm(folder, { recursive: true, force: true }))

async function standIn(name: string, script: string): Promise<void> {
  const path = join(folder, name)
  await writeFile(path, `#!/bin/sh\n${script}\n`)
  await chmod(path, 0o755)
}

async function run(ids: readonly string[], { limit = 5_000, signal = new AbortController().signal } = {}) {
  const checks = checksOf('linux').filter(({ id }) => ids.includes(id))
  const surroundings = { env: { PATH: `${folder}:/usr/bin:/bin` }, platform: 'linux' as const, home: folder }
  const results = new Map<string, CheckResult>()
  const ask = (probe: Parameters<typeof askProbe>[0]) => askProbe(probe, { surroundings, signal, limit })
  for await (const event of runChecks(checks, { probes: allProbes, ask }))
    if (event.kind === 'result') results.set(event.result.id, event.result)
  return (id: string) => {
    const result = results.get(id)
    return result === undefined ? undefined : `${result.outcome} ${result.found.key.split('.').slice(1).join('.')}`
  }
}

const isRunning = (id: number): boolean => {
  try {
    process.kill(id, 0)
    return true
  } catch {
    return false
  }
}

describe.skipIf(process.platform !== 'linux')('programs of this computer', () => {
  it('that lie, or speak another language, or write what nobody can read', async () => {
    await standIn('uname', 'head -c 4096 /dev/urandom')
    await standIn('iptables', 'echo "iptables v1.8.11 (nf_tables) : règles chargées"')
    await standIn('docker', 'printf "Docker version , build \\n"')
    await standIn('id', 'echo "uid=1000(ada) gid=1000(ada) groupes=1000(ada)"')
    await standIn('getent', 'exit 2')
    await standIn('systemctl', 'echo "Échec de la connexion au bus"; exit 1')
    await standIn('pgrep', 'exit 1')
    const told = await run([
      'linux-kernel',
      'linux-firewall',
      'linux-client',
      'linux-docker-group',
      'linux-engine-running'
    ])
    expect(told('linux-kernel')).toMatch(/^unknown/)
    expect(told('linux-firewall')).toBe('met firewall.found.nft')
    expect(told('linux-client')).toBe('unknown no-answer.unreadable')
    expect(told('linux-docker-group')).toBe('not-met docker-group.found.no-group')
    expect(told('linux-engine-running')).toBe('not-met engine-running.found.nothing')
  })

  it('that hang are ended, with what they started; the others are told', async () => {
    const pid = join(folder, 'pid')
    await standIn('systemctl', `sleep 600 & echo $! > ${pid}; wait`)
    await standIn('pgrep', 'exit 1')
    const told = await run(['linux-engine-running', 'linux-64-bit'], { limit: 2_000 })
    expect(told('linux-64-bit')).toMatch(/^met/)
    expect(told('linux-engine-running')).toBe('not-met engine-running.found.nothing')
    const child = Number(await readFile(pid, 'utf8'))
    expect(await waitUntil(() => !isRunning(child), 5_000)).toBe(true)
  })

  it('are ended when nobody wants to know any more', async () => {
    const pid = join(folder, 'pid')
    await standIn('uname', `echo $$ > ${pid}; exec sleep 600`)
    const abort = new AbortController()
    const asked = run(['linux-kernel'], { limit: 60_000, signal: abort.signal })
    const started = async (): Promise<number> => Number(await readFile(pid, 'utf8').catch(() => '0'))
    let child = 0
    expect(await waitUntil(async () => (child = await started()) > 0, 5_000)).toBe(true)
    abort.abort()
    expect((await asked)('linux-kernel')).toBe('unknown no-answer.not-asked')
    expect(await waitUntil(() => !isRunning(child), 5_000)).toBe(true)
  })
})

it('nothing of this computer is changed by asking it', () => {
  // A probe's words are fixed: none of them writes.
  const programs = [...allProbes.values()].flatMap((probe) =>
    probe.kind === 'program' ? [[probe.program, ...probe.words].join(' ')] : []
  )
  for (const line of programs)
    expect(line).not.toMatch(
      /\b(sudo|rm|mv|install|remove|--set|Set-|Enable-|Disable-|Restart-|start |stop )\b|[^2]>[^&]/
    )
})
