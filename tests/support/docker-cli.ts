/** The docker CLI on a test's engine: what it prints, without the last line end. */
import { execFile } from 'node:child_process'
import { promisify } from 'node:util'

const execute = promisify(execFile)

/** Rejects with what it wrote to stderr. */
export function dockerOn(host: string): (...args: readonly string[]) => Promise<string> {
  return async (...args) => {
    // An empty folder for its settings: a person's contexts and proxies are none of a test's business.
    const env = {
      PATH: process.env['PATH'] ?? '',
      HOME: '/nonexistent',
      DOCKER_CONFIG: '/nonexistent',
      DOCKER_HOST: host
    }
    const running = execute('docker', [...args], { env, maxBuffer: 256 * 1024 * 1024 })
    // What reads its input finds its end.
    running.child.stdin?.end()
    const { stdout } = await running
    return stdout.replace(/\n$/, '')
  }
}
