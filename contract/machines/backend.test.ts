import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import english from '../../locales/en/machines.json'
import { tellBackend } from './backend'
import { products, virtualizations } from './model'
import { rows } from './test-backends'

describe('what serves an engine', () => {
  it.each(rows)('%s', (_name, facts, [product, virtualization, certainty]) => {
    const told = tellBackend(facts)
    expect(told).toMatchObject({ product, virtualization, certainty })
    expect(told.why.length).toBeGreaterThan(0)
  })

  it('is told for anything that an engine may say, in sentences that are there', () => {
    const text = fc.oneof(
      fc.string(),
      fc.constantFrom('docker-desktop', 'colima-x', 'lima-', 'linuxkit', 'provider=__proto__')
    )
    const facts = fc.record({
      system: fc.constantFrom('linux', 'darwin', 'win32', undefined),
      local: fc.boolean(),
      engine: fc.record({
        name: text,
        operatingSystem: text,
        kernel: text,
        osType: text,
        architecture: text,
        labels: fc.array(text),
        platform: text,
        components: fc.array(text)
      })
    })
    const sentences = new Set(Object.keys(english.why).map((key) => `machines.why.${key}`))
    fc.assert(
      fc.property(facts, (given) => {
        const told = tellBackend(given)
        expect([...products, 'engine', 'podman', 'unknown']).toContain(told.product)
        expect(virtualizations).toContain(told.virtualization)
        for (const { key } of told.why) expect(sentences).toContain(key)
      })
    )
  })
})
