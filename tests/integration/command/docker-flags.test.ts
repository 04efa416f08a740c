/** What we write and read, against what the docker CLI itself takes. No engine is asked: the CLI judges its arguments first. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parseCommand } from '../../../contract/command/parse-command'
import { parseMount } from '../../../contract/command/mount'
import { parsePorts } from '../../../contract/command/port'
import { lineText } from '../../../contract/command/quote'
import { createFlags, runFlags } from '../../../contract/command/run-flags'
import { requests, runOptions } from '../../../contract/command/test-arbitraries'
import * as containers from '../../../contract/containers/command'
import type { RunOptions } from '../../../contract/containers/run'
import { parseReference } from '../../../contract/images/reference'
import { operations } from '../../../contract/index'
import { execute } from './docker-cli'

const nowhere = { DOCKER_HOST: 'unix:///nonexistent/docker.sock' }
/** Flags that the form does not hold: they are about the command itself, its computer's files, or Windows. */
const beyond = [
  'cidfile',
  'cpu-count',
  'cpu-percent',
  'detach-keys',
  'disable-content-trust',
  'env-file',
  'help',
  'io-maxbandwidth',
  'io-maxiops',
  'label-file',
  'quiet',
  'sig-proxy',
  'use-api-socket'
]
const notHeld: ReadonlySet<string> = new Set([
  'unsupported',
  'unsupported-value',
  'unsupported-env-file',
  'unsupported-label-file',
  'client-only',
  'client-file',
  'unknown-flag'
])

/** Whether the CLI takes the words, and so goes on to ask its engine, which is not there. */
async function takes(...words: string[]): Promise<boolean> {
  const { stderr } = await execute('docker', words, nowhere)
  return (
    /cannot connect|failed to connect|no such file or directory/i.test(stderr) &&
    !/invalid|unknown|bad format/i.test(stderr.split('\n')[0] ?? '')
  )
}

/** Without what docker refuses for other reasons than how it is written: what does not go together, and what a dead engine cannot tell. */
const sayable = (options: RunOptions, isOld: boolean): RunOptions => ({
  ...options,
  // -it needs a terminal, and docker looks for one first; the engine says of which system its devices are.
  tty: false,
  detach: false,
  autoRemove: false,
  logOptions: [],
  links: [],
  macAddress: '',
  devices: [],
  mounts: options.mounts.filter(({ source }) => !source.includes('\\')),
  ...(isOld ? sayableOnce(options) : {})
})
const isOldCli = async (program: string): Promise<boolean> =>
  !(await execute(program, ['run', '--help'])).stdout.includes('--annotation')

/** By the CLI of 20.10. */
const sayableOnce = ({ networks, healthcheck }: RunOptions): Partial<RunOptions> => ({
  annotations: [],
  networks: networks.map((network) => ({ ...network, linkLocalIps: [], macAddress: '' })),
  healthcheck: healthcheck.kind === 'own' ? { ...healthcheck, command: 'true', startInterval: undefined } : healthcheck
})

/** Both what is installed first and what Debian brings, where they differ. */
describe.each([
  ['docker', 'run', runFlags],
  ['docker', 'create', createFlags],
  ['/usr/bin/docker', 'run', runFlags],
  ['/usr/bin/docker', 'create', createFlags]
] as const)('the flags of %s %s', (program, subcommand, known) => {
  it('are all known, with or without a value', async () => {
    const { stdout } = await execute(program, [subcommand, '--help'])
    const listed = [...stdout.matchAll(/^ {2,6}(?:-(\w), )?--([a-z0-9-]+)(?: ([a-z][\w-]*))?(?: {2,}|$)/gm)]
    expect(listed.length).toBeGreaterThan(80)
    for (const [, short, name = '', type] of listed) {
      const expected = { name, takesValue: type !== undefined, ...(short === undefined ? {} : { short }) }
      expect(
        known.find((flag) => flag.name === name),
        name
      ).toEqual(expected)
    }
  })

  it('are in the form, or named as what it does not hold', async () => {
    const { stdout } = await execute(program, [subcommand, '--help'])
    const listed = [...stdout.matchAll(/^ {2,6}(?:-\w, )?--([a-z0-9-]+)(?: ([a-z][\w-]*))?(?: {2,}|$)/gm)]
    const unheld = listed
      .map(
        ([, name = '', type]) =>
          [name, parseCommand(`docker ${subcommand} --${name}${type ? ' x' : ''} image`)] as const
      )
      .filter(([, parsed]) => parsed.kind === 'run' && parsed.problems.some(({ kind }) => notHeld.has(kind)))
    const forms = listed.filter(([, name]) => unheld.every(([other]) => other !== name))
    expect(forms.length).toBeGreaterThan(80)
    expect(unheld.map(([name]) => name).filter((name) => !beyond.includes(name))).toEqual([])
  })
})

describe('the docker CLI', () => {
  // The CLI of 20.10 is older than these, and some are BuildKit's own: its part of the CLI need not be there.
  const newerFlags =
    /unknown flag: --(?:all\nSee 'docker volume prune|annotation|health-start-interval|secret|ssh|output|cache-to)/

  /** No command of docker's reaches from one engine to another. */
  const betweenEngines: ReadonlySet<string> = new Set(['volumes.copyToVolume', 'volumes.compareVolume'])

  it('takes every command that we write', async () => {
    const hasBuildx = (await execute('docker', ['buildx', 'version'])).stdout.includes('buildx')
    for (const [name, request] of Object.entries(requests)) {
      // Programs of other products, and docker's of Docker Desktop alone.
      if (name.startsWith('machines.')) continue
      const operation = operations().find(([other]) => other === name)?.[1]
      const lines = fc
        .sample(request, { numRuns: 6, seed: 7 })
        .flatMap((sample) => [operation?.command?.(sample) ?? [], operation?.steps?.(sample) ?? []].flat())
      if (!betweenEngines.has(name)) expect(lines.length, name).toBeGreaterThan(0)
      for (const line of lines) {
        // A null byte apart, what stands in the line is what docker gets.
        const words = line.parts.slice(1).map(({ text }) => text)
        if (words[0] === 'buildx' && !hasBuildx) continue
        const { stderr } = await execute('docker', words, nowhere)
        const told = stderr.replace(newerFlags, '')
        expect(told, `${name}: ${lineText(line, { shell: 'posix' })}`).not.toMatch(
          /unknown (shorthand )?flag|unknown command|requires (exactly |at \w+ )?\d|accepts/
        )
      }
    }
  })

  it.each(['docker', '/usr/bin/docker'])('takes the flags of every docker run that we write: %s', async (program) => {
    const isOld = await isOldCli(program)
    await fc.assert(
      fc.asyncProperty(runOptions, async (options) => {
        const line = containers.run({ options: sayable(options, isOld) })
        const words = line.parts.slice(1).map(({ text }) => text)
        const { stderr } = await execute(program, words, nowhere)
        expect(stderr, lineText(line, { shell: 'posix' })).toMatch(/cannot connect|failed to connect/i)
      }),
      { numRuns: 40 }
    )
  })

  it('takes the same names of images', async () => {
    const names = [
      'nginx',
      'Nginx',
      'a/b:c',
      'a//b',
      'localhost/x',
      'a:b:c',
      'a@sha256:12',
      'x'.repeat(64),
      'f'.repeat(64),
      'A.com/b',
      'a-',
      'a--b',
      'a___b',
      '[::1]:5000/a',
      'a:-b',
      'a:_b',
      'a.b/C'
    ]
    const generated = fc.sample(
      fc.stringMatching(/^[aB0._:/@-]{1,7}$/).filter((name) => !name.startsWith('-')),
      { numRuns: 40, seed: 11 }
    )
    const isOld = await isOldCli('docker')
    // An IPv6 address as a registry is known since 23.0.
    for (const name of [...names, ...generated].filter((each) => !isOld || !each.startsWith('[')))
      expect(await takes('pull', name), name).toBe(parseReference(name).ok)
  })

  it('takes the same ports', async () => {
    const ports = [
      '80',
      '80:80',
      '0:80',
      '1.2.3.4::80',
      '[::1]:80:80',
      '::1:80:80',
      '8000-8002:80-82',
      '8000-8002:80',
      '80-82',
      '80-82:80',
      '80/udp',
      '80/UDP',
      '80/x',
      '',
      ':80',
      '80:',
      'a:80',
      '70000',
      '1.2.3:80:80',
      '9-8',
      '0'
    ]
    for (const port of ports) {
      const parsed = parsePorts(port)
      // An address without brackets is known since 23.0.
      if (port === '::1:80:80' && (await isOldCli('docker'))) continue
      // "0" as the port of a container is for the engine to refuse.
      if (port === '0') continue
      expect(await takes('run', `-p=${port}`, 'x'), port).toBe(parsed.ok)
    }
  })

  it('takes the same mounts', async () => {
    for (const mount of [
      'type=volume,target=/a',
      'target=/a,source=b',
      'type=bind,src=/a,dst=/b,ro',
      '"source=a,b",target=/c',
      'source=a',
      'target=/a,x',
      '"target=/a',
      'type=bind,src=/a,dst=/b,readonly=false'
    ])
      expect(await takes('run', '--mount', mount, 'x'), mount).toBe(parseMount(mount).problems.length === 0)
  })
})
