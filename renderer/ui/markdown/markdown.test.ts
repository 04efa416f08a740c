// @vitest-environment happy-dom
import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { VueWrapper } from '@vue/test-utils'
import { hostileReadme } from '../../../tests/support/hub-pages'
import { mountUi } from '../test-i18n'
import { decodeEntities } from './entities'
import MarkdownView from './MarkdownView.vue'
import { readHtml } from './read-html'
import { readMarkdown } from './read-markdown'
import { slugOf, webAddress } from './render-markdown'

const asked: Array<readonly [string, unknown]> = []
let view: VueWrapper | undefined
beforeEach(() => {
  asked.length = 0
  const call = (name: string, request: unknown) => {
    asked.push([name, request])
    return Promise.resolve(
      name === 'hub.picture' && JSON.stringify(request).includes('bad')
        ? { ok: false, failure: { kind: 'network', host: 'bad.example', message: 'HTTP 404' } }
        : { ok: true, value: { data: 'data:image/png;base64,AAAA' } }
    )
  }
  vi.stubGlobal('escale', { call })
})
afterEach(() => {
  view?.unmount()
  vi.unstubAllGlobals()
})
const show = (source: string): VueWrapper => (view = mountUi(MarkdownView, { props: { source } }))
const harmless = new Set(
  'A B BDI BLOCKQUOTE BR BUTTON CODE DEL DETAILS DIV EM H2 H3 H4 H5 H6 HR IMG KBD LI OL P PATH PRE SAMP SPAN STRONG SUB SUMMARY SUP SVG TABLE TBODY TD TH THEAD TR UL CIRCLE RECT LINE POLYLINE'.split(
    ' '
  )
)
function expectHarmless({ element }: VueWrapper): void {
  for (const one of (element as Element).querySelectorAll('*')) {
    expect(harmless, one.outerHTML.slice(0, 200)).toContain(one.tagName.toUpperCase())
    const names = one.getAttributeNames()
    expect(names.filter((name) => name.startsWith('on') || name === 'style' || name === 'srcset')).toEqual(
      // A box of code says how high it may be.
      one.tagName === 'PRE' ? ['style'] : []
    )
    for (const name of ['href', 'src'])
      if (one.hasAttribute(name)) expect(one.getAttribute(name)).toMatch(/^https?:\/\/|^data:image\//)
  }
}

describe('Markdown', () => {
  it('becomes what it says: headings one below the page, lists, tables, code, links and folded parts', () => {
    const { element } = show(
      [
        '# Title & more',
        'Some **bold**, *leaning*, ~~gone~~ and `co<de>` &mdash; \\*plain\\*.',
        '- one\n- [x] two\n   1. deep',
        '3. three\n4. four',
        '| a | b |\n|:-:|--:|\n| `1` | [x](https://x.example/?a=1&amp;b=2) |',
        '```sh\n$ docker run <image>\n```',
        '> quoted',
        '<details><summary>More</summary>\n\nInside *this*\n\n</details>',
        'https://auto.example/path'
      ].join('\n\n')
    )
    expect(element.querySelector('h2')?.textContent).toBe('Title & more')
    const [first] = element.querySelectorAll('p')
    expect(first?.textContent).toBe('Some bold, leaning, gone and co<de> — *plain*.')
    expect(element.querySelector('ol[start="3"]')?.children).toHaveLength(2)
    expect(element.querySelector('li [role=img]')?.getAttribute('aria-label')).toBe('Done')
    expect(element.querySelector('td a')?.getAttribute('href')).toBe('https://x.example/?a=1&b=2')
    expect(element.querySelector('td:last-child')?.className).toBe('right')
    expect(element.querySelector('pre')?.textContent).toBe('$ docker run <image>')
    expect(element.querySelector('blockquote p')?.textContent).toBe('quoted')
    expect(element.querySelector('details > summary')?.textContent).toBe('More')
    expect(element.querySelector('details em')?.textContent).toBe('this')
    expect(element.querySelector('a[href="https://auto.example/path"]')).not.toBeNull()
  })

  it('does nothing but be read, whatever was written to do more', () => {
    const title = document.title
    const shown = show(hostileReadme)
    expectHarmless(shown)
    expect(document.title).toBe(title)
    expect(shown.element.textContent).not.toContain('document.title=')
    expect(shown.element.querySelectorAll('img')).toHaveLength(0)
    expect(shown.text()).toContain('javascript link')
    expect(shown.text()).toContain('Styled words')
    expect(shown.text()).toContain('Send')
    expect(shown.text()).toContain('constructor.constructor')
    // The true address stands on a link, not what its writer says.
    expect(shown.find('a[href="https://evil.example/login"]').attributes('title')).toBe('https://evil.example/login')
    expect(asked).toEqual([])
  })

  it('opens links outside of the window, and goes to its own headings within', async () => {
    const shown = show('[out](https://out.example/) [in](#two-words)\n\n## Two words')
    await shown.find('a').trigger('click')
    expect(asked).toEqual([['app.openLink', { url: 'https://out.example/' }]])
    const heading = shown.find('[data-slug="two-words"]').element as HTMLElement
    heading.scrollIntoView = vi.fn()
    await shown.find('button.anchor').trigger('click')
    await vi.waitFor(() => expect(heading.scrollIntoView).toHaveBeenCalled(), 10_000)
  })

  it('fetches a picture when it is asked for, and says why where none came', async () => {
    const shown = show('![logo](https://good.example/a.png)\n\n<img src="https://bad.example/b.png" alt="b">')
    expect(asked).toEqual([])
    const [good, bad] = shown.findAll('button.chip')
    await good?.trigger('click')
    await vi.waitFor(() => expect(shown.find('img').attributes('src')).toBe('data:image/png;base64,AAAA'), 10_000)
    expect(shown.find('img').attributes('alt')).toBe('logo')
    await bad?.trigger('click')
    await vi.waitFor(() => expect(shown.find('button.chip').attributes('title')).toBe('HTTP 404'), 10_000)
    expect(asked.map(([, request]) => request)).toEqual([
      { url: 'https://good.example/a.png' },
      { url: 'https://bad.example/b.png' }
    ])
  })

  it('fetches all of them when that is asked for, a link around one staying a link', async () => {
    const shown = show('[![a](https://one.example/a.svg)](https://site.example/) ![b](https://two.example/b.png)')
    expect(shown.find('a').attributes('href')).toBe('https://site.example/')
    expect(shown.findAll('a button, button a')).toHaveLength(0)
    await vi.waitFor(() => expect(shown.find('button.pictures').text()).toBe('Show 2 pictures from elsewhere'), 10_000)
    await shown.find('button.pictures').trigger('click')
    await vi.waitFor(() => expect(shown.findAll('img')).toHaveLength(2), 10_000)
  })

  it('draws a long text a piece at a time', async () => {
    const shown = show('A paragraph.\n\n'.repeat(4_000))
    expect(shown.findAll('p')).toHaveLength(80)
    await shown.find('.edge button').trigger('click')
    expect(shown.findAll('p')).toHaveLength(160)
  })

  it.each([
    ['_a', 300_000],
    ['> ', 300_000],
    ['- ', 300_000],
    ['[a](', 300_000],
    ['![', 300_000],
    ['**a `b~~', 300_000],
    ['<div>', 300_000],
    ['<a href="', 300_000],
    ['&#', 300_000]
  ])('is read in time, though it is made of %s alone', (part, length) => {
    const began = performance.now()
    const source = part.repeat(length / part.length)
    const shown = show(source)
    expect(performance.now() - began).toBeLessThan(6_000)
    expect(shown.findAll('*').length).toBeLessThan(3_000)
  })

  it('is harmless whatever it is', () => {
    const piece = fc.oneof(
      fc.string({ unit: 'grapheme', maxLength: 12 }),
      fc.constantFrom('<script>', '</script>', '<a href="javascript:1">', '<img src=x onerror=1>', '[', '](', ')', '**')
    )
    const more = fc.constantFrom(
      '<p style="x">',
      '\n\n',
      '- ',
      '> ',
      '|',
      '|-|\n',
      '```\n',
      '<table><tr><td>',
      '</a>',
      '`'
    )
    fc.assert(
      fc.property(fc.array(fc.oneof(piece, more), { maxLength: 30 }), (parts) => {
        expectHarmless(show(parts.join('')))
        view?.unmount()
      }),
      { numRuns: 150 }
    )
  })
})

describe('its parts', () => {
  it('read HTML for its names and words', () => {
    expect(readHtml('a <b CLASS="x>y" id=1>b</b><!-- <i> --><br/>1 < 2 &lt;')).toEqual([
      { kind: 'text', text: 'a ' },
      { kind: 'open', tag: 'b', attributes: { class: 'x>y', id: '1' }, empty: false },
      { kind: 'text', text: 'b' },
      { kind: 'close', tag: 'b' },
      { kind: 'open', tag: 'br', attributes: {}, empty: true },
      { kind: 'text', text: '1 ' },
      { kind: 'text', text: '<' },
      { kind: 'text', text: ' 2 <' }
    ])
    expect(readHtml('<a '.repeat(50_000)).length).toBeGreaterThan(0)
  })

  it('read references, slugs and addresses', () => {
    expect(decodeEntities('&amp;lt; &#x41;&#66; &nope; &#0; &#xd800;')).toBe('&lt; AB &nope; \ufffd \ufffd')
    expect(slugOf('  Supported tags & `respective` links ')).toBe('supported-tags--respective-links')
    expect(webAddress('https://a.example/b')?.href).toBe('https://a.example/b')
    for (const bad of ['javascript:1', 'HTTPS:/x', '//a.example', 'https://me:pw@a.example', 'file:///etc', 'x'])
      expect(webAddress(bad), bad).toBeUndefined()
    expect(readMarkdown('# x')).toHaveLength(1)
  })
})
