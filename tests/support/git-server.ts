/** A Git repository that an engine can fetch: git's own server, on loopback. */
import { execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { waitUntil } from '../../build/tools/wait.mjs'
import { freePort } from './free-port'

export interface GitServer {
  /** `git://127.0.0.1:PORT/app.git`; its branch is `main`. */
  readonly address: string
  stop(): Promise<void>
}

/** Whoever starts it stops it. */
export async function startGitServer(files: Readonly<Record<string, string>>): Promise<GitServer> {
  const folder = mkdtempSync(join(tmpdir(), 'escale-git-'))
  const work = join(folder, 'work')
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(dirname(join(work, name)), { recursive: true })
    writeFileSync(join(work, name), content)
  }
  const git = (...args: readonly string[]): void =>
    void execFileSync('git', ['-c', 'user.name=test', '-c', 'user.email=test@example.invalid', ...args], {
      cwd: work,
      stdio: 'ignore'
    })
  git('init', '--initial-branch=main')
  git('add', '.')
  git('commit', '--message=first')
  git('clone', '--bare', '.', join(folder, 'app.git'))
  const port = await freePort()
  // The program itself, without git in front of it: its own process is what is ended.
  const program = join(execFileSync('git', ['--exec-path']).toString().trim(), 'git-daemon')
  const server = spawn(
    program,
    ['--export-all', `--base-path=${folder}`, '--listen=127.0.0.1', `--port=${port}`, '--reuseaddr', folder],
    { stdio: 'ignore' }
  )
  const answers = (): Promise<boolean> =>
    new Promise((resolve) => {
      const socket = connect(port, '127.0.0.1', () => resolve(true)).once('error', () => resolve(false))
      socket.once('connect', () => socket.destroy())
    })
  if (!(await waitUntil(answers, 10_000))) throw new Error('git-daemon does not answer')
  return {
    address: `git://127.0.0.1:${port}/app.git`,
    async stop() {
      if (server.exitCode === null && server.kill()) await once(server, 'exit')
      rmSync(folder, { recursive: true, force: true })
    }
  }
}
