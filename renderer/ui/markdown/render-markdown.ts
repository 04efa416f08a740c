/** Markdown by anybody as Vue's own elements: from marked's tokens, never from HTML, so that nothing in it can run or load. */
import type { Token, Tokens } from 'marked'
import { h, type VNode } from 'vue'
import UiCode from '../base/UiCode.vue'
import UiLink from '../base/UiLink.vue'
import { decodeEntities } from './entities'
import { ElementTree, wordsOf, type Child, type ElementMakers } from './element-tree'
import { readHtml } from './read-html'
import RemotePicture from './RemotePicture.vue'

export interface MarkdownContext {
  /** To a heading of the same text, by what it is called there. */
  goTo(slug: string): void
  readonly tableLabel: string
  readonly doneLabel: string
  readonly openLabel: string
}

/** Further in, what is nested is shown as it was written. */
const deepest = 30

/** As GitHub and Hub name a heading: `## Supported tags` is `#supported-tags`. */
export const slugOf = (words: string): string =>
  words
    .trim()
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\s_-]/gu, '')
    .replace(/\s/g, '-')

function decoded(text: string): string {
  try {
    return decodeURI(text)
  } catch {
    return text
  }
}

/** A web page's address, or undefined: nothing else is opened. */
export function webAddress(href: string): URL | undefined {
  if (!/^https?:\/\//i.test(href) || !URL.canParse(href)) return undefined
  const url = new URL(href)
  return url.username === '' && url.password === '' ? url : undefined
}

export function renderMarkdown(tokens: readonly Token[], context: MarkdownContext): VNode[] {
  const makers: ElementMakers = { link, picture, heading, code }

  function link(href: string, children: readonly Child[], title?: string): Child {
    const url = webAddress(href)
    if (url !== undefined) {
      const shown = children.length === 0 ? [url.href] : [...children]
      // A picture is a button of its own, which stands in no link.
      if (shown.some(hasPicture))
        return h('span', [...shown, ' ', h(UiLink, { url: url.href, title: url.href, icon: true }, () => url.host)])
      return h(UiLink, { url: url.href, title: url.href }, () => shown)
    }
    if (href.startsWith('#') && href.length > 1) {
      const slug = slugOf(decoded(href.slice(1)))
      return h('button', { type: 'button', class: 'anchor', onClick: () => context.goTo(slug) }, [...children])
    }
    return h('span', { class: 'dead', title: title ?? href }, [...children])
  }

  function picture(source: string, alternative: string): Child {
    const url = webAddress(source)
    return url === undefined ? alternative : h(RemotePicture, { url: url.href, alternative })
  }

  function heading(depth: number, children: readonly Child[]): VNode {
    // The page has a heading of its own above them all.
    return h(`h${Math.min(6, depth + 1)}`, { 'data-slug': slugOf(wordsOf(children)), dir: 'auto' }, [...children])
  }

  function code(text: string): VNode {
    return h(UiCode, { code: text, maxHeight: 420 })
  }

  function inline(all: readonly Token[], depth: number): Child[] {
    const tree = new ElementTree(makers)
    for (const token of all as readonly Tokens.Generic[]) {
      if (token.type === 'html') for (const piece of readHtml(token.raw)) tree.piece(piece)
      else for (const child of inlineOf(token, depth)) tree.add(child)
    }
    return tree.end()
  }

  function inlineOf(token: Tokens.Generic, depth: number): Child[] {
    if (depth > deepest) return [token.raw]
    const inner = (): Child[] => inline(token.tokens ?? [], depth + 1)
    const text = String(token['text'] ?? '')
    switch (token.type) {
      case 'strong':
      case 'em':
      case 'del':
        return [h(token.type, inner())]
      case 'codespan':
        return [h('code', text)]
      case 'br':
        return [h('br')]
      case 'image':
        return [picture(decodeEntities(String(token['href'])), decodeEntities(text))]
      case 'link':
        return [link(decodeEntities(String(token['href'])), inner(), String(token['title'] ?? '') || undefined)]
      case 'checkbox':
        return []
      case 'text':
        return token.tokens === undefined ? [decodeEntities(text)] : inner()
      case 'escape':
        return [text]
      default:
        return token.tokens === undefined ? [token.raw] : inner()
    }
  }

  function table({ header, rows, align }: Tokens.Table, depth: number): VNode {
    const cell = (tag: 'th' | 'td') => (one: Tokens.TableCell, column: number) =>
      h(tag, { class: align[column] ?? undefined, dir: 'auto' }, inline(one.tokens, depth))
    return h('div', { class: 'table', tabindex: 0, role: 'region', 'aria-label': context.tableLabel }, [
      h('table', [
        h('thead', h('tr', header.map(cell('th')))),
        h(
          'tbody',
          rows.map((row) => h('tr', row.map(cell('td'))))
        )
      ])
    ])
  }

  function item(one: Tokens.ListItem, depth: number): VNode {
    const label = one.checked === true ? context.doneLabel : context.openLabel
    const mark = h('span', { class: 'mark', role: 'img', 'aria-label': label }, one.checked === true ? '☑ ' : '☐ ')
    return h('li', { dir: 'auto' }, [...(one.task ? [mark] : []), ...blocks(one.tokens, depth + 1, !one.loose)])
  }

  /** `tight`: as in a list whose entries are lines, paragraphs are no more than their words. */
  function blocks(all: readonly Token[], depth: number, tight = false): Child[] {
    const tree = new ElementTree(makers)
    for (const token of all as readonly Tokens.Generic[]) {
      // A block of HTML may open what a later one closes, with Markdown between.
      if (token.type === 'html') for (const piece of readHtml(token.raw)) tree.piece(piece)
      else for (const child of block(token, depth, tight)) tree.add(child)
    }
    return tree.end()
  }

  function block(token: Tokens.Generic, depth: number, tight: boolean): Child[] {
    if (depth > deepest) return [token.raw]
    switch (token.type) {
      case 'heading':
        return [heading(Number(token['depth']), inline(token.tokens ?? [], depth))]
      case 'paragraph':
        return tight ? inline(token.tokens ?? [], depth) : [h('p', { dir: 'auto' }, inline(token.tokens ?? [], depth))]
      case 'code':
        return [code(String(token['text']))]
      case 'blockquote':
        return [h('blockquote', blocks(token.tokens ?? [], depth + 1))]
      case 'list': {
        const { ordered, start, items } = token as unknown as Tokens.List
        const from = ordered && typeof start === 'number' && start !== 1 ? { start } : {}
        return [
          h(
            ordered ? 'ol' : 'ul',
            from,
            items.map((one) => item(one, depth))
          )
        ]
      }
      case 'table':
        return [table(token as unknown as Tokens.Table, depth)]
      case 'hr':
        return [h('hr')]
      case 'space':
      case 'def':
      case 'checkbox':
        return []
      default:
        return inlineOf(token, depth)
    }
  }

  return blocks(tokens, 0).map((child) => (typeof child === 'string' ? h('p', { dir: 'auto' }, child) : child))
}

const hasPicture = (child: Child): boolean =>
  typeof child !== 'string' &&
  (child.type === RemotePicture || (Array.isArray(child.children) && (child.children as Child[]).some(hasPicture)))
