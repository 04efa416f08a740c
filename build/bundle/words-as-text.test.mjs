import { expect, it } from 'vitest'
import { wordsModule } from './words-as-text.mjs'

it('words come as one text, whatever is in them', async () => {
  const words = { quote: `it's "so" \`here\` \\ ’ \u2028`, inner: { open: 'Open {name}' } }
  const code = wordsModule(new Map([['ui.json', JSON.stringify(words)]]), 'fr')
  const module = /** @type {{ default: unknown }} */ (await import(`data:text/javascript,${encodeURIComponent(code)}`))
  expect(module.default).toEqual({ '../../locales/fr/ui.json': words })
})
