/** A pasted `docker` command, as far as the window can do something with it. Nothing of it is ever run. */
import { parseBuild, type BuildParsed } from '../builds/parse-build'
import { parseNetworkCommand, type NetworkParsed } from '../networks/parse-network'
import { parseVolume, type VolumeParsed } from '../volumes/parse-volume'
import { deedOf } from './deeds'
import { readFlags } from './flags'
import { parseDeed, type DeedParsed } from './parse-deed'
import { readPasted } from './pasted-line'
import { parseRun, type RunParsed } from './parse-run'
import type { CommandProblem } from './problem'
import type { Shell } from './quote'
import { globalFlags, pullFlags, searchFlags, type FlagTable } from './run-flags'
import type { Word } from './tokenize'
import { connectionVariables, isDocker, unwrap } from './unwrap'

export type ParsedCommand =
  /** `start` is false for `docker create`: the container is made and not started. */
  | ({ readonly kind: 'run'; readonly start: boolean } & RunParsed)
  | ({ readonly kind: 'build' } & BuildParsed)
  | { readonly kind: 'pull'; readonly reference: string; readonly problems: readonly CommandProblem[] }
  | { readonly kind: 'search'; readonly term: string; readonly problems: readonly CommandProblem[] }
  | ({ readonly kind: 'volume' } & VolumeParsed)
  | ({ readonly kind: 'network' } & NetworkParsed)
  /** A docker command that fills no form, and has its place elsewhere: `stop`, `ps`, `rmi`. */
  | ({ readonly kind: 'deed'; readonly subcommand: string } & DeedParsed)
  /** One that has no place yet: `compose up`, with the words after it. */
  | { readonly kind: 'other'; readonly subcommand: string; readonly words: readonly string[] }
  | { readonly kind: 'invalid'; readonly problem: CommandProblem }

/** `docker container run` is `docker run`, `docker image pull` is `docker pull`; images' own `rm` and `ls` differ. */
const managers: ReadonlyMap<string, ReadonlySet<string>> = new Map([
  [
    'container',
    new Set([
      'run',
      'start',
      'stop',
      'restart',
      'pause',
      'unpause',
      'kill',
      'rm',
      'logs',
      'attach',
      'exec',
      'create',
      'rename',
      'cp',
      'commit',
      'diff',
      'export',
      'port',
      'stats',
      'top',
      'update',
      'wait'
    ])
  ],
  ['builder', new Set(['build'])],
  ['buildx', new Set(['build'])],
  ['image', new Set(['pull', 'push', 'build', 'tag', 'history', 'import', 'load', 'save'])]
])

/** Without `shell` by the rules of the one that it looks written for. */
export function parseCommand(source: string, shell?: Shell): ParsedCommand {
  const { tokens, before } = readPasted(source, shell)
  if (tokens.kind === 'unclosed') return invalid({ kind: 'unclosed', text: tokens.quote })
  const { words, assigned } = unwrap(tokens.words)
  const [program, ...rest] = words
  if (program === undefined) return invalid({ kind: 'empty' })
  if (!isDocker(program)) return invalid({ kind: 'not-docker', text: program.text })

  const general = readFlags(rest, globalFlags, { interspersed: false, stopAtUnknown: true })
  const left = [before.replace(/\s*(?:&&|;)?\s*$/, ''), tokens.rest].filter((text) => text !== '')
  const problems: CommandProblem[] = [
    ...connectionVariables(assigned).map((text) => ({ kind: 'connection' as const, text })),
    ...general.given.map(({ written, value, flag }) => ({
      kind: 'connection' as const,
      text: flag.takesValue ? `${written} ${value}` : written
    })),
    ...general.problems,
    ...left.map((text) => ({ kind: 'more-commands' as const, text })),
    ...[...new Set(tokens.stumbles)].map((text) => ({ kind: 'shell-stumbles' as const, text }))
  ]
  if (general.given.some(({ flag }) => flag.name === 'version'))
    return { kind: 'deed', subcommand: 'version', ...parseDeed('version', []) }
  const { words: plain, misplaced } = moveMisplaced(general.rest)
  if (misplaced !== undefined) problems.push({ kind: 'misplaced-flags', ...misplaced })
  return parseSubcommand(plain, problems, assigned)
}

function parseSubcommand(
  words: readonly Word[],
  problems: readonly CommandProblem[],
  assigned: ReadonlyMap<string, string>
): ParsedCommand {
  const [first, second] = words
  if (first === undefined) return invalid({ kind: 'no-subcommand' })
  if (first.text.startsWith('-')) return invalid({ kind: 'unknown-flag', flag: first.text })
  const managed = second !== undefined && managers.get(first.text)?.has(second.text) === true
  const subcommand = managed ? second.text : first.text
  const rest = words.slice(managed ? 2 : 1)
  switch (subcommand) {
    case 'run':
    case 'create': {
      const start = subcommand === 'run'
      const parsed = parseRun(rest, { start, assigned })
      return { kind: 'run', start, options: parsed.options, problems: [...problems, ...parsed.problems] }
    }
    case 'build': {
      const parsed = parseBuild(rest)
      return { kind: 'build', options: parsed.options, problems: [...problems, ...parsed.problems] }
    }
    case 'pull': {
      const one = parseOne(rest, pullFlags)
      if (one.text === undefined) return invalid({ kind: 'missing-image' })
      return { kind: 'pull', reference: one.text, problems: [...problems, ...one.problems] }
    }
    case 'search': {
      const one = parseOne(rest, searchFlags)
      if (one.text === undefined) return invalid({ kind: 'missing-term' })
      return { kind: 'search', term: one.text, problems: [...problems, ...one.problems] }
    }
    case 'volume': {
      const parsed = parseVolume(rest)
      if (parsed !== undefined) return { kind: 'volume', ...parsed, problems: [...problems, ...parsed.problems] }
      return { kind: 'other', subcommand, words: rest.map(({ text }) => text) }
    }
    case 'network': {
      const parsed = parseNetworkCommand(rest)
      if (parsed !== undefined) return { kind: 'network', ...parsed, problems: [...problems, ...parsed.problems] }
      return { kind: 'other', subcommand, words: rest.map(({ text }) => text) }
    }
    default: {
      const known = managed ? deedOf(subcommand, undefined) : deedOf(subcommand, second?.text)
      if (known === undefined) return { kind: 'other', subcommand, words: rest.map(({ text }) => text) }
      const parsed = parseDeed(known.deed, rest.slice(known.words - 1))
      return { kind: 'deed', subcommand, ...parsed, problems: [...problems, ...parsed.problems] }
    }
  }
}

const invalid = (problem: CommandProblem): ParsedCommand => ({ kind: 'invalid', problem })

/** A subcommand with one argument; its flags are all named. */
function parseOne(
  words: readonly Word[],
  table: FlagTable
): { readonly text?: string; readonly problems: readonly CommandProblem[] } {
  const { given, rest, problems } = readFlags(words, table, { interspersed: true })
  const [argument, extra] = rest
  return {
    ...(argument === undefined || argument.text.trim() === '' ? {} : { text: argument.text.trim() }),
    problems: [
      ...problems,
      ...given.map(({ written, value, flag }): CommandProblem =>
        flag.takesValue
          ? { kind: 'unsupported-value', flag: written, text: value }
          : { kind: 'unsupported', flag: written }
      ),
      ...(argument?.expansions ?? [])
        .filter(({ kind }) => kind !== 'pattern')
        .map(({ kind, text }): CommandProblem => ({ kind: `needs-${kind}` as const, flag: 'image', text })),
      ...(extra === undefined ? [] : [{ kind: 'extra-argument' as const, text: extra.text }])
    ]
  }
}

/** `docker -it run ubuntu`: the flags before the subcommand are its own. */
function moveMisplaced(words: readonly Word[]): {
  readonly words: readonly Word[]
  readonly misplaced?: { readonly flag: string; readonly text: string }
} {
  if (words[0]?.text.startsWith('-') !== true) return { words }
  const at = words.findIndex(({ text }) => text === 'run' || text === 'create')
  const subcommand = words[at]
  if (subcommand === undefined) return { words }
  const before = words.slice(0, words[at - 1]?.text === 'container' ? at - 1 : at)
  return {
    words: [subcommand, ...before, ...words.slice(at + 1)],
    misplaced: { flag: subcommand.text, text: before.map(({ text }) => text).join(' ') }
  }
}
