/** One line of a log. A render function, since a busy log draws sixty of them in a frame. */
import { defineAsyncComponent, defineComponent, h, type PropType, type VNode } from 'vue'
import { parsedLine } from './log-json'
import type { ShownLine } from './log-source'
import { logPieces, longestShown, markMatches, markPlaces, terminalText, type LogPiece } from './log-text'

const pad = (value: number, digits = 2): string => String(value).padStart(digits, '0')

/** `2026-11-21 04:59:01.123` in local time; what is no date stays as it is. */
function logTime(at: string): string {
  const date = new Date(at)
  if (Number.isNaN(date.getTime())) return at
  const day = `${date.getFullYear()}-${pad(date.getMonth() + 1)}-${pad(date.getDate())}`
  return `${day} ${pad(date.getHours())}:${pad(date.getMinutes())}:${pad(date.getSeconds())}.${pad(date.getMilliseconds(), 3)}`
}

function paint(name: string | undefined): { readonly name?: string; readonly value?: string } {
  return name === undefined ? {} : name.startsWith('rgb') ? { value: name } : { name }
}

function draw(piece: LogPiece, current: boolean): VNode | string {
  const colour = paint(piece.colour)
  const ground = paint(piece.background)
  const classes = [
    colour.name !== undefined && `ink-${colour.name}`,
    ground.name !== undefined && `ground-${ground.name}`,
    piece.bold && 'bold',
    piece.dim && 'dim',
    piece.italic && 'italic',
    piece.underline && 'underline'
  ].filter((one) => typeof one === 'string')
  // A program that chose its own colour did not know the theme: the style sheet keeps its hue and makes it readable.
  if (colour.value !== undefined && ground.value === undefined) classes.push('own-ink')
  if (ground.value !== undefined) classes.push('own-ground')
  const style =
    colour.value === undefined && ground.value === undefined
      ? undefined
      : { '--ink': colour.value, '--ground': ground.value }
  if (piece.match !== undefined) return h('mark', { class: [classes, { current }], style }, piece.text)
  if (classes.length === 0 && style === undefined) return piece.text
  return h('span', { class: classes, style }, piece.text)
}

const JsonView = defineAsyncComponent(() => import('../json/JsonView.vue'))
const pairs = (numbers: readonly number[]): Array<readonly [number, number]> =>
  numbers.flatMap((from, index) => (index % 2 === 0 ? [[from, numbers[index + 1] ?? from] as const] : []))

export const LogRow = defineComponent({
  name: 'LogRow',
  props: {
    line: { type: Object as PropType<ShownLine>, required: true },
    number: { type: Number, required: true },
    times: Boolean,
    pattern: { type: Object as PropType<RegExp>, default: undefined },
    /** Times as the engine writes them. */
    exact: Boolean,
    /** Whose line it is, where there are several logs. */
    name: { type: String, default: undefined },
    selected: Boolean,
    /** It is JSON, and stands open. */
    open: Boolean,
    openLabel: { type: String, required: true },
    /** It is the match that is looked at. */
    current: Boolean,
    /** All of a long line is shown. */
    whole: Boolean,
    /** Words for what error output is, and for the button on a cut line. */
    stderrLabel: { type: String, required: true },
    restLabel: { type: Function as PropType<(count: number) => string>, required: true }
  },
  emits: { whole: (_: number) => true, open: (_: number) => true },
  setup(props, { emit }) {
    return () => {
      const { line } = props
      const text = terminalText(line.text)
      const cut = !props.whole && (text.length > longestShown || line.length !== undefined)
      const json = parsedLine(line)
      const pieces = logPieces(cut ? text.slice(0, longestShown) : text)
      const shown =
        line.matches !== undefined
          ? markPlaces(pieces, pairs(line.matches))
          : props.pattern === undefined
            ? pieces
            : markMatches(pieces, props.pattern)
      const stderr = line.source === 'stderr'
      const row = h('div', { class: ['log-line', { stderr, current: props.current, selected: props.selected }] }, [
        props.times ? h('span', { class: 'log-time', title: line.at }, props.exact ? line.at : logTime(line.at)) : null,
        props.name === undefined
          ? null
          : h('span', { class: ['log-name', `origin-${(line.origin ?? 0) % 8}`], title: props.name }, props.name),
        json === undefined
          ? null
          : h('button', {
              type: 'button',
              class: ['log-fold', { open: props.open }],
              'aria-expanded': props.open,
              'aria-label': props.openLabel,
              onClick: () => emit('open', props.number)
            }),
        h('span', { class: 'log-text' }, [
          stderr ? h('span', { class: 'visually-hidden' }, `${props.stderrLabel}: `) : null,
          shown.map((piece) => draw(piece, props.current)),
          cut
            ? h(
                'button',
                { type: 'button', class: 'log-rest', onClick: () => emit('whole', props.number) },
                props.restLabel(line.length ?? text.length)
              )
            : null
        ])
      ])
      return h('div', { 'data-line': props.number }, [
        row,
        json !== undefined && props.open
          ? h('div', { class: 'log-json' }, h(JsonView, { key: props.number, value: json, depth: 2 }))
          : null
      ])
    }
  }
})
