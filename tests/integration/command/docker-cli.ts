/** The docker CLI and sh as tests run them: no shell in between, no settings of the person's own. */
import { execFile } from 'node:child_process'
import { promisify } from 'node:util'

const run = promisify(execFile)

export interface Ran {
  readonly code: number
  readonly stdout: string
  readonly stderr: string
}

/** `program` with these arguments; never throws for an exit code. */
export async function execute(
  program: string,
  words: readonly string[],
  environment: Readonly<Record<string, string>> = {}
): Promise<Ran> {
  const env = { PATH: process.env['PATH'], HOME: '/nonexistent', DOCKER_CONFIG: '/nonexistent', ...environment }
  try {
    const running = run(program, [...words], { env, maxBuffer: 64 * 1024 * 1024, timeout: 50_000 })
    // Nobody types anything.
    running.child.stdin?.end()
    const { stdout, stderr } = await running
    return { code: 0, stdout, stderr }
  } catch (error) {
    const { code, stdout = '', stderr = '' } = error as { code?: unknown; stdout?: string; stderr?: string }
    if (typeof code !== 'number') throw error
    return { code, stdout, stderr }
  }
}

/** What docker prints, without its last line end. Throws what it complained of. */
export async function docker(host: string, ...words: string[]): Promise<string> {
  const { code, stdout, stderr } = await execute('docker', words, { DOCKER_HOST: host })
  if (code !== 0) throw new Error(`docker ${words.join(' ')}: ${stderr}`)
  return stdout.replace(/\n$/, '')
}
