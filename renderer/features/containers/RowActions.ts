/** The two buttons at a row's end. Functional, and drawn by hand: a list draws fifty of them before its first frame. */
import { h, type FunctionalComponent, type VNode } from 'vue'
import './row-actions.css'

interface Props {
  /** It runs: it can be stopped. */
  readonly up: boolean
  readonly inert: boolean
  readonly words: { readonly act: string; readonly more: string }
}
type Emits = { act: () => void; more: (event: MouseEvent) => void }

const icon = (path: string): VNode =>
  h('svg', { width: 14, height: 14, viewBox: '0 0 24 24', 'aria-hidden': 'true' }, [h('path', { d: path })])

const paths = {
  start: 'M6 4l14 8-14 8z',
  stop: 'M5 5h14v14H5z',
  more: 'M12 5h.01M12 12h.01M12 19h.01'
} as const

export const RowActions: FunctionalComponent<Props, Emits> = ({ up, inert, words }, { emit }) => {
  const button = (label: string, path: string, disabled: boolean, click: (event: MouseEvent) => void): VNode =>
    h(
      'button',
      {
        type: 'button',
        class: 'row-action',
        'aria-label': label,
        title: label,
        disabled,
        onClick: (event: MouseEvent) => {
          event.stopPropagation()
          click(event)
        }
      },
      [icon(path)]
    )
  return h('span', { class: 'row-actions' }, [
    button(words.act, up ? paths.stop : paths.start, inert, () => emit('act')),
    button(words.more, paths.more, false, (event) => emit('more', event))
  ])
}
RowActions.props = { up: Boolean, inert: Boolean, words: { type: Object, required: true } }
RowActions.emits = ['act', 'more']
