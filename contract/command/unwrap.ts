/** What stands in front of a command and is no part of it: `sudo -u me`, `env`, `A=b`. */
import type { Word } from './tokenize'

/** Words that may stand before a command and change nothing of what it means here, with their flags that take a value. */
const wrappers: ReadonlyMap<string, readonly string[]> = new Map([
  [
    'sudo',
    ['-u', '--user', '-g', '--group', '-h', '--host', '-p', '--prompt', '-D', '--chdir', '-C', '-T', '-U', '-r']
  ],
  ['doas', ['-u', '-C']],
  ['env', ['-u', '--unset', '-C', '--chdir']],
  ['command', []],
  ['exec', ['-a']],
  ['time', ['-f', '--format', '-o', '--output']],
  ['nohup', []],
  ['nice', ['-n', '--adjustment']],
  ['ionice', ['-c', '--class', '-n', '--classdata']],
  ['setsid', []],
  ['winpty', []]
])

export interface Unwrapped {
  readonly words: readonly Word[]
  /** Variables set in front of the command, which is given them. */
  readonly assigned: ReadonlyMap<string, string>
}

export function unwrap(words: readonly Word[]): Unwrapped {
  const assigned = new Map<string, string>()
  let at = 0
  let valued: readonly string[] | undefined
  for (;;) {
    const text = words[at]?.text ?? ''
    const [, name, value] = /^([A-Za-z_]\w*)=([\s\S]*)$/.exec(text) ?? []
    if (name !== undefined && value !== undefined) {
      if (words[at]?.expansions.length === 0) assigned.set(name, value)
      at++
    } else if (wrappers.has(text)) {
      valued = wrappers.get(text)
      at++
    } else if (valued !== undefined && text.startsWith('-')) at += valued.includes(text) ? 2 : 1
    else return { words: words.slice(at), assigned }
  }
}

export const isDocker = (word: Word | undefined): boolean =>
  word !== undefined && /^(?:.*[/\\])?(?:docker|podman)(?:\.exe)?$/i.test(word.text)

/** Variables that choose docker's engine, or how it is spoken to. */
const ofTheConnection = /^DOCKER_(?:HOST|CONTEXT|CONFIG|CERT_PATH|TLS|TLS_VERIFY|API_VERSION)$/

/** Such of `assigned` as they were written: `DOCKER_HOST=tcp://…`. */
export const connectionVariables = (assigned: ReadonlyMap<string, string>): readonly string[] =>
  [...assigned].flatMap(([name, value]) => (ofTheConnection.test(name) ? [`${name}=${value}`] : []))
