import { spawn } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { waitUntil } from '../../../build/tools/wait.mjs'
import keeper from './keeper.sh?raw'
import { startLasting, startPiped } from './program'

let folder = ''
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'escale-program-'))))
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const isAlive = (pid: number): boolean => {
  try {
    process.kill(pid, 0)
    // What has ended and was not asked after is no longer alive.
    return !/^State:\s+Z/m.test(readFileSync(`/proc/${pid}/status`, 'utf8'))
  } catch {
    return false
  }
}
const pidIn = async (file: string): Promise<number> => {
  const path = join(folder, file)
  expect(await waitUntil(() => existsSync(path) && readFileSync(path, 'utf8').endsWith('\n'), 5_000)).toBe(true)
  return Number(readFileSync(path, 'utf8'))
}
/** Writes its own number, and stays. */
const stays = (file: string): readonly string[] => ['-c', `echo $$ > ${join(folder, file)}; exec sleep 60`]

describe.skipIf(process.platform === 'win32')('a program that lasts', () => {
  const env = process.env

  it('tells how it ended and what it said', async () => {
    const program = startLasting(['-c', 'echo "no way" >&2; exit 255'], { program: 'sh', env })
    expect(await program.ended).toEqual({ code: 255, missing: false })
    expect(program.said()).toBe('no way\n')
  })

  it('says that there is no such program', async () => {
    const missing = join(folder, 'none')
    expect(await startLasting([], { program: missing, env }).ended).toMatchObject({ missing: true })
    expect(await startPiped([], { program: missing, env }).ended).toMatchObject({ missing: true })
  })

  it('gets its words as they are', async () => {
    const program = startLasting(['%s|', '$(id)', '; true', '-x "a"'], { program: 'printf', env })
    await program.ended
    const piped = startPiped(['%s|', '$(id)', '; true', '-x "a"'], { program: 'printf', env })
    let text = ''
    for await (const chunk of piped.output as AsyncIterable<Buffer>) text += chunk.toString()
    expect(text).toBe('$(id)|; true|-x "a"|')
  })

  it('ends where it is ended', async () => {
    const program = startLasting(stays('pid'), { program: 'sh', env })
    const pid = await pidIn('pid')
    program.end()
    await program.ended
    expect(isAlive(pid)).toBe(false)
  })

  it('ends with who started it, however that ended, and with all that it started', async () => {
    const script = join(folder, 'keeper.sh')
    writeFileSync(script, keeper)
    // Node itself is killed: nothing of it can say good-bye.
    const starter = `require('node:child_process').spawn('/bin/sh', [${JSON.stringify(script)}, 'sh', '-c',
      ${JSON.stringify(`sleep 60 & echo $! > ${join(folder, 'child')}; echo $$ > ${join(folder, 'pid')}; wait`)}],
      { stdio: ['pipe', 'ignore', 'inherit'], detached: true }); setInterval(() => 0, 1000)`
    const node = spawn(process.execPath, ['-e', starter], { stdio: 'ignore' })
    const pids = [await pidIn('pid'), await pidIn('child')]
    expect(pids.map(isAlive)).toEqual([true, true])
    node.kill('SIGKILL')
    expect(await waitUntil(() => !pids.some(isAlive), 5_000)).toBe(true)
  })
})
