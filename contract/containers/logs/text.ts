/** What a terminal would show of a line, with its colours and without. Pure text: whoever draws it reads the colours. */

/** Hyperlinks and titles (OSC), cursor movements (CSI other than colours), and other two-character escapes. */
const otherEscapes = /\u001b\][^\u0007\u001b]*(?:\u0007|\u001b\\|$)|\u001b\[[0-9;?<=>!]*[ -/]*[@-ln-~]|\u001b[^[\]]/g
const colours = /\u001b\[[0-9;:]*m?/g
const controls = /[\u0000-\u0008\u000a-\u001a\u001c-\u001f\u007f]/g

/** What a terminal would have left standing: colours stay, everything else that is not text goes. */
export function terminalText(raw: string): string {
  if (!/[\u0000-\u0008\u000a-\u001f\u007f]/.test(raw)) return raw
  // A carriage return begins the line again: progress bars leave only their last state.
  const last =
    raw
      .replace(/\r+$/, '')
      .split('\r')
      .findLast((part) => part !== '') ?? ''
  return last.replace(otherEscapes, '').replace(controls, '')
}

/** As it is searched and copied: without colours. */
export const plainText = (raw: string): string => terminalText(raw).replace(colours, '')

/** The colours that a line leaves on: its sequences since the last one that ended all (`ESC[0m`, `ESC[m`). */
export function coloursLeft(raw: string): { readonly sequences: string; readonly ended: boolean } {
  let sequences = ''
  let ended = false
  for (const [sequence, parameters] of raw.matchAll(/\u001b\[([0-9;:]*)m/g)) {
    const reset = /^(?:.*;)?0*$/.test(parameters ?? '')
    ended ||= reset
    sequences = reset ? '' : sequences + sequence
  }
  return { sequences, ended }
}
