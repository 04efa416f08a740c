/** Texts as people paste them: what is recognised, what is judged, and the verdict. */
import { describe, expect, it } from 'vitest'
import { judgePasted } from '../judge'
import { verdictOf } from '../verdict'
import { dockers } from './test-docker'
import { dockerComplaints } from './test-docker-words'
import { linuxes } from './test-linux'
import { linuxPeople } from './test-linux-people'
import { linuxRaw } from './test-linux-raw'
import { macs } from './test-macs'
import { systemInfoEurope } from './test-systeminfo-europe'
import { systemInfoLanguages } from './test-systeminfo-languages'
import type { Sample } from './test-sample'
import { windowsVersions } from './test-windows'
import { windowsWords } from './test-windows-words'

const kinds: ReadonlyArray<readonly [string, readonly Sample[]]> = [
  ['systeminfo in', [...systemInfoLanguages, ...systemInfoEurope]],
  ['Windows:', [...windowsVersions, ...windowsWords]],
  ['Macs:', macs],
  ['docker:', [...dockers, ...dockerComplaints]],
  ['Linux:', linuxes],
  ['Linux’ files:', [...linuxPeople, ...linuxRaw]]
]

describe.each(kinds)('%s', (_kind, samples) => {
  it.each(samples.map((sample) => [sample.name, sample] as const))('%s', (_name, sample) => {
    const judged = judgePasted(sample.text)
    expect(judged.pasted.found).not.toEqual([])
    const outcome = (id: string) => judged.results.find((result) => result.id === id)?.outcome
    const all = (ids: readonly string[] = []) => ids.map((id) => [id, outcome(id)])
    const same = (ids: readonly string[] = [], wanted: string) => ids.map((id) => [id, wanted])
    expect(judged.pasted.system).toBe(sample.system)
    expect([...all(sample.met), ...all(sample.notMet), ...all(sample.unknown)]).toEqual([
      ...same(sample.met, 'met'),
      ...same(sample.notMet, 'not-met'),
      ...same(sample.unknown, 'unknown')
    ])
    for (const [id, words] of Object.entries(sample.says ?? {})) {
      const found = judged.results.find((result) => result.id === id)?.found
      expect(`${found?.key ?? ''} ${JSON.stringify(found?.values)}`).toMatch(words)
    }
    expect(verdictOf(judged).kind).toBe(sample.verdict)
  })
})
