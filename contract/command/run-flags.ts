/** Flags of the docker program and of the subcommands that are read here: which take a value (docker/cli 20.10 to 29). */
import { runFieldNames, runFields, type RunField, type RunFieldName } from '../containers/run-fields'

export interface Flag {
  /** Without its dashes. */
  readonly name: string
  readonly short?: string
  /** Whether a value follows; one without can still be given as `--rm=false`. */
  readonly takesValue: boolean
}
export type FlagTable = readonly Flag[]

/** `a|add-host` is `-a, --add-host`. */
export const flags = (takesValue: boolean, names: string): FlagTable =>
  names
    .trim()
    .split(/\s+/)
    .map((text) => {
      const [name = '', short] = text.split('|').reverse()
      return { name, takesValue, ...(short === undefined ? {} : { short }) }
    })

/** docker's own, before the subcommand. */
export const globalFlags: FlagTable = [
  ...flags(true, 'config c|context H|host l|log-level tlscacert tlscert tlskey'),
  ...flags(false, 'D|debug tls tlsverify v|version help')
]

export const pullFlags: FlagTable = [
  ...flags(true, 'platform'),
  ...flags(false, 'a|all-tags disable-content-trust q|quiet help')
]

export const searchFlags: FlagTable = [
  ...flags(true, 'f|filter format limit stars'),
  ...flags(false, 'no-trunc automated help')
]

/** Other names of flags, which docker hides. */
const aliases: ReadonlyMap<string, string> = new Map([
  ['net', 'network'],
  ['net-alias', 'network-alias'],
  ['dns-opt', 'dns-option']
])
export const flagName = (name: string): string => aliases.get(name) ?? name

const fieldOfFlag: ReadonlyMap<string, RunFieldName> = new Map(
  runFieldNames.map((name) => [runFields[name].flag, name])
)
/** The field of the table that a flag fills. */
export const fieldOf = ({ name }: Flag): RunFieldName | undefined => fieldOfFlag.get(flagName(name))

const ofTable = (create: boolean): FlagTable =>
  runFieldNames
    .map((name): RunField => runFields[name])
    .filter(({ onlyRun }) => !create || onlyRun !== true)
    .map(({ flag, short, kind }) => ({
      name: flag,
      takesValue: kind !== 'switch' && kind !== 'choice',
      ...(short === undefined ? {} : { short })
    }))

/** Beside the table: those that the form holds in its own ways, and those that it does not hold. */
const others: FlagTable = [
  ...flags(false, 'disable-content-trust help no-healthcheck q|quiet use-api-socket'),
  ...flags(
    true,
    `cidfile cpu-count cpu-percent dns-opt entrypoint e|env env-file health-cmd health-interval health-retries
     health-start-interval health-start-period health-timeout io-maxbandwidth io-maxiops ip ip6 label-file
     link-local-ip mount name net net-alias network network-alias p|publish restart tmpfs v|volume`
  )
]

/** docker run's, with those that docker hides (`--net`) or has dropped since. */
export const runFlags: FlagTable = [
  ...ofTable(false),
  ...others,
  ...flags(false, 'sig-proxy'),
  ...flags(true, 'detach-keys')
]
/** docker create's: it starts nothing, so it knows nothing of running in the background. */
export const createFlags: FlagTable = [...ofTable(true), ...others]

/** They change what docker's own command does, not the container. */
export const clientFlags: ReadonlySet<string> = new Set([
  'detach-keys',
  'disable-content-trust',
  'help',
  'quiet',
  'sig-proxy'
])
