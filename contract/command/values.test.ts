import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { emptyRunOptions, type RunOptions } from '../containers/run'
import { runFieldNames, runFields } from '../containers/run-fields'
import { bytesText, parseBytes, parseBytesOrUnlimited } from './bytes'
import { parseDevice, parseGpus } from './devices'
import { durationText, parseDuration } from './duration'
import { parseExtraHost } from './hosts'
import { parseUlimit } from './limits'
import { networkText, parseNetwork } from './network'
import { parseInteger, parseProcessors, processorsText } from './number'
import { parseRestart, restartText } from './restart'
import { runConflicts } from './run-conflicts'
import { fieldNumber, fieldProblem, numberText } from './run-values'
import { fields, runOptions } from './test-run-options'

const value = <Value>(parsed: { readonly ok: boolean; readonly value?: Value }) => parsed.value

describe('sizes', () => {
  it('are read back from what is written', () => {
    fc.assert(
      fc.property(fc.maxSafeNat(), (bytes) => {
        expect(parseBytes(bytesText(bytes))).toEqual({ ok: true, value: bytes })
      })
    )
  })
  it('are written with a unit only where it is exact', () => {
    expect([0, 1, 1024, 1536, 512 * 1024 ** 2, 2 * 1024 ** 3, 1024 ** 4].map(bytesText)).toEqual([
      '0',
      '1',
      '1k',
      '1536',
      '512m',
      '2g',
      '1t'
    ])
  })
  it('take -1 only where there may be no limit', () => {
    expect(value(parseBytesOrUnlimited('-1'))).toBe(-1)
    expect(parseBytes('-1').ok).toBe(false)
    expect(parseBytes('99999p').ok).toBe(false)
  })
})

describe('durations', () => {
  it('are read back from what is written', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 1e15 }), (nanoseconds) => {
        expect(parseDuration(durationText(nanoseconds / 1e6))).toEqual({ ok: true, value: nanoseconds / 1e6 })
      })
    )
  })
  it('are written as people say them', () => {
    expect([0, 500, 30_000, 90_000, 3_600_000, 5_400_000, 1.5, 0.001].map(durationText)).toEqual([
      '0s',
      '500ms',
      '30s',
      '1m30s',
      '1h',
      '1h30m',
      '1ms500us',
      '1us'
    ])
  })
})

describe('numbers', () => {
  it('are read in the bases that docker reads', () => {
    expect(['10', '-1', '+2', '0x10', '0b11', '010', '0o10', '0'].map((text) => value(parseInteger(text)))).toEqual([
      10, -1, 2, 16, 3, 8, 8, 0
    ])
  })
  it('of processors are read back from what is written', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 1e12 }), (billionths) => {
        expect(parseProcessors(processorsText(billionths / 1e9))).toEqual({ ok: true, value: billionths / 1e9 })
      })
    )
    expect([2, 1.5, 10, 100, 0.1, 1e-9].map(processorsText)).toEqual(['2', '1.5', '10', '100', '0.1', '0.000000001'])
  })
})

describe('what has parts', () => {
  it('is taken apart', () => {
    expect(value(parseUlimit('nofile=1024:2048'))).toEqual({ name: 'nofile', soft: 1024, hard: 2048 })
    expect(value(parseUlimit('core=-1'))).toEqual({ name: 'core', soft: -1, hard: -1 })
    expect(value(parseUlimit('core=infinity'))).toBeUndefined()
    expect(value(parseExtraHost('db=[::1]'))).toEqual({ name: 'db', address: '::1' })
    expect(value(parseExtraHost('h:host-gateway'))).toEqual({ name: 'h', address: 'host-gateway' })
    expect(value(parseDevice('/dev/a:r'))).toEqual({ host: '/dev/a', container: '/dev/a', permissions: 'r' })
    expect(value(parseDevice('/dev/a:/dev/b'))).toEqual({ host: '/dev/a', container: '/dev/b', permissions: 'rwm' })
    expect(value(parseGpus('all'))).toMatchObject({ count: -1, devices: [], capabilities: ['gpu'] })
    expect(value(parseGpus('"device=0,1","capabilities=utility"'))).toEqual({
      driver: '',
      devices: ['0', '1'],
      capabilities: ['utility', 'gpu'],
      options: {}
    })
    expect(value(parseRestart('on-failure:3'))).toEqual({ name: 'on-failure', maximumRetries: 3 })
    expect(restartText({ name: 'on-failure', maximumRetries: 0 })).toBe('on-failure:0')
  })

  it('is written as it is read: networks', () => {
    fc.assert(
      fc.property(runOptions, ({ networks }) => {
        for (const network of networks) expect(parseNetwork(networkText(network))).toEqual({ ok: true, value: network })
      })
    )
  })
})

describe('a field of the table', () => {
  it('takes what the form may hold, and says so', () => {
    for (const name of runFieldNames) {
      const { kind } = runFields[name]
      const field = fields[name]
      if (field === undefined || kind === 'switch' || kind === 'choice') continue
      fc.assert(
        fc.property(field, (given) => {
          const texts = typeof given === 'number' ? [numberText(name, given)] : [given ?? []].flat()
          for (const text of texts) expect(fieldProblem(name, String(text)), `${name} ${String(text)}`).toBeUndefined()
          if (typeof given === 'number') expect(fieldNumber(name, numberText(name, given))).toBe(given)
        }),
        { numRuns: 20 }
      )
    }
  })

  it('names its flag where it takes a value for none', () => {
    expect(fieldProblem('memory', 'lots')).toEqual({ kind: 'value-size', flag: '--memory', text: 'lots' })
    expect(fieldProblem('memory', '')).toMatchObject({ kind: 'value-size' })
    expect(fieldProblem('hostname', '')).toBeUndefined()
    expect(fieldNumber('memory', 'lots')).toBeUndefined()
    expect(fieldNumber('memorySwap', '-1')).toBe(-1)
    expect(fieldNumber('cpus', '1/2')).toBe(0.5)
  })
})

describe('what does not go together', () => {
  const conflicts = (changes: Partial<RunOptions>) => runConflicts({ ...emptyRunOptions, ...changes })
  it('is named once, at the flag that can be taken away', () => {
    expect(conflicts({})).toEqual([])
    expect(conflicts({ autoRemove: true, restart: { name: 'always' } })).toMatchObject([
      { kind: 'restart-and-remove', flag: '--restart' }
    ])
    expect(conflicts({ detach: true, attach: ['stdin'] })).toMatchObject([{ kind: 'detach-and-attach' }])
  })
})
