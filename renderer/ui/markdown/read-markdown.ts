/**
 * Markdown's tokens within bounds. marked takes minutes for some texts that are made for it (`_a_a_a…`), and a stack's whole
 * depth for others: what is too long, too deep or too late is a text like any other.
 */
import { Lexer, type Token, type TokensList } from 'marked'

/** Milliseconds for a text; a README takes some tens at most. */
const budget = 800
/** Characters of one paragraph that are searched for emphasis and the like. */
const longest = 10_000
const deepest = 24

class BoundedLexer extends Lexer {
  readonly #until = performance.now() + budget
  #depth = 0

  override blockTokens(source: string, tokens?: Token[], clipped?: boolean): Token[]
  override blockTokens(source: string, tokens?: TokensList, clipped?: boolean): TokensList
  override blockTokens(source: string, tokens: Token[] = [], clipped?: boolean): Token[] {
    if (this.#depth >= deepest || performance.now() > this.#until) {
      if (source.trim() !== '') tokens.push({ type: 'paragraph', raw: source, text: source, tokens: [textOf(source)] })
      return tokens
    }
    this.#depth++
    try {
      return super.blockTokens(source, tokens, clipped)
    } finally {
      this.#depth--
    }
  }

  override inlineTokens(source: string, tokens: Token[] = []): Token[] {
    if (source.length <= longest && performance.now() <= this.#until) return super.inlineTokens(source, tokens)
    tokens.push(textOf(source))
    return tokens
  }
}

const textOf = (source: string): Token => ({ type: 'text', raw: source, text: source, escaped: false })

/** The text's blocks; undefined where even so it cannot be read, and is better shown as it is. */
export function readMarkdown(source: string): Token[] | undefined {
  try {
    return new BoundedLexer({ gfm: true }).lex(source).filter(({ type }) => type !== 'space' && type !== 'def')
  } catch {
    return undefined
  }
}
