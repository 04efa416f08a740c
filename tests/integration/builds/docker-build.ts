/** docker build itself, by the builder that a test asks for, and what its image holds. */
import { execFile } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { dockerOn } from '../../support/docker-cli'

const execute = promisify(execFile)
/** Where a machine keeps its docker commands: a newer one may lack its own BuildKit part, which Debian's has in it. */
const programs = ['docker', '/usr/bin/docker']

/** The program that builds with this builder on this machine; undefined: none does. */
export async function dockerThatBuilds(host: string, builder: 'buildkit' | 'classic'): Promise<string | undefined> {
  const folder = mkdtempSync(join(tmpdir(), 'escale-probe-'))
  try {
    for (const program of programs)
      try {
        await dockerBuild(program, host, builder, ['-f', '-', folder], 'FROM scratch\nLABEL a=b\n')
        return program
      } catch {
        // It lacks this builder, or is not there at all: the next one may do.
      }
    return undefined
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/** Whether this docker is older than 23. */
export async function isOlder(program: string): Promise<boolean> {
  // `Docker version 20.10.24+dfsg1, build 297e128`
  const { stdout } = await execute(program, ['--version'])
  return Number(/version (\d+)/.exec(stdout)?.[1] ?? 0) < 23
}

/** Gives what it prints with -q: the image's id. */
export async function dockerBuild(
  program: string,
  host: string,
  builder: 'buildkit' | 'classic',
  args: readonly string[],
  input = ''
): Promise<string> {
  const env = {
    PATH: process.env['PATH'] ?? '',
    HOME: '/nonexistent',
    DOCKER_CONFIG: '/nonexistent',
    DOCKER_HOST: host,
    DOCKER_BUILDKIT: builder === 'buildkit' ? '1' : '0'
  }
  const running = execute(program, ['build', '-q', ...args], { env })
  running.child.stdin?.end(input)
  return (await running).stdout.trim()
}

/** Each file of an image: mode, owner, size, name, where a link leads. */
export async function filesOf(host: string, image: string): Promise<readonly string[]> {
  const docker = dockerOn(host)
  const folder = mkdtempSync(join(tmpdir(), 'escale-export-'))
  try {
    const id = await docker('create', image, 'x')
    await docker('export', '-o', join(folder, 'all.tar'), id)
    await docker('rm', id)
    const { stdout } = await execute('tar', ['--numeric-owner', '-tvf', join(folder, 'all.tar')])
    return stdout
      .split('\n')
      .filter((line) => line.includes(' all/') || /all\/?$/.test(line))
      .map((line) => line.replace(/ \d{4}-\d\d-\d\d \d\d:\d\d /, ' '))
      .map((line) => line.replace(/\s+/g, ' '))
      .sort()
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
