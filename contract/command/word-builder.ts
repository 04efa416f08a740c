/** Words under construction, as a tokenizer reads them. */
import type { Expansion, Word } from './tokenize'

export class WordBuilder {
  readonly words: Word[] = []
  private text = ''
  private expansions: Expansion[] = []
  /** Whether a word is under way: quotes begin one even where they hold nothing. */
  within = false

  get current(): string {
    return this.text
  }

  add(text: string): void {
    this.within = true
    this.text += text
  }

  /** What only a shell can fill in; it stands in the word as it was pasted. */
  expand(expansion: Expansion): void {
    this.expansions.push(expansion)
    this.add(expansion.text)
  }

  end(): void {
    if (this.within) this.words.push({ text: this.text, expansions: this.expansions })
    this.drop()
  }

  drop(): void {
    this.text = ''
    this.expansions = []
    this.within = false
  }
}
