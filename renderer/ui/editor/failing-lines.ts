/** Lines that something failed at, marked, with what was said of them below. They move with the text. */
import { StateEffect, StateField, type EditorState, type Extension } from '@codemirror/state'
import { Decoration, EditorView, WidgetType, type DecorationSet } from '@codemirror/view'

export interface FailingLines {
  /** From 1, both included. */
  readonly first: number
  readonly last: number
  readonly message: string
}

class FailureNote extends WidgetType {
  constructor(readonly message: string) {
    super()
  }
  override eq(other: FailureNote): boolean {
    return other.message === this.message
  }
  override toDOM(): HTMLElement {
    const note = document.createElement('div')
    note.className = 'cm-failure'
    note.setAttribute('role', 'note')
    note.textContent = this.message
    return note
  }
  override ignoreEvent(): boolean {
    return true
  }
}

export const showFailure = StateEffect.define<FailingLines | undefined>()

function decorate({ doc }: EditorState, failure: FailingLines | undefined): DecorationSet {
  if (failure === undefined) return Decoration.none
  const first = Math.min(Math.max(1, failure.first), doc.lines)
  const last = Math.min(Math.max(first, failure.last), doc.lines)
  const lines = Array.from({ length: last - first + 1 }, (_, index) => doc.line(first + index))
  return Decoration.set([
    ...lines.map(({ from }) => Decoration.line({ class: 'cm-failing' }).range(from)),
    Decoration.widget({ widget: new FailureNote(failure.message), block: true, side: 1 }).range(doc.line(last).to)
  ])
}

const field = StateField.define<DecorationSet>({
  create: () => Decoration.none,
  update: (decorations, transaction) => {
    const effect = transaction.effects.findLast((one) => one.is(showFailure))
    return effect === undefined
      ? decorations.map(transaction.changes)
      : decorate(transaction.state, effect.value as FailingLines | undefined)
  },
  provide: (self) => EditorView.decorations.from(self)
})

export const failingLines: Extension = field
