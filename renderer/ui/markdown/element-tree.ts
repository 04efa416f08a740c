/** Elements made of pieces that open and close, however badly they are paired: HTML's own, and what Markdown puts between them. */
import { h, type VNode } from 'vue'
import { mutedTags, type HtmlPiece } from './read-html'

export type Child = VNode | string

export interface ElementMakers {
  link(href: string, children: readonly Child[]): Child
  picture(source: string, alternative: string): Child
  heading(depth: number, children: readonly Child[]): VNode
  code(text: string): VNode
}

interface Open {
  readonly tag: string
  readonly attributes: Readonly<Record<string, string>>
  readonly children: Child[]
}

/** Further in, elements are left out and their words stay. */
const deepest = 30

/** What each becomes; `li` and the like only where they belong. */
const plain: Readonly<Record<string, string>> = {
  b: 'strong',
  strong: 'strong',
  i: 'em',
  em: 'em',
  code: 'code',
  kbd: 'kbd',
  samp: 'samp',
  tt: 'code',
  s: 'del',
  del: 'del',
  sub: 'sub',
  sup: 'sup',
  p: 'p',
  div: 'div',
  center: 'div',
  blockquote: 'blockquote',
  ul: 'ul',
  ol: 'ol',
  table: 'table',
  details: 'details'
}
const within: Readonly<Record<string, { readonly parents: readonly string[]; readonly otherwise: string }>> = {
  li: { parents: ['ul', 'ol'], otherwise: 'div' },
  thead: { parents: ['table'], otherwise: 'div' },
  tbody: { parents: ['table'], otherwise: 'div' },
  tr: { parents: ['table', 'thead', 'tbody'], otherwise: 'div' },
  th: { parents: ['tr'], otherwise: 'div' },
  td: { parents: ['tr'], otherwise: 'div' },
  summary: { parents: ['details'], otherwise: 'div' }
}

export class ElementTree {
  readonly #stack: Open[] = [{ tag: '', attributes: {}, children: [] }]
  /** Inside of a script and the like: how many of that name are open. */
  #muted: { readonly tag: string; depth: number } | undefined

  constructor(readonly makers: ElementMakers) {}

  add(child: Child): void {
    if (this.#muted === undefined && child !== '') this.#top.children.push(child)
  }

  piece(piece: HtmlPiece): void {
    if (this.#muted !== undefined) return this.#listen(piece, this.#muted)
    switch (piece.kind) {
      case 'text':
        return this.add(piece.text)
      case 'open':
        return this.#open(piece)
      case 'close':
        return this.#close(piece.tag)
    }
  }

  end(): Child[] {
    while (this.#stack.length > 1) this.#shut()
    return this.#top.children
  }

  get #top(): Open {
    const top = this.#stack.at(-1)
    if (top === undefined) throw new Error('the root never closes')
    return top
  }

  #listen(piece: HtmlPiece, muted: { readonly tag: string; depth: number }): void {
    if (piece.kind === 'text' || piece.tag !== muted.tag) return
    if (piece.kind === 'open' && !piece.empty) muted.depth++
    if (piece.kind === 'close' && --muted.depth === 0) this.#muted = undefined
  }

  #open({ tag, attributes, empty }: Extract<HtmlPiece, { kind: 'open' }>): void {
    if (mutedTags.has(tag)) {
      if (!empty) this.#muted = { tag, depth: 1 }
    } else if (tag === 'br') this.add(h('br'))
    else if (tag === 'hr') this.add(h('hr'))
    else if (tag === 'img') this.add(this.makers.picture(attributes['src'] ?? '', attributes['alt'] ?? ''))
    else if (!empty && this.#stack.length < deepest) this.#stack.push({ tag, attributes, children: [] })
  }

  #close(tag: string): void {
    if (!this.#stack.some((open, index) => index > 0 && open.tag === tag)) return
    while (this.#top.tag !== tag) this.#shut()
    this.#shut()
  }

  #shut(): void {
    const open = this.#stack.pop()
    if (open !== undefined) this.#top.children.push(...this.#make(open, this.#top.tag))
  }

  #make({ tag, attributes, children }: Open, parent: string): Child[] {
    if (tag === 'a') return [this.makers.link(attributes['href'] ?? '', children)]
    if (/^h[1-6]$/.test(tag)) return [this.makers.heading(Number(tag[1]), children)]
    if (tag === 'pre') return [this.makers.code(wordsOf(children).replace(/\n$/, ''))]
    const place = within[tag]
    const name = place === undefined ? plain[tag] : place.parents.includes(parent) ? tag : place.otherwise
    if (name === undefined) return children
    // Rows and lists hold nothing but their own: line ends between them are no words.
    const kept = ['ul', 'ol', 'table', 'thead', 'tbody', 'tr'].includes(name)
      ? children.filter((child) => typeof child !== 'string')
      : children
    return [h(name, kept)]
  }
}

/** The words of what was made. */
export function wordsOf(children: readonly Child[]): string {
  return children
    .map((child): string => {
      if (typeof child === 'string') return child
      if (typeof child.children === 'string') return child.children
      return Array.isArray(child.children) ? wordsOf(child.children as Child[]) : ''
    })
    .join('')
}
