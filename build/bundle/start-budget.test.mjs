import { describe, expect, it } from 'vitest'
import { readAtOnce } from './start-budget.mjs'

/** @param {string} name @param {string[]} imports @param {string[]} [styles] */
const chunk = (name, imports, styles = []) => ({
  type: /** @type {const} */ ('chunk'),
  fileName: `${name}.js`,
  name,
  isEntry: name === 'main',
  code: 'é'.repeat(5),
  imports,
  dynamicImports: ['later.js'],
  viteMetadata: { importedCss: new Set(styles) }
})
const bundle = {
  'main.js': chunk('main', ['start.js', 'node:path']),
  'start.js': chunk('start', ['main.js'], ['start.css']),
  'later.js': chunk('later', []),
  'start.css': { type: /** @type {const} */ ('asset'), fileName: 'start.css', source: new Uint8Array(7) }
}

describe('what a start reads', () => {
  it('is its script, what that imports at once, and the styles of both, in bytes', () => {
    expect([...readAtOnce(bundle, ({ isEntry }) => isEntry)]).toEqual([
      ['main.js', 10],
      ['start.js', 10],
      ['start.css', 7]
    ])
  })

  it('begins where it is told', () => {
    expect([...readAtOnce(bundle, ({ name }) => name === 'later').keys()]).toEqual(['later.js'])
  })
})
