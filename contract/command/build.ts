/** Builds docker command lines part by part, each with the key of its explanation. */
import type english from '../../locales/en/command.json'
import type { CommandLine, CommandPart } from './line'

/** What can be explained is what the locale files explain: a part without its sentence does not compile. */
type Explanations = (typeof english)['explain']
export type Subcommand = Exclude<keyof Explanations, 'program' | 'end-of-options' | 'connection'>
type Explained<S extends Subcommand, Group extends string> =
  Explanations[S] extends Readonly<Record<Group, infer Texts>> ? keyof Texts & string : never

type Reference = NonNullable<CommandPart['refers']>

/** After their image or container stand a program's own words. */
const takesWords: ReadonlySet<string> = new Set<Subcommand>(['run', 'exec'])

/** A line under construction. Immutable: each step gives a new one. */
export class CommandBuilder<S extends Subcommand> implements CommandLine {
  constructor(
    private readonly subcommand: S,
    readonly parts: readonly CommandPart[]
  ) {}

  /** A flag that takes no value: `--all`. */
  flag(name: Explained<S, 'flag'>, text: string): CommandBuilder<S> {
    return this.with({ text, kind: 'flag', explain: this.key('flag', name) })
  }

  /**
   * A flag with its value as two arguments: `--name web`. `options.value` names the explanation of the value where
   * the flag has several; `options.variable` is the shell variable that stands at the value's end, as `$NAME`.
   */
  option(
    name: Explained<S, 'flag'> & Explained<S, 'value'>,
    text: string,
    value: string,
    options?: { readonly value?: Explained<S, 'value'>; readonly variable?: string }
  ): CommandBuilder<S>
  option(
    name: Explained<S, 'flag'>,
    text: string,
    value: string,
    options: { readonly value: Explained<S, 'value'>; readonly variable?: string }
  ): CommandBuilder<S>
  option(
    name: Explained<S, 'flag'>,
    text: string,
    value: string,
    options: { readonly value?: Explained<S, 'value'>; readonly variable?: string } = {}
  ): CommandBuilder<S> {
    const explain = this.key('value', options.value ?? name)
    return this.flag(name, text).with({
      text: value,
      kind: 'value',
      explain,
      ...(options.variable === undefined ? {} : { variable: options.variable })
    })
  }

  /** Something that the command works on; `--` stands before one that would be taken for a flag. */
  argument(name: Explained<S, 'argument'>, text: string, refers?: Reference): CommandBuilder<S> {
    const builder = this.needsEnd(text)
      ? this.with({ text: '--', kind: 'flag', explain: 'command.explain.end-of-options' })
      : this
    return builder.with({
      text,
      kind: 'argument',
      explain: this.key('argument', name),
      ...(refers === undefined ? {} : { refers })
    })
  }

  /** `step` for each of `items`, in their order. */
  each<Item>(
    items: readonly Item[],
    step: (builder: CommandBuilder<S>, item: Item, index: number) => CommandBuilder<S>
  ) {
    return items.reduce<CommandBuilder<S>>(step, this)
  }

  /** `step`, where `condition` holds. */
  when(condition: boolean, step: (builder: CommandBuilder<S>) => CommandBuilder<S>): CommandBuilder<S> {
    return condition ? step(this) : this
  }

  /** The line as plain data, as it travels. */
  line(): CommandLine {
    return { parts: this.parts }
  }

  private with(part: CommandPart): CommandBuilder<S> {
    return new CommandBuilder(this.subcommand, [...this.parts, part])
  }

  private key(group: 'flag' | 'value' | 'argument', name: string): string {
    return `command.explain.${this.subcommand}.${group}.${name}`
  }

  /** What follows its first argument is handed on as it is; elsewhere flags may stand between arguments. */
  private needsEnd(text: string): boolean {
    if (!text.startsWith('-') || this.parts.some((part) => part.text === '--' && part.kind === 'flag')) return false
    return !takesWords.has(this.subcommand) || !this.parts.some((part) => part.kind === 'argument')
  }
}

/**
 * `docker stop …`: the words of a subcommand are joined by "-" in its key (`image-inspect`). `subcommand` is another one
 * whose flags mean the same (`docker create` takes those of `docker run`).
 */
export function docker<S extends Subcommand>(explained: S, subcommand: Subcommand = explained): CommandBuilder<S> {
  const explain = `command.explain.${subcommand}.what`
  return new CommandBuilder(explained, [
    { text: 'docker', kind: 'program', explain: 'command.explain.program' },
    ...subcommand.split('-').map((text): CommandPart => ({ text, kind: 'subcommand', explain }))
  ])
}

/** The line with the part that names its connection put after `docker`, explained as the rest is. */
export function withConnection(line: CommandLine, cli: readonly string[]): CommandLine {
  const [program, ...rest] = line.parts
  return program === undefined ? line : { parts: [program, ...connectionParts(cli), ...rest] }
}

function connectionParts(cli: readonly string[]): CommandPart[] {
  return cli.map((text, index): CommandPart => {
    const flag = index % 2 === 0
    const name =
      (flag ? text : cli[index - 1]) === '--context'
        ? 'context'
        : isHost(flag ? text : cli[index - 1])
          ? 'host'
          : 'option'
    if (name === 'option')
      return { text, kind: text.startsWith('-') ? 'flag' : 'value', explain: 'command.explain.connection.option' }
    const value = name === 'context' ? 'context-name' : 'host-address'
    return { text, kind: flag ? 'flag' : 'value', explain: `command.explain.connection.${flag ? name : value}` }
  })
}

const isHost = (text: string | undefined): boolean => text === '-H' || text === '--host'
