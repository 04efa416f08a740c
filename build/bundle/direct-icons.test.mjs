import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { describe, expect, it } from 'vitest'
import { iconFiles, withDirectIcons } from './direct-icons.mjs'

describe('icons', () => {
  it('are found by each of their names in the package’s own list', () => {
    const entry = `export { default as Hammer, default as HammerIcon, default as LucideHammer } from './icons/hammer.mjs';`
    expect([...iconFiles(entry)]).toEqual([
      ['Hammer', 'icons/hammer.mjs'],
      ['HammerIcon', 'icons/hammer.mjs'],
      ['LucideHammer', 'icons/hammer.mjs']
    ])
  })

  it('are imported from their own files, also under another name', () => {
    const files = new Map([
      ['Box', 'icons/box.mjs'],
      ['X', 'icons/x.mjs']
    ])
    expect(withDirectIcons(`import { Box, X as Close } from '@lucide/vue'\nuse(Box)`, files)).toBe(
      `import Box from '@lucide/vue/dist/esm/icons/box.mjs'; import Close from '@lucide/vue/dist/esm/icons/x.mjs';\nuse(Box)`
    )
    // What the list does not have stays with the package itself.
    expect(withDirectIcons(`import { Icon } from '@lucide/vue'`, files)).toBe(`import { Icon } from '@lucide/vue'`)
  })

  it('of this package are listed as they are read here', () => {
    const require = createRequire(import.meta.url)
    const folder = require.resolve('@lucide/vue/package.json').replace(/package\.json$/, '')
    const files = iconFiles(readFileSync(`${folder}dist/esm/lucide-vue.mjs`, 'utf8'))
    expect(files.get('Box')).toBe('icons/box.mjs')
    expect(files.size).toBeGreaterThan(1_000)
  })
})
