/** Hints on what an image is made from, and what stays in it: base images, secrets, its user. */
import { advice, warning, type Hint } from './hint'
import type { Dockerfile, Instruction, Stage } from './read'

export function imageHints(file: Dockerfile): readonly Hint[] {
  return [
    ...file.stages.flatMap((stage, index) => tagHints(stage, file.stages.slice(0, index))),
    ...secretHints(file),
    ...userHints(file)
  ]
}

function tagHints({ from, image }: Stage, before: readonly Stage[]): readonly Hint[] {
  const named = before.some(({ name }) => name?.toLowerCase() === image.toLowerCase())
  if (image === '' || image === 'scratch' || named || /[$@]/.test(image)) return []
  const tag = /:([^:/]+)$/.exec(image)?.[1]
  if (tag === undefined) return [advice('no-tag', from, { values: { image } })]
  return tag === 'latest' ? [advice('latest', from, { values: { image } })] : []
}

const secretName = /(^|_)(pass(word|wd|phrase)?|secrets?|token|api_?key|private_?key|access_?key|credentials?)(_|$)/i

/** `A=1 B="two words"`, and the older `A one value`. */
function pairsOf({ text }: Instruction): ReadonlyArray<readonly [string, string]> {
  if (!/^[^\s=]+=/.test(text)) {
    const [, name = '', value = ''] = /^(\S+)\s*([\s\S]*)$/.exec(text) ?? []
    return [[name, value]]
  }
  return [...text.matchAll(/([^\s=]+)=("(?:\\.|[^"\\])*"|'[^']*'|(?:\\.|\S)*)/g)].map(([, name = '', value = '']) => [
    name,
    value
  ])
}

function secretHints({ instructions }: Dockerfile): readonly Hint[] {
  return instructions.flatMap((instruction): readonly Hint[] => {
    const { keyword, text } = instruction
    if (keyword === 'ENV')
      return pairsOf(instruction).flatMap(([name, value]) =>
        secretName.test(name) && !/^["']?["']?$/.test(value)
          ? [warning('secret-env', instruction, { values: { name } })]
          : []
      )
    if (keyword !== 'ARG') return []
    const names = text.split(/\s+/).map((word) => word.split('=')[0] ?? '')
    return names.flatMap((name) =>
      secretName.test(name) ? [warning('secret-arg', instruction, { values: { name } })] : []
    )
  })
}

/** The stage that a stage stands on, in the same file. */
const baseOf = (stage: Stage, before: readonly Stage[]): Stage | undefined =>
  before.findLast(({ name }) => name !== undefined && name.toLowerCase() === stage.image.toLowerCase())

function userHints({ stages }: Dockerfile): readonly Hint[] {
  const last = stages.at(-1)
  if (last === undefined) return []
  let stage: Stage | undefined = last
  let rest = stages.slice(0, -1)
  while (stage !== undefined) {
    const user = stage.instructions.findLast(({ keyword }) => keyword === 'USER')
    if (user !== undefined) return /^(root|0)(:|$)/.test(user.text) ? [advice('root-user', user)] : []
    // Such images say by their tag that they have a user of their own.
    if (/nonroot|rootless/i.test(stage.image)) return []
    const base: Stage | undefined = baseOf(stage, rest)
    rest = base === undefined ? [] : rest.slice(0, rest.indexOf(base))
    stage = base
  }
  const starts = last.instructions.find(({ keyword }) => keyword === 'ENTRYPOINT' || keyword === 'CMD')
  return starts === undefined ? [] : [advice('no-user', starts)]
}
