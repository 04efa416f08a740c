/** What can stand where the caret is: instructions, their flags, stages, images, variables, signals. */
import type { Completion, CompletionContext, CompletionResult, CompletionSource } from '@codemirror/autocomplete'
import { entryOf, instructionNames, isInstruction, type InstructionName } from './instructions'
import { instructionAt, readDockerfile, type Dockerfile } from './read'

export interface CompletionFacts {
  /** References of the engine's images. */
  readonly images: () => readonly string[]
  /** Files and folders of the context, where they are known. */
  readonly files: () => readonly string[]
  /** A locale key's words. */
  readonly t: (key: string, values?: Record<string, string>) => string
  /** An instruction's help, to be shown beside it. */
  readonly help: (name: InstructionName) => HTMLElement
}

const notInOnbuild = new Set<string>(['FROM', 'ONBUILD'])
const signals = ['SIGTERM', 'SIGINT', 'SIGQUIT', 'SIGHUP', 'SIGUSR1', 'SIGUSR2', 'SIGWINCH', 'SIGKILL', 'SIGRTMIN+3']
/** What BuildKit sets by itself, once an ARG names it. */
const platformArguments = ['TARGETPLATFORM', 'TARGETOS', 'TARGETARCH', 'BUILDPLATFORM', 'BUILDOS', 'BUILDARCH']

/** Names that ARG and ENV above the caret have given. */
function variablesAbove({ instructions }: Dockerfile, place: number): readonly string[] {
  const names = instructions.flatMap(({ keyword, text, from }) => {
    if (from >= place || !/^(ARG|ENV)$/.test(keyword)) return []
    const pairs = [...text.matchAll(/(?:^|\s)([A-Za-z_]\w*)(?==|\s|$)/g)].map(([, name = '']) => name)
    return keyword === 'ENV' && !/^[^\s=]+=/.test(text) ? pairs.slice(0, 1) : pairs
  })
  return [...new Set([...names, ...platformArguments])]
}

export function dockerfileCompletion(facts: CompletionFacts): CompletionSource {
  const { t } = facts
  const keywords = (names: readonly InstructionName[]): Completion[] =>
    names.map((label) => ({
      label,
      type: 'keyword',
      apply: `${label} `,
      detail: entryOf(label).forms[0]?.slice(label.length + 1),
      info: () => facts.help(label)
    }))
  const words = (labels: readonly string[], detail?: string, boost = 0): Completion[] =>
    labels.map((label) => ({ label, boost, ...(detail === undefined ? {} : { detail }) }))

  return (context: CompletionContext): CompletionResult | null => {
    const line = context.state.doc.lineAt(context.pos)
    const before = line.text.slice(0, context.pos - line.from)
    const source = context.state.doc.toString()
    const file = readDockerfile(source)
    const instruction = instructionAt(file, context.pos)
    const own = instruction !== undefined && line.number > instruction.line ? before : undefined
    const from = (pattern: RegExp): number => context.pos - (pattern.exec(before)?.[0].length ?? 0)
    const result = (options: readonly Completion[], start: number, validFor = /^[\w./:@+-]*$/): CompletionResult => ({
      from: start,
      options,
      validFor
    })
    if (/^\s*#/.test(before)) return null
    if (own === undefined && /^\s*\w*$/.test(before) && (before.trim() !== '' || context.explicit))
      return result(keywords(instructionNames), from(/\w*$/), /^\w*$/i)
    if (instruction === undefined || !isInstruction(instruction.keyword)) return null
    const { keyword } = instruction
    const rest = own === undefined ? before.trimStart().slice(keyword.length) : before

    if (/\$\{?\w*$/.test(before))
      return result(words(variablesAbove(file, context.pos), t('builds-editor.variable')), from(/\w*$/), /^\w*$/)
    if (/(^|\s)--[\w-]*$/.test(rest))
      return result(
        Object.entries(entryOf(keyword).flags).map(([flag, value]) => ({
          label: `--${flag}`,
          type: 'property',
          apply: value === '' ? `--${flag} ` : `--${flag}=`,
          detail: value,
          info: t(`builds-help.flag.${keyword}.${flag}`)
        })),
        from(/--[\w-]*$/),
        /^--[\w-]*$/
      )
    const stages = file.stages.flatMap(({ from: begin, name }) =>
      name !== undefined && begin.from < instruction.from ? [name] : []
    )
    const images = (): Completion[] => words(facts.images(), t('builds-editor.local-image'))
    if (/--from=\S*$/.test(rest))
      return result([...words(stages, t('builds-editor.stage'), 2), ...images()], from(/[^=\s]*$/))
    const typed = /\S*$/
    if (!context.explicit && typed.exec(rest)?.[0] === '' && keyword !== 'ONBUILD') {
      // Right after FROM one wants to see what there is; elsewhere only once asked.
      if (keyword !== 'FROM' || rest.trim() !== '') return null
    }
    switch (keyword) {
      case 'FROM':
        return /^\s+(--\S+\s+)*\S*$/.test(rest)
          ? result(
              [
                ...words(stages, t('builds-editor.stage'), 2),
                ...images(),
                ...words(['scratch'], t('builds-editor.empty-image'), -1)
              ],
              from(typed)
            )
          : result(words(['AS']), from(typed))
      case 'ONBUILD':
        return /^\s+\w*$/.test(rest)
          ? result(keywords(instructionNames.filter((name) => !notInOnbuild.has(name))), from(/\w*$/), /^\w*$/i)
          : null
      case 'STOPSIGNAL':
        return result(words(signals), from(typed))
      case 'HEALTHCHECK':
        return /\s(CMD|NONE)\s/.test(rest) ? null : result(words(['CMD', 'NONE']), from(typed))
      case 'COPY':
      case 'ADD':
        return facts.files().length === 0 ? null : result(words(facts.files()), from(typed))
      default:
        return null
    }
  }
}
