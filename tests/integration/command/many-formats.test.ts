/** Hundreds of sizes and ages as the docker CLI itself writes them, of an engine that says what it is asked to. */
import { afterAll, beforeAll, expect, it } from 'vitest'
import { ageOf, ageText, nextChange } from '../../../contract/format/age'
import { humanSize } from '../../../contract/format/size'
import { json, startBrokenEngine, type BrokenEngine } from '../../support/broken-engine'
import { docker } from './docker-cli'

const minute = 60_000
const hour = 60 * minute
const day = 24 * hour

/** Around each power of ten and each exact half of the last digit, where roundings part. */
const sizes = [
  ...new Set(
    [1, 10, 100].flatMap((scale) =>
      [1, 1.004, 1.005, 1.0051, 1.015, 1.025, 1.125, 1.135, 2.675, 4.995, 5.5, 7.775, 9.945, 9.994].flatMap((head) =>
        [1, 1e3, 1e6, 1e9, 1e12].map((unit) => Math.round(head * scale * unit))
      )
    )
  )
]
/** Their words stay the same for the minutes that a slow machine may take. */
const ages = [
  ...Array.from({ length: 60 }, (_, index) => index * hour + 10 * minute),
  ...Array.from({ length: 120 }, (_, index) => index * 7 * day + 5 * hour),
  ...[364, 365, 366, 548, 729, 730, 731, 1094, 1096, 5000].map((days) => days * day + 5 * hour)
].filter((age) => nextChange(age) > 10 * minute)

let engine: BrokenEngine
let now: number
beforeAll(async () => {
  now = Date.now()
  const image = (name: string, size: number, age: number) => ({
    Id: `sha256:${name.replace(/\D/g, '').padStart(64, '0')}`,
    RepoTags: [`${name}:latest`],
    RepoDigests: [],
    ParentId: '',
    Created: Math.floor((now - age) / 1000),
    Size: size,
    VirtualSize: size,
    SharedSize: -1,
    Containers: -1,
    Labels: null
  })
  engine = await startBrokenEngine({
    '/images/json': json([
      ...sizes.map((size) => image(`size-${size}`, size, hour)),
      ...ages.map((age, index) => image(`age-${index}`, 1, age))
    ]),
    '/volumes/prune': json({ VolumesDeleted: ['x'], SpaceReclaimed: 154_649_999 })
  })
})
afterAll(() => engine?.stop())

it('are written as docker images writes them', async () => {
  const printed = await docker(engine.host, 'images', '--format', '{{.Repository}}|{{.Size}}|{{.CreatedSince}}')
  const rows = new Map(printed.split('\n').map((row) => [row.split('|')[0], row.split('|').slice(1)]))
  expect(rows.size).toBe(sizes.length + ages.length)
  const theirs = sizes.map((size) => rows.get(`size-${size}`)?.[0])
  // Where rounding reaches a thousand docker writes an exponent, and the window the next unit.
  const wanted = theirs.map((text) => text?.replace('1e+03kB', '1MB').replace('1e+03MB', '1GB'))
  expect(sizes.map((size) => humanSize(size).text)).toEqual(wanted)
  expect(ages.map((age) => `${ageText(ageOf(age))} ago`)).toEqual(ages.map((_, index) => rows.get(`age-${index}`)?.[1]))
})

it('have four digits in what a prune freed', async () => {
  const printed = await docker(engine.host, 'volume', 'prune', '--force')
  expect(printed).toContain(`Total reclaimed space: ${humanSize(154_649_999, 4).text}`)
})
