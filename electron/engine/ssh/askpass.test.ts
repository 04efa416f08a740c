import { spawn } from 'node:child_process'
import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { waitUntil } from '../../../build/tools/wait.mjs'
import { commandFile, questionIn, servePipe } from './askpass-pipe'
import { posixAskpass, type Askpass, type OnQuestion } from './askpass-posix'

let folder = ''
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'escale-askpass-'))))
afterEach(() => rmSync(folder, { recursive: true, force: true }))

/** As ssh runs it. */
function run({ env }: Askpass, text: string, hint?: string) {
  const child = spawn(env['SSH_ASKPASS'] ?? '', [text], {
    stdio: ['ignore', 'pipe', 'ignore'],
    env: { PATH: process.env['PATH'], ...(hint === undefined ? {} : { SSH_ASKPASS_PROMPT: hint }) }
  })
  let said = ''
  child.stdout.on('data', (chunk: Buffer) => (said += chunk.toString()))
  const ended = new Promise<{ said: string; code: number | null }>((resolve) =>
    child.once('close', (code) => resolve({ said, code }))
  )
  return { child, ended }
}

describe.skipIf(process.platform === 'win32')('ssh’s askpass', () => {
  const opened: Askpass[] = []
  afterEach(() => opened.splice(0).forEach((one) => one.dispose()))
  const open = async (onQuestion: OnQuestion): Promise<Askpass> => {
    const askpass = await posixAskpass(folder, onQuestion)
    opened.push(askpass)
    return askpass
  }

  it.each(['harbour', ' a b ', '\\n$x`id`"\'', '-e', 'été', ''])('hands over %j as it is', async (answer) => {
    const onQuestion = vi.fn(async () => answer)
    const askpass = await open(onQuestion)
    expect(await run(askpass, 'Line one\nline two: ', 'confirm').ended).toEqual({ said: `${answer}\n`, code: 0 })
    expect(onQuestion).toHaveBeenCalledWith('Line one\nline two: ', 'confirm', expect.anything())
    expect(readdirSync(folder)).toEqual(['askpass'])
  })

  it('refuses, and takes no answer of two lines', async () => {
    expect(await run(await open(async () => undefined), 'x').ended).toEqual({ said: '', code: 1 })
    rmSync(folder, { recursive: true, force: true })
    folder = mkdtempSync(join(tmpdir(), 'escale-askpass-'))
    expect(await run(await open(async () => 'a\nb'), 'x').ended).toEqual({ said: '', code: 1 })
  })

  it('asks no longer where ssh gave up', async () => {
    let signal: AbortSignal | undefined
    const askpass = await open((_text, _hint, given) => {
      signal = given
      return new Promise(() => undefined)
    })
    const { child, ended } = run(askpass, 'Touch it', 'none')
    expect(await waitUntil(() => signal !== undefined, 5_000)).toBe(true)
    child.kill()
    await ended
    expect(await waitUntil(() => signal?.aborted === true, 5_000)).toBe(true)
    expect(existsSync(join(folder, `question-${child.pid}`))).toBe(false)
  })
})

describe('askpass through a pipe', () => {
  it.each([
    [
      `"C:\\WINDOWS\\system32\\cmd.exe" /c ""C:\\T\\escale-ssh-1-x\\askpass.cmd" "Enter passphrase for key 'C:\\k': ""`,
      "Enter passphrase for key 'C:\\k': "
    ],
    [
      `cmd.exe /c ""C:\\T\\askpass.cmd" "The authenticity of host 'h' can't be established.\nED25519 key fingerprint is SHA256:x.\n""`,
      "The authenticity of host 'h' can't be established.\nED25519 key fingerprint is SHA256:x.\n"
    ],
    ['C:\\T\\askpass.cmd Password:', 'Password:'],
    ['something else', '']
  ])('reads the question from the line that cmd was started with', (line, question) => {
    expect(questionIn(line)).toBe(question)
  })

  it('is one line that cmd can hold, without the arguments', () => {
    expect(commandFile().length).toBeLessThan(8_191)
    expect(commandFile()).not.toMatch(/%/)
  })

  it.skipIf(process.platform === 'win32')('answers who knows the word, and nobody else', async () => {
    const path = join(folder, 'pipe')
    const onQuestion = vi.fn(async () => 'harbour')
    const dispose = await servePipe(path, 'token', onQuestion)
    const ask = (token: string): Promise<string> =>
      new Promise((resolve) => {
        let said = ''
        const asked = Buffer.from('confirm\ncmd /c ""x\\askpass.cmd" "Really? ""').toString('base64')
        const socket = connect(path, () => socket.write(`${token} ${asked}\n`))
        socket.on('data', (chunk: Buffer) => (said += chunk.toString()))
        socket.once('close', () => resolve(said))
      })
    expect(await ask('wrong')).toBe('')
    expect(await ask('tokem')).toBe('')
    expect(onQuestion).not.toHaveBeenCalled()
    expect(await ask('token')).toBe('+harbour\n')
    expect(onQuestion).toHaveBeenCalledWith('Really? ', 'confirm', expect.anything())
    dispose()
  })
})
