/** The end of what steps write: enough to see what goes on and what went wrong, and never a flood. */
import type { InstallProgress } from '../../../../contract/prerequisites/install/model'

const most = 24_000

export function outputTail() {
  let pieces: Array<{ readonly step: string; readonly text: string }> = []
  let size = 0
  return {
    add(step: string, text: string): void {
      const last = pieces.at(-1)
      if (last?.step === step) pieces[pieces.length - 1] = { step, text: last.text + text }
      else pieces.push({ step, text })
      size += text.length
      while (size > most) {
        const [oldest, ...rest] = pieces
        if (oldest === undefined) break
        const over = size - most
        // Of what is cut, whole lines go: half a line reads as nonsense.
        const end = oldest.text.indexOf('\n', over - 1)
        const kept = oldest.text.length <= over ? '' : oldest.text.slice(end < 0 ? over : end + 1)
        size -= oldest.text.length - kept.length
        pieces = kept === '' ? rest : [{ step: oldest.step, text: kept }, ...rest]
      }
    },
    of: (step: string): string => pieces.map((piece) => (piece.step === step ? piece.text : '')).join(''),
    pieces: (): InstallProgress['output'] => [...pieces]
  }
}
