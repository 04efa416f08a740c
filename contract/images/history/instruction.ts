/**
 * What a step of a history was in its Dockerfile. The classic builder keeps the shell's words (`/bin/sh -c #(nop)  CMD
 * ["sh"]`), BuildKit the instruction with a mark (`RUN /bin/sh -c make # buildkit`).
 */
export interface Instruction {
  /** `RUN`, `COPY`, …; undefined where the step was no build's: an import, a commit. */
  readonly name: string | undefined
  /** What stands after it. */
  readonly rest: string
}

const names = [
  'ADD',
  'ARG',
  'CMD',
  'COPY',
  'ENTRYPOINT',
  'ENV',
  'EXPOSE',
  'FROM',
  'HEALTHCHECK',
  'LABEL',
  'MAINTAINER',
  'ONBUILD',
  'RUN',
  'SHELL',
  'STOPSIGNAL',
  'USER',
  'VOLUME',
  'WORKDIR'
] as const
const shells = /^(?:\/bin\/(?:ba)?sh -c|cmd \/S \/C|powershell(?:\.exe)? -Command) /

export function instructionOf(createdBy: string): Instruction {
  const text = createdBy.replace(/\s*# buildkit$/, '').trim()
  const silent = /#\(nop\)\s*/.exec(text)
  if (silent !== null) return split(text.slice(silent.index + silent[0].length).trim())
  // `|2 A=1 B=2 /bin/sh -c make`: the build's arguments, then the command.
  const plain = text.replace(/^(RUN )?\|\d+ .*?(?=\/bin\/(?:ba)?sh -c )/, '$1')
  if (shells.test(plain)) return { name: 'RUN', rest: plain.replace(shells, '').trim() }
  const read = split(plain)
  return read.name === 'RUN' ? { name: 'RUN', rest: read.rest.replace(shells, '').trim() } : read
}

function split(text: string): Instruction {
  const [, first = '', rest = ''] = /^(\S+)\s*([\s\S]*)$/.exec(text) ?? []
  return (names as readonly string[]).includes(first.toUpperCase())
    ? { name: first.toUpperCase(), rest: rest.trim() }
    : { name: undefined, rest: text }
}
