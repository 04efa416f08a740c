// @vitest-environment happy-dom
/** The editor as a field: what goes in and out, how it is named and left, what it marks. */
import { EditorView } from '@codemirror/view'
import type { VueWrapper } from '@vue/test-utils'
import { afterEach, describe, expect, it } from 'vitest'
import { createI18n } from 'vue-i18n'
import english from '../../../locales/en/editor.json'
import { mountUi } from '../test-i18n'
import { phraseKeys } from './base-editor'
import CodeEditor from './CodeEditor.vue'

const i18n = createI18n({ legacy: false, locale: 'en', messages: { en: { editor: english } } })
let wrapper: VueWrapper | undefined
afterEach(() => wrapper?.unmount())

function editor(props: Record<string, unknown> = {}) {
  const mounted = mountUi(CodeEditor, {
    props: { modelValue: 'one\ntwo\nthree', label: 'Text', ...props },
    global: { plugins: [i18n] }
  })
  wrapper = mounted
  const view = EditorView.findFromDOM(mounted.element as HTMLElement)
  if (view === null) throw new Error('there is no editor')
  return { mounted, view }
}

describe('the editor', () => {
  it('gives what is typed, and takes what comes from outside', async () => {
    const { mounted, view } = editor()
    view.dispatch({ changes: { from: 0, insert: 'zero\n' } })
    expect(mounted.emitted('update:modelValue')).toEqual([['zero\none\ntwo\nthree']])
    await mounted.setProps({ modelValue: 'other' })
    expect(view.state.doc.toString()).toBe('other')
  })

  it('has a name, and says how it is left', () => {
    const { mounted, view } = editor()
    expect(view.contentDOM.getAttribute('aria-label')).toBe('Text')
    const described = view.contentDOM.getAttribute('aria-describedby') ?? ''
    expect(mounted.find(`#${described}`).text()).toBe(english.keys)
  })

  it('is indented by Tab, and left by Tab after Escape', () => {
    const { view } = editor()
    const press = (key: string, keyCode: number): boolean =>
      !view.contentDOM.dispatchEvent(new KeyboardEvent('keydown', { key, keyCode, bubbles: true, cancelable: true }))
    expect(press('Tab', 9)).toBe(true)
    expect(view.state.doc.line(1).text).toBe('    one')
    press('Escape', 27)
    expect(press('Tab', 9)).toBe(false)
    expect(view.state.doc.line(1).text).toBe('    one')
  })

  it('marks the failing lines with what was said of them, and lets go of them', async () => {
    const { mounted, view } = editor({ failure: { first: 2, last: 9, message: 'not found' } })
    const marked = () => [...view.dom.querySelectorAll('.cm-failing')].map(({ textContent }) => textContent)
    expect(marked()).toEqual(['two', 'three'])
    expect(view.dom.querySelector('[role=note]')?.textContent).toBe('not found')
    view.dispatch({ changes: { from: 0, insert: 'zero\n' } })
    expect(marked()).toEqual(['two', 'three'])
    await mounted.setProps({ failure: undefined })
    expect(marked()).toEqual([])
  })

  it('says its own words in the window’s language', () => {
    expect(Object.values(phraseKeys).sort()).toEqual(Object.keys(english.words).sort())
    const { view } = editor()
    expect(view.state.phrase('by word')).toBe(english.words['by-word'])
  })

  it('is read and not written where it says so', async () => {
    const { mounted, view } = editor({ readonly: true })
    expect(view.state.readOnly).toBe(true)
    await mounted.setProps({ readonly: false })
    expect(view.state.readOnly).toBe(false)
  })
})
