/** Asking a person, as a promise: `await confirm({ … })`. One question at a time; the others wait their turn. */
import { shallowRef } from 'vue'

export interface DialogDetail {
  /** What goes: a container, a volume. */
  readonly name: string
  /** Its size, who uses it. */
  readonly note?: string
}

export interface DialogChoice {
  readonly id: string
  readonly label: string
  readonly hint?: string
  readonly checked?: boolean
}
export type DialogChoices = Readonly<Record<string, boolean>>

export interface Question {
  readonly title: string
  readonly body?: string
  /** What it is about, by name: shown as a list that scrolls. */
  readonly details?: ReadonlyArray<DialogDetail | string>
  /** It destroys something: the focus begins on Cancel, and the button is red. */
  readonly danger?: boolean
  readonly confirmLabel: string
  readonly cancelLabel?: string
  /** The docker command that does the same, or what it is for the choices made. */
  readonly command?: string | ((choices: DialogChoices) => string)
  /** A word that must be typed first: for volumes with data, and for many at once. */
  readonly typed?: string
  /** What else a person may decide here: with its volumes, by force. */
  readonly choices?: readonly DialogChoice[]
}

export interface Asked {
  readonly id: number
  readonly question: Question
  answer(choices: DialogChoices | undefined): void
}

let last = 0
/** What DialogHost shows: the first. */
export const asked = shallowRef<readonly Asked[]>([])

/** The choices that were made, or undefined where it was cancelled. */
const ask = (question: Question): Promise<DialogChoices | undefined> =>
  new Promise((resolve) => {
    const id = ++last
    const answer = (choices: DialogChoices | undefined): void => {
      if (!asked.value.some((one) => one.id === id)) return
      asked.value = asked.value.filter((one) => one.id !== id)
      resolve(choices)
    }
    asked.value = [...asked.value, { id, question, answer }]
  })

const confirm = async (question: Question): Promise<boolean> => (await ask(question)) !== undefined

export const useDialogs = (): { readonly ask: typeof ask; readonly confirm: typeof confirm } => ({ ask, confirm })
