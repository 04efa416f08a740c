/**
 * HTML in a README, read for its words. Nothing of it reaches the page as HTML: what this gives are names and texts, from which
 * a few harmless elements are made; a mistake in reading costs looks, never safety.
 */
import { decodeEntities } from './entities'

export type HtmlPiece =
  | { readonly kind: 'text'; readonly text: string }
  | {
      readonly kind: 'open'
      readonly tag: string
      readonly attributes: Readonly<Record<string, string>>
      /** It has nothing inside: `<br>`, `<img …/>`. */
      readonly empty: boolean
    }
  | { readonly kind: 'close'; readonly tag: string }

const emptyTags = new Set(['area', 'base', 'br', 'col', 'embed', 'hr', 'img', 'input', 'link', 'meta', 'source', 'wbr'])
/** What is inside them is no text for people. */
export const mutedTags = new Set([
  'script',
  'style',
  'iframe',
  'object',
  'template',
  'title',
  'noscript',
  'svg',
  'math',
  'textarea',
  'select',
  'video',
  'audio',
  'canvas',
  'applet',
  'frameset'
])

const comment = /<!--[\s\S]*?(?:-->|$)|<[!?][^>]*>?/y
const closing = /<\/([a-z][a-z0-9-]{0,30})[^>]*>?/iy
// Bounded: a text of nothing but beginnings is else searched to its end for each.
const opening = /<([a-z][a-z0-9-]{0,30})((?:"[^"]*"|'[^']*'|[^"'>]){0,1000})>/iy
const attribute = /([a-z_:][\w:.-]*)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+)))?/gi

function attributesOf(written: string): Readonly<Record<string, string>> {
  const found: Record<string, string> = Object.create(null) as Record<string, string>
  for (const [, name = '', double, single, bare] of written.matchAll(attribute))
    found[name.toLowerCase()] ??= decodeEntities(double ?? single ?? bare ?? '')
  return found
}

export function readHtml(html: string): HtmlPiece[] {
  const pieces: HtmlPiece[] = []
  let at = 0
  const match = (pattern: RegExp): RegExpExecArray | null => {
    pattern.lastIndex = at
    return pattern.exec(html)
  }
  while (at < html.length) {
    const next = html.indexOf('<', at)
    const end = next < 0 ? html.length : next
    if (end > at) pieces.push({ kind: 'text', text: decodeEntities(html.slice(at, end)) })
    at = end
    if (at >= html.length) break
    const skipped = match(comment)
    const closed = skipped === null ? match(closing) : null
    const opened = skipped === null && closed === null ? match(opening) : null
    const found = skipped ?? closed ?? opened
    if (closed !== null) pieces.push({ kind: 'close', tag: (closed[1] ?? '').toLowerCase() })
    else if (opened !== null) {
      const tag = (opened[1] ?? '').toLowerCase()
      const rest = opened[2] ?? ''
      const empty = emptyTags.has(tag) || rest.trimEnd().endsWith('/')
      pieces.push({ kind: 'open', tag, attributes: attributesOf(rest), empty })
    } else if (found === null) pieces.push({ kind: 'text', text: '<' })
    at += found === null ? 1 : Math.max(1, found[0].length)
  }
  return pieces
}
