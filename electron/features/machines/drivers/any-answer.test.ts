/** Whatever a product writes, it costs only itself: each driver over any text, and over texts that are nearly right. */
import fc from 'fast-check'
import * as v from 'valibot'
import { describe, expect, it } from 'vitest'
import { ProductReport, type HostSystem } from '../../../../contract/machines/model'
import type { ProgramEnd } from '../../../platform/programs/run-program'
import { reportOf } from '../look'
import { driversOf } from './index'
import { worldOf } from './test-world'

const nearly = fc.constantFrom(
  '{"name":"-rf","status":null,"cpus":"two","memory":-1,"disk":1e400}',
  '[{"Name":"a\\u0000b","Running":"yes","CPUs":1.5}]',
  '{"name":"default"}\n{"name":',
  'null',
  '[]',
  '[[[]]]',
  '{"__proto__":{"name":"x"}}',
  'Id=docker.service\nLoadState=loaded\nActiveState=__proto__\n\nListen=/x (Stream)',
  '  NAME  STATE  VERSION\n* Ubuntu  Running  2\n* -x  Running  2',
  'default\tvirtualbox\tconstructor\ttcp://x',
  'memory_mib: NaN\ncpu: 99999999999999999999',
  '{"vmState":5}',
  '{"Status":"toString"}'
)
const text = fc.oneof(fc.string(), fc.json(), nearly)
const end: fc.Arbitrary<ProgramEnd> = fc.oneof(
  fc.record({
    kind: fc.constant('ended' as const),
    code: fc.constantFrom(0, 1, undefined),
    stdout: text,
    stderr: text
  }),
  fc.constant({ kind: 'missing' as const }),
  fc.record({ kind: fc.constant('refused' as const), message: text }),
  fc.record({ kind: fc.constant('timed-out' as const), stdout: text, stderr: text })
)

describe.each(['linux', 'darwin', 'win32'] as const satisfies readonly HostSystem[])('every driver of %s', (system) => {
  it('gives a report that can travel, whatever is answered', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(end, { minLength: 1, maxLength: 4 }), text, async (ends, file) => {
        let asked = 0
        const world = worldOf({ system })
        const hostile = {
          ...world,
          surroundings: { ...world.surroundings, read: () => file, exists: () => true },
          run: async (): Promise<ProgramEnd> => ends[asked++ % ends.length] ?? { kind: 'missing' }
        }
        for (const driver of driversOf(system)) {
          const report = await reportOf(driver, hostile, [], new AbortController().signal)
          const parsed = v.safeParse(ProductReport, report)
          expect(parsed.success ? '' : JSON.stringify([report, parsed.issues[0].message])).toBe('')
        }
      }),
      { numRuns: 150 }
    )
  })
})
