/** The window's tokens as xterm wants them: colours that are resolved, since it does not know custom properties. */
import type { ITheme } from '@xterm/xterm'

export function terminalTheme(): ITheme {
  const probe = document.createElement('span')
  document.body.append(probe)
  const colour = (token: string): string => {
    probe.style.color = `var(${token})`
    return getComputedStyle(probe).color
  }
  const [black, red, green, yellow, blue, magenta, cyan, white] = Array.from({ length: 8 }, (_, index) =>
    colour(`--ansi-${index}`)
  )
  const theme: ITheme = {
    background: colour('--surface'),
    foreground: colour('--text'),
    cursor: colour('--accent'),
    cursorAccent: colour('--surface'),
    selectionBackground: colour('--surface-selected'),
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
    brightWhite: colour('--text')
  }
  probe.remove()
  return theme
}
