/** The lines that hello-world writes, each with what it tells a newcomer. */
import type english from '../../../../locales/en/prerequisites-install.json'

type HelloNote = keyof (typeof english)['hello']['note']

export interface HelloLine {
  readonly text: string
  readonly note?: HelloNote
}

/** https://github.com/docker-library/hello-world: its text has been the same since 2016, but for the names of architectures. */
const notes: ReadonlyArray<readonly [RegExp, HelloNote]> = [
  [/^Hello from Docker!/, 'hello'],
  [/appears to be working correctly/, 'works'],
  [/^ ?1\. The Docker client/, 'client'],
  [/^ ?2\. The Docker daemon pulled/, 'pulled'],
  [/^ ?3\. The Docker daemon created/, 'created'],
  [/^ ?4\. The Docker daemon streamed/, 'streamed'],
  [/docker run -it ubuntu bash/, 'ubuntu'],
  [/https:\/\/hub\.docker\.com/, 'hub'],
  [/https:\/\/docs\.docker\.com/, 'docs']
]

/** What is indented belongs to the line before; an empty line ends a group. */
export function helloLines(text: string): readonly HelloLine[] {
  const groups: string[] = []
  let open = false
  for (const line of text.split('\n')) {
    if (line.trim() === '') open = false
    else if (open && /^ {2,}/.test(line)) groups.push(`${groups.pop() ?? ''}\n${line}`)
    else {
      groups.push(line)
      open = true
    }
  }
  return groups.map((group) => {
    const note = notes.find(([pattern]) => pattern.test(group))?.[1]
    return note === undefined ? { text: group } : { text: group, note }
  })
}
