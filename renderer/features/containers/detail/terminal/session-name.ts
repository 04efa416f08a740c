/** How a terminal is called on its tab: its program, and its user where it has one of its own. */
import type { Terminal } from '../../../../../contract/containers/terminal/model'

/** `main` is the word for the container's own process. Those of the same name are counted. */
export function sessionNames(terminals: readonly Terminal[], main: string): ReadonlyMap<string, string> {
  const seen = new Map<string, number>()
  return new Map(
    terminals.map(({ id, exec }) => {
      const name = exec === undefined ? main : nameOf(exec.command[0] ?? '', exec.user)
      const count = (seen.get(name) ?? 0) + 1
      seen.set(name, count)
      return [id, count === 1 ? name : `${name} (${count})`]
    })
  )
}

function nameOf(program: string, user: string): string {
  const short =
    program
      .split(/[/\\]/)
      .at(-1)
      ?.replace(/\.exe$/i, '') || program
  return user === '' ? short : `${short} · ${user}`
}
