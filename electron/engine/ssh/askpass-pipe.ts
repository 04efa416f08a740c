/** The questions of one ssh on Windows, by a named pipe: its askpass must be a program, and PowerShell is there everywhere. */
import { randomBytes, timingSafeEqual } from 'node:crypto'
import { createServer, type Socket } from 'node:net'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Askpass, OnQuestion } from './askpass-posix'
import script from './askpass.ps1?raw'

/** Characters of a question; who sends more is nobody of ours. */
const longest = 64 * 1024

/** What ssh asked, from the line that cmd was started with: `…\cmd.exe /c ""…\askpass.cmd" "Enter passphrase for …: ""`. */
export function questionIn(line: string): string {
  const [, rest = ''] = /askpass\.cmd"?\s+([^]*)$/i.exec(line) ?? []
  const text = rest.replace(/"?"\s*$/, '').replace(/^"/, '')
  return text.replaceAll('\\"', '"')
}

const isToken = (given: string, token: string): boolean =>
  given.length === token.length && timingSafeEqual(Buffer.from(given), Buffer.from(token))

/** `path`: of the pipe, or of a socket. Whoever connects says the token first, and what was asked, on one line. */
export async function servePipe(path: string, token: string, onQuestion: OnQuestion): Promise<() => void> {
  const open = new Set<Socket>()
  const server = createServer((socket) => {
    open.add(socket)
    const abort = new AbortController()
    socket.on('error', () => undefined)
    socket.once('close', () => {
      open.delete(socket)
      abort.abort()
    })
    let heard = ''
    socket.setEncoding('utf8').on('data', (text: string) => {
      if (heard.includes('\n')) return
      heard += text
      if (heard.length > longest) return void socket.destroy()
      if (!heard.includes('\n')) return
      const [given = '', asked = ''] = heard.trimEnd().split(' ')
      if (!isToken(given, token)) return void socket.destroy()
      const [, hint = '', line = ''] = /^(.*)\n([^]*)$/.exec(Buffer.from(asked, 'base64').toString('utf8')) ?? []
      void onQuestion(questionIn(line), hint, abort.signal).then((said) => {
        socket.end(said === undefined || /[\r\n\0]/.test(said) ? '-\n' : `+${said}\n`)
      })
    })
  })
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(path, resolve)
  })
  return () => {
    server.close()
    for (const socket of open) socket.destroy()
  }
}

/** Without arguments of its own in the line: cmd would read what stands in them. */
export const commandFile = (): string =>
  `@powershell.exe -NoLogo -NoProfile -NonInteractive -EncodedCommand ${Buffer.from(script, 'utf16le').toString('base64')}\r\n`

export async function pipeAskpass(folder: string, onQuestion: OnQuestion): Promise<Askpass> {
  const name = `escale-ask-${randomBytes(12).toString('hex')}`
  const token = randomBytes(32).toString('hex')
  const program = join(folder, 'askpass.cmd')
  await writeFile(program, commandFile())
  const dispose = await servePipe(`\\\\.\\pipe\\${name}`, token, onQuestion)
  return { env: { SSH_ASKPASS: program, ESCALE_ASK_PIPE: name, ESCALE_ASK_TOKEN: token }, dispose }
}
