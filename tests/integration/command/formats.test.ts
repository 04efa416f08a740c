/** Sizes, ages and states as the docker CLI and a real engine write them. */
import { createHash } from 'node:crypto'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { ageOf, ageText } from '../../../contract/format/age'
import { humanSize } from '../../../contract/format/size'
import { parseStatus, statusOf, statusText, type StatusParts } from '../../../contract/format/status'
import { throwawayEngine, type ThrowawayEngine } from '../../support/engine'
import { tar } from '../../support/tar'
import { docker } from './docker-cli'

const minute = 60_000
const hour = 60 * minute
const day = 24 * hour
/** Just past each threshold and far from the next second's: what is read does not depend on how fast the test is. */
const ages = [
  40 * minute,
  90 * minute + 5000,
  89 * minute,
  5 * hour,
  47 * hour + 29 * minute,
  47 * hour + 31 * minute,
  49 * hour,
  13 * day + 5 * hour,
  14 * day + hour,
  27 * day,
  59 * day,
  60 * day + hour,
  61 * day,
  400 * day,
  729 * day,
  731 * day,
  1200 * day,
  5000 * day
]
/** Bytes of one file each; an image is as large as its files. */
const sizes = [
  0, 1, 999, 1000, 1024, 12_250, 12_350, 12_450, 99_949, 99_951, 123_456, 999_400, 1_125_000, 1_375_000, 4_261_502,
  10_050_000
]

const digest = (content: Buffer | string) => createHash('sha256').update(content).digest('hex')
let engine: ThrowawayEngine
const folder = mkdtempSync(join(tmpdir(), 'escale-formats-'))
const cli = (...words: string[]) => docker(engine.host, ...words)

/** One archive for `docker load`: an image of each name, with its date and a file of its size. */
function archive(
  images: ReadonlyArray<{ readonly name: string; readonly created: number; readonly size: number }>
): string {
  const parts = images.map(({ name, created, size }) => {
    const layer = tar([{ path: name, content: Buffer.alloc(size, name) }])
    const config = JSON.stringify({
      architecture: 'amd64',
      os: 'linux',
      created: new Date(created).toISOString(),
      config: {},
      rootfs: { type: 'layers', diff_ids: [`sha256:${digest(layer)}`] },
      history: [{ created_by: name }]
    })
    return { name, layer, config, configName: `${digest(config)}.json`, layerName: `${digest(layer)}.tar` }
  })
  const manifest = parts.map(({ name, configName, layerName }) => ({
    Config: configName,
    RepoTags: [`${name}:latest`],
    Layers: [layerName]
  }))
  const path = join(folder, 'images.tar')
  writeFileSync(
    path,
    tar([
      ...parts.map(({ configName, config }) => ({ path: configName, content: config })),
      ...parts.map(({ layerName, layer }) => ({ path: layerName, content: layer })),
      { path: 'manifest.json', content: JSON.stringify(manifest) }
    ])
  )
  return path
}

beforeAll(async () => {
  engine = await throwawayEngine()
})
afterAll(async () => {
  await engine?.stop()
  rmSync(folder, { recursive: true, force: true })
})

describe('images', () => {
  it('have the sizes and ages that docker images shows', async () => {
    const now = Date.now()
    const images = [
      ...sizes.map((size, index) => ({ name: `size-${index}`, created: now - 3 * hour, size })),
      ...ages.map((age, index) => ({ name: `age-${index}`, created: now - age, size: 10 }))
    ]
    await cli('load', '--input', archive(images))
    const rows = (await cli('images', '--format', '{{.Repository}}|{{.Size}}|{{.CreatedSince}}'))
      .split('\n')
      .map((row) => row.split('|'))
    expect(rows.length).toBe(images.length)
    const bytes = new Map(
      (
        await cli(
          'image',
          'inspect',
          '--format',
          '{{index .RepoTags 0}}|{{.Size}}|{{.Created}}',
          ...images.map(({ name }) => name)
        )
      )
        .split('\n')
        .map((row) => row.split('|'))
        .map(
          ([name = '', size, created = '']) =>
            [name.replace(':latest', ''), { size: Number(size), created: Date.parse(created) }] as const
        )
    )
    for (const [name = '', size, since] of rows) {
      const image = bytes.get(name)
      expect(humanSize(image?.size ?? -1).text, name).toBe(size)
      expect(`${ageText(ageOf(Date.now() - (image?.created ?? 0)))} ago`, name).toBe(since)
    }
  })
})

interface Inspected {
  readonly Name: string
  readonly State: {
    readonly Status: string
    readonly ExitCode: number
    readonly StartedAt: string
    readonly FinishedAt: string
    readonly Health?: { readonly Status: string }
  }
}

/** What the list's model would hold of it. */
function parts({ State }: Inspected, status: string): StatusParts {
  const ended = State.Status === 'exited' || State.Status === 'restarting'
  return {
    state: State.Status as StatusParts['state'],
    health: State.Health?.Status as StatusParts['health'],
    exitCode: State.ExitCode,
    since: Date.parse(ended ? State.FinishedAt : State.StartedAt),
    status
  }
}

describe('containers', () => {
  it('have the states that docker ps shows', async () => {
    await cli('pull', '--quiet', 'busybox')
    const sleep = ['busybox', 'sleep', '1000']
    await cli('create', '--name', 'created', 'busybox')
    await cli('run', '-d', '--name', 'up', ...sleep)
    await cli('run', '-d', '--name', 'paused', ...sleep)
    await cli('pause', 'paused')
    await cli('run', '-d', '--name', 'done', 'busybox', 'true')
    await cli('run', '-d', '--name', 'failing', 'busybox', 'sh', '-c', 'exit 3')
    await cli('run', '-d', '--name', 'killed', ...sleep)
    await cli('kill', 'killed')
    await cli('run', '-d', '--name', 'again', '--restart', 'always', 'busybox', 'sh', '-c', 'exit 4')
    const health = (name: string, command: string, interval: string) =>
      cli(
        'run',
        '-d',
        '--name',
        name,
        '--health-cmd',
        command,
        '--health-interval',
        interval,
        '--health-retries',
        '1',
        ...sleep
      )
    await health('starting', 'true', '1h')
    await health('healthy', 'true', '200ms')
    await health('unhealthy', 'false', '200ms')

    const read = async () => {
      const before = Date.now()
      const rows = (await cli('ps', '--all', '--no-trunc', '--format', '{{.Names}}|{{.Status}}'))
        .split('\n')
        .map((row) => row.split('|') as [string, string])
      const after = Date.now()
      const inspected = JSON.parse(await cli('inspect', ...rows.map(([name]) => name))) as readonly Inspected[]
      return { before, after, rows: new Map(rows), inspected }
    }
    // Each state must have been reached: then one reading is compared.
    const { before, after, rows, inspected } = await vi.waitFor(
      async () => {
        const found = await read()
        expect(found.rows.get('created')).toBe('Created')
        expect(found.rows.get('up')).toMatch(/^Up \d+ seconds$/)
        expect(found.rows.get('paused')).toMatch(/\(Paused\)$/)
        expect(found.rows.get('done')).toMatch(/^Exited \(0\)/)
        expect(found.rows.get('failing')).toMatch(/^Exited \(3\)/)
        expect(found.rows.get('killed')).toMatch(/^Exited \(137\)/)
        expect(found.rows.get('starting')).toMatch(/\(health: starting\)$/)
        expect(found.rows.get('healthy')).toMatch(/\(healthy\)$/)
        expect(found.rows.get('unhealthy')).toMatch(/\(unhealthy\)$/)
        expect(found.rows.get('again')).toMatch(/^Restarting \(4\)/)
        return found
      },
      { timeout: 45_000, interval: 300 }
    )

    for (const [name, status] of rows) {
      const said = parseStatus(status)
      expect(said.kind, status).not.toBe('other')
      expect(statusText(said)).toBe(status)
      const container = inspected.find(({ Name }) => Name === `/${name}`)
      // It may have been restarted between the list and the inspection.
      if (container === undefined || name === 'again') continue
      const possible = [before, after].map((moment) => statusText(statusOf(parts(container, status), moment)))
      expect(possible, name).toContain(status)
    }
  })
})
