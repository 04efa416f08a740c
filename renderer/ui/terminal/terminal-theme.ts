/** The window's tokens as xterm wants them: colours that are resolved, since it does not know custom properties. */
import type { ISearchDecorationOptions } from '@xterm/addon-search'
import type { ITheme } from '@xterm/xterm'

/** Reads tokens as `#rrggbb`, which is all that every part of xterm understands. */
function tokenReader(): { read(token: string): string; done(): void } {
  const probe = document.createElement('span')
  document.body.append(probe)
  const canvas = document.createElement('canvas')
  canvas.width = canvas.height = 1
  const context = canvas.getContext('2d', { willReadFrequently: true })
  return {
    read(token) {
      probe.style.color = `var(${token})`
      const { color } = getComputedStyle(probe)
      if (context === null) return color
      context.fillStyle = color
      context.fillRect(0, 0, 1, 1)
      const [red = 0, green = 0, blue = 0] = context.getImageData(0, 0, 1, 1).data
      return `#${[red, green, blue].map((value) => value.toString(16).padStart(2, '0')).join('')}`
    },
    done: () => probe.remove()
  }
}

/** `searching`: the match that one stands on is what is selected, while the focus is in the search. */
export function terminalTheme(searching = false): ITheme {
  const { read, done } = tokenReader()
  const [black, red, green, yellow, blue, magenta, cyan, white] = Array.from({ length: 8 }, (_, index) =>
    read(`--ansi-${index}`)
  )
  const theme: ITheme = {
    background: read('--surface'),
    foreground: read('--text'),
    cursor: read('--accent'),
    cursorAccent: read('--surface'),
    selectionBackground: read('--surface-selected'),
    selectionInactiveBackground: read(searching ? '--surface-mark-current' : '--surface-selected'),
    scrollbarSliderBackground: read('--border-strong'),
    black,
    red,
    green,
    yellow,
    blue,
    magenta,
    cyan,
    white,
    brightBlack: black,
    brightRed: red,
    brightGreen: green,
    brightYellow: yellow,
    brightBlue: blue,
    brightMagenta: magenta,
    brightCyan: cyan,
    brightWhite: read('--text')
  }
  done()
  return theme
}

/** How what is searched for is marked. */
export function searchColours(): ISearchDecorationOptions {
  const { read, done } = tokenReader()
  const mark = read('--surface-mark')
  const current = read('--surface-mark-current')
  done()
  return {
    matchBackground: mark,
    matchOverviewRuler: mark,
    activeMatchBackground: current,
    activeMatchColorOverviewRuler: current
  }
}
