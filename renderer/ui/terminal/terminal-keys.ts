/** Keys that the window takes from a terminal that has the focus; every other belongs to the program. */
export type TerminalKey = 'copy' | 'paste' | 'search' | 'leave'

type Pressed = Pick<KeyboardEvent, 'code' | 'ctrlKey' | 'shiftKey' | 'metaKey' | 'altKey'>

/** Undefined: the program's. Ctrl-C, Ctrl-K, Ctrl-P, Ctrl-Q, Ctrl-R, Ctrl-V and Ctrl-W are always that. */
export function terminalKey(
  { code, ctrlKey, shiftKey, metaKey, altKey }: Pressed,
  mac: boolean
): TerminalKey | undefined {
  if (code === 'F6' && ctrlKey && !altKey && !metaKey) return 'leave'
  const command = mac ? metaKey && !ctrlKey && !shiftKey : ctrlKey && shiftKey && !metaKey
  if (!command || altKey) return undefined
  switch (code) {
    case 'KeyC':
      return 'copy'
    case 'KeyV':
      return 'paste'
    case 'KeyF':
      return 'search'
    default:
      return undefined
  }
}
