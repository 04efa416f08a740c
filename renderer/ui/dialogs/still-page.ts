/**
 * The page behind a dialog is inert: neither Tab nor a screen reader wanders into it. reka-ui only says so to screen
 * readers, and what is hidden from them must not take the focus either.
 */
let open = 0

const set = (): void => void document.getElementById('app')?.toggleAttribute('inert', open > 0)

/** Call it once the focus is in the dialog; the returned function, before the focus goes back. Each works once. */
export function stillPage(): () => void {
  open++
  set()
  let done = false
  return () => {
    if (done) return
    done = true
    open--
    set()
  }
}
