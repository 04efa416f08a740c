/**
 * The history as a POSIX shell script that does the same on another engine. Names that the engine made up are kept in
 * variables; what was refused stays as a comment; where the window had time to pass, the script waits.
 */
import { assertNever } from '../failure'
import type { HistoryEntry } from '../history/model'
import { withConnection } from './build'
import type { CommandLine, CommandPart } from './line'
import { partText } from './quote'
import { facts, order, type Facts } from './script-facts'
import { containersOf, hasFlag, killsAtOnce, linesOf, subcommandOf } from './script-words'

export interface ScriptOptions {
  /** What stands at the top, in place of the usual sentence; any number of lines. */
  readonly title?: string
}

const usualTitle = `What was done in Escale, as docker commands.
Lines that begin with "#" did nothing there: they were refused, cancelled or had not ended.`

/** The script's whole text. An empty history gives a script that does nothing. */
export function scriptOf(entries: readonly HistoryEntry[], { title = usualTitle }: ScriptOptions = {}): string {
  const ordered = order(entries)
  const secrets = secretsOf(ordered)
  const writer = new Writer(facts(ordered), new Set(secrets))
  const lines = ordered.flatMap((entry) => writer.entry(entry))
  const blocks = [
    ['#!/bin/sh', ...comment(title), 'set -eu'],
    secrets.length === 0 ? [] : ['# Secrets: set these variables before you run the script.', ...secrets.map(checked)],
    writer.needsTerminal ? [terminalCheck] : [],
    lines
  ]
  const filled = blocks.filter((block) => block.length > 0)
  return `${filled.map((block) => block.join('\n')).join('\n\n')}\n`
}

const terminalCheck = `[ -t 0 ] || { echo 'This script needs a terminal: it runs containers that have one.' >&2; exit 1; }`
const checked = (name: string): string => `: "\${${name}:?is a secret: set it first}"`

/** The variables of the commands that the script runs, each once. */
function secretsOf(entries: readonly HistoryEntry[]): readonly string[] {
  const live = entries.filter(
    ({ outcome, made }) => outcome.kind === 'done' || (outcome.kind === 'failed' && made !== undefined)
  )
  return [
    ...new Set(
      live.flatMap((entry) => linesOf(entry).flatMap(({ parts }) => parts.flatMap(({ variable }) => variable ?? [])))
    )
  ]
}

/** Each line of a text as a comment: nothing in it can become a command. */
const comment = (text: string): string[] => text.split(/\r\n|\r|\n/).map((line) => `# ${line}`.trimEnd())

const makesContainer = (command: CommandLine): boolean => ['run', 'create'].includes(subcommandOf(command))

/** It waits for what a person types. */
const isTyped = (subcommand: string, command: CommandLine): boolean =>
  subcommand === 'attach' ||
  (subcommand === 'exec' && (hasFlag(command, 'interactive-tty') || hasFlag(command, 'interactive')))

class Writer {
  needsTerminal = false
  /** By a container's id or a volume's name, the variable that holds it in the script. */
  private readonly variables = new Map<string, string>()
  /** Containers that the script started, by id, and nothing has surely ended since. */
  private readonly running = new Set<string>()

  constructor(
    private readonly known: Facts,
    private readonly taken: ReadonlySet<string>
  ) {}

  entry(entry: HistoryEntry): string[] {
    switch (entry.outcome.kind) {
      case 'done':
        return this.done(entry)
      case 'failed':
        return [
          ...this.aside(entry, `refused: ${entry.outcome.failure.message || entry.outcome.failure.kind}`),
          ...this.left(entry)
        ]
      case 'cancelled':
        return this.aside(entry, 'cancelled')
      case 'running':
        return this.aside(entry, 'had not ended')
      default:
        return assertNever(entry.outcome)
    }
  }

  private done(entry: HistoryEntry): string[] {
    const { steps, made } = entry
    if (steps !== undefined && steps.length > 0) {
      const named = steps.flatMap(containersOf)
      if (named.length > 0 && named.every((id) => this.known.neverMade.has(id)))
        return this.aside(entry, 'its container was not made')
      return steps.flatMap((command) =>
        this.done({ ...entry, steps: undefined, command, made: makesContainer(command) ? made : undefined })
      )
    }
    const subcommand = subcommandOf(entry.command)
    if (isTyped(subcommand, entry.command)) return this.aside(entry, 'is for a terminal: do it by hand')
    if (subcommand === 'run') return this.run(entry)
    if ((subcommand === 'create' || subcommand === 'volume create') && entry.made !== undefined)
      return [this.kept(entry.made, this.text(entry, entry.command))]
    const ids = containersOf(entry.command)
    const missing = ids.filter((id) => this.known.neverMade.has(id))
    if (ids.length > 0 && missing.length === ids.length) return this.aside(entry, 'its container was not made')
    const kept = {
      parts: entry.command.parts.filter(({ refers }) => refers === undefined || !missing.includes(refers.id))
    }
    const lines = [...this.waits(entry, kept), this.text(entry, kept)]
    this.follow(kept)
    return lines
  }

  /** A container that was removed without force had ended by itself: the script gives it the time to. */
  private waits({ cli }: HistoryEntry, command: CommandLine): string[] {
    if (subcommandOf(command) !== 'rm' || hasFlag(command, 'force')) return []
    const waiting = command.parts.filter(({ refers }) => refers !== undefined && this.running.has(refers.id))
    if (waiting.length === 0) return []
    const line = { parts: [word('docker', 'program'), word('wait', 'subcommand'), ...waiting] }
    return [`${this.textOf(line, cli)} >/dev/null`]
  }

  /** Keeps in mind which containers the script has running. */
  private follow(command: CommandLine): void {
    const ids = containersOf(command)
    switch (subcommandOf(command)) {
      case 'start':
      case 'restart':
        ids.forEach((id) => this.running.add(id))
        break
      case 'kill':
        // Other signals than KILL only ask, and docker does not wait for the answer.
        if (killsAtOnce(command)) ids.forEach((id) => this.running.delete(id))
        break
      case 'stop':
      case 'rm':
        ids.forEach((id) => this.running.delete(id))
        break
      default:
    }
  }

  /** A container that was made and could not be started is there all the same, as docker leaves it. */
  private left(entry: HistoryEntry): string[] {
    const { made, command } = entry
    if (made === undefined || this.known.neverMade.has(made.id)) return []
    return [this.kept(made, this.text(entry, asCreate(command)))]
  }

  /** A command that prints the id of the container, or the name of the volume, that it makes. */
  private kept(made: NonNullable<HistoryEntry['made']>, text: string): string {
    return made.named ? text : `${this.variableFor(made)}=$(${text})`
  }

  private run(entry: HistoryEntry): string[] {
    const { made, command } = entry
    const detached = hasFlag(command, 'detach')
    // What was stopped or killed while the window showed its output must not hold up the script.
    const background = !detached && made !== undefined && this.known.endedFromOutside.has(made.id)
    const line = background
      ? inserted(withoutAttach(command), { ...word('-d', 'flag'), explain: 'command.explain.run.flag.detach' })
      : command
    if (made !== undefined && (detached || background)) {
      this.running.add(made.id)
      return [this.kept(made, this.text(entry, line))]
    }
    if (detached) return [this.text(entry, line)]
    if (hasFlag(command, 'tty') || hasFlag(command, 'interactive-tty')) this.needsTerminal = true
    // The container's exit code is its own affair; 125 is docker's own failure.
    if (made === undefined || made.named || hasFlag(command, 'rm'))
      return [`${this.text(entry, line)} || [ $? -ne 125 ]`]
    const interactive = hasFlag(command, 'interactive') || hasFlag(command, 'interactive-tty')
    const start = {
      parts: [
        word('docker', 'program'),
        word('start', 'subcommand'),
        word('--attach', 'flag'),
        ...(interactive ? [word('--interactive', 'flag')] : [])
      ]
    }
    return [
      this.kept(made, this.text(entry, asCreate(line))),
      `${this.textOf(start, entry.cli)} \"$${this.variables.get(made.id)}\" || : # its exit code is its own`
    ]
  }

  private variableFor({ kind, id }: NonNullable<HistoryEntry['made']>): string {
    const used = new Set([...this.variables.values(), ...this.taken])
    let number = 1
    while (used.has(`${kind}_${number}`)) number++
    this.variables.set(id, `${kind}_${number}`)
    return `${kind}_${number}`
  }

  private aside(entry: HistoryEntry, why: string): string[] {
    const lines = linesOf(entry).map((line) => this.text(entry, line))
    return comment(`${lines.join('\n')}\n  ${why}`)
  }

  private text({ cli }: HistoryEntry, command: CommandLine): string {
    return this.textOf(command, cli)
  }

  private textOf(command: CommandLine, cli: readonly string[]): string {
    return withConnection(command, cli)
      .parts.map((part) => this.partText(part))
      .join(' ')
  }

  private partText(part: CommandPart): string {
    const named = part.refers?.kind === 'container' || part.refers?.kind === 'volume'
    const variable = named ? this.variables.get(part.refers.id) : undefined
    return variable === undefined ? partText(part, 'posix') : `"$${variable}"`
  }
}

const word = (text: string, kind: CommandPart['kind']): CommandPart => ({ text, kind })

/** A flag right after the subcommand. */
function inserted({ parts }: CommandLine, flag: CommandPart): CommandLine {
  const at = parts.findIndex(({ kind }) => kind === 'subcommand') + 1
  return { parts: [...parts.slice(0, at), flag, ...parts.slice(at)] }
}

/** docker refuses to stay with a container that it runs in the background. */
const withoutAttach = ({ parts }: CommandLine): CommandLine => ({
  parts: parts.filter(({ explain }) => explain?.endsWith('.attach') !== true)
})

const asCreate = ({ parts }: CommandLine): CommandLine => ({
  parts: parts
    .filter(({ explain }) => explain !== 'command.explain.run.flag.detach')
    .map((part) => (part.kind === 'subcommand' ? word('create', 'subcommand') : part))
})
