/** xterm as Escale has it: links that open on Ctrl-click, search, and colours of the theme. Loaded when one is first opened. */
import '@xterm/xterm/css/xterm.css'
import { FitAddon } from '@xterm/addon-fit'
import { SearchAddon } from '@xterm/addon-search'
import { WebLinksAddon } from '@xterm/addon-web-links'
import { Terminal } from '@xterm/xterm'
import { call } from '../../ipc/client'
import { modKey } from '../base/shortcut'
import { terminalTheme } from './terminal-theme'

export interface MadeTerminal {
  readonly terminal: Terminal
  readonly fit: FitAddon
  readonly search: SearchAddon
}

/** `hover` is given the address that a link leads to, and undefined when it is left. */
export function makeTerminal(hover: (url: string | undefined) => void): MadeTerminal {
  const activate = (event: MouseEvent, url: string): void => {
    if (modKey(event) && /^https?:\/\//i.test(url)) void call('app.openLink', { url })
  }
  const leave = (): void => hover(undefined)
  const terminal = new Terminal({
    // Marks of the search are decorations, which xterm still calls a proposal.
    allowProposedApi: true,
    fontFamily: getComputedStyle(document.documentElement).getPropertyValue('--font-mono'),
    fontSize: 12,
    lineHeight: 1.25,
    cursorBlink: false,
    scrollback: 10_000,
    theme: terminalTheme(),
    // A link whose words are not its address (OSC 8): where it leads is shown before one follows it.
    linkHandler: { activate, hover: (_event, url) => hover(url), leave, allowNonHttpProtocols: false }
  })
  const fit = new FitAddon()
  const search = new SearchAddon({ highlightLimit: 5_000 })
  terminal.loadAddon(fit)
  terminal.loadAddon(search)
  terminal.loadAddon(new WebLinksAddon(activate, { hover: (_event, url) => hover(url), leave }))
  return { terminal, fit, search }
}
