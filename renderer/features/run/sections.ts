/** The sections of the run form: what stands in each, and what is set there, as docker's flags say it. */
import { partText } from '../../../contract/command/quote'
import { run } from '../../../contract/containers/run-command'
import { emptyRunOptions, type RunOptions } from '../../../contract/containers/run'
import { runFieldNames, runFields, type RunFieldName, type RunSection } from '../../../contract/containers/run-fields'

/** Options that are more than one flag and one value: where they stand, and the flags by which they are found. */
export const composites = {
  image: { section: 'general', flags: 'image' },
  name: { section: 'general', flags: '--name' },
  command: { section: 'general', flags: 'cmd' },
  entrypoint: { section: 'general', flags: '--entrypoint' },
  restart: { section: 'general', flags: '--restart' },
  ports: { section: 'ports', flags: '-p --publish' },
  environment: { section: 'environment', flags: '-e --env --env-file' },
  mounts: { section: 'storage', flags: '-v --volume --mount --tmpfs' },
  networks: { section: 'network', flags: '--network --network-alias --ip --ip6 --link-local-ip' },
  healthcheck: {
    section: 'health',
    flags: '--health-cmd --health-interval --health-timeout --health-retries --health-start-period --no-healthcheck'
  }
} as const satisfies Readonly<Record<string, { readonly section: RunSection; readonly flags: string }>>
export type CompositeName = keyof typeof composites
export const compositeNames = Object.keys(composites) as readonly CompositeName[]

export const fieldsIn = (section: RunSection): readonly RunFieldName[] =>
  runFieldNames.filter((name) => runFields[name].section === section)

/** Of a field as `validate` names it: `dns:12`, `healthcheck.interval`. */
export function sectionOf(field: string): RunSection {
  const [name = ''] = field.split(/[:.]/)
  if (name in runFields) return runFields[name as RunFieldName].section
  return name in composites ? composites[name as CompositeName].section : 'general'
}

export interface Summary {
  /** Flags, and the command. */
  readonly count: number
  readonly text: string
}

/** The part of the command that a section makes. */
export function summaryOf(section: RunSection, options: RunOptions): Summary {
  const names: readonly string[] = [
    ...fieldsIn(section),
    ...compositeNames.filter((name) => sectionOf(name) === section)
  ]
  const chosen = Object.fromEntries(names.map((name) => [name, options[name as keyof RunOptions]]))
  const line = run({ options: { ...emptyRunOptions, detach: false, ...chosen } as RunOptions })
  const parts = line.parts
    .filter(({ kind }) => kind !== 'program' && kind !== 'subcommand')
    .filter(({ kind, text }) => kind !== 'argument' || text !== '')
  const count =
    parts.filter(({ kind }) => kind === 'flag').length + (section === 'general' && options.command.length > 0 ? 1 : 0)
  return { count, text: parts.map((part) => partText(part, 'posix')).join(' ') }
}
