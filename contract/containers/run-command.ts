/** `docker run …` and `docker create …`: only what differs from docker's own defaults is written. */
import { docker } from '../command/build'
import { durationText } from '../command/duration'
import type { CommandLine } from '../command/line'
import { flagOfMount, mountFlag, tmpfsFlag, volumeFlag } from '../command/mount'
import { isShortNetwork, networkText } from '../command/network'
import { portText } from '../command/port'
import { restartText } from '../command/restart'
import { numberText } from '../command/run-values'
import { shellVariables } from '../command/variable'
import type { EnvironmentVariable, Mount, PublishedPort, RunNetwork, RunOptions } from './run'
import { runFieldNames, runFields, type FieldsOfKind, type RunFieldKind, type RunFieldName } from './run-fields'

type RunLine = ReturnType<typeof docker<'run'>>
type Step = (line: RunLine, options: RunOptions) => RunLine

/** Docker's own way of running: in the foreground where `detach` is off. */
export const run = ({ options }: { readonly options: RunOptions }): CommandLine =>
  written(docker('run'), options, runFieldNames)

/** The same container, made and not started. */
export const create = ({ options }: { readonly options: RunOptions }): CommandLine =>
  written(
    docker('run', 'create'),
    options,
    runFieldNames.filter((name) => name !== 'detach')
  )

function written(start: RunLine, options: RunOptions, names: readonly RunFieldName[]): CommandLine {
  return names
    .reduce((line, name) => withField(before[name]?.(line, options) ?? line, name, options), start)
    .argument('image', options.image)
    .each(options.command, (line, word, index) => line.argument(index === 0 ? 'command' : 'command-argument', word))
    .line()
}

/** Short forms that people know by heart; the others are written out. */
const short: ReadonlySet<RunFieldName> = new Set<RunFieldName>([
  'detach',
  'interactive',
  'tty',
  'user',
  'workingFolder',
  'publishAll',
  'memory'
])

function withField(line: RunLine, name: RunFieldName, options: RunOptions): RunLine {
  if (name === 'interactive' && options.interactive && options.tty) return line.flag('interactive-tty', '-it')
  if (name === 'tty' && options.interactive) return line
  const letter = short.has(name) ? runFields[name].short : undefined
  const flag = letter === undefined ? `--${runFields[name].flag}` : `-${letter}`
  if (isOf(name, 'switch')) return line.when(options[name], (on) => on.flag(runFields[name].flag, flag))
  if (isOf(name, 'choice')) {
    const chosen = options[name]
    if (chosen === undefined) return line
    return chosen ? line.flag(runFields[name].flag, flag) : line.flag('init-off', `${flag}=false`)
  }
  const { flag: explained } = runFields[name]
  const values = valuesOf(name, options)
  const unlimited = explained === 'memory-swap' && values[0] === '-1'
  return line.each(values, (each, value) =>
    each.option(explained, flag, value, unlimited ? { value: 'memory-swap-unlimited' } : {})
  )
}

const isOf = <Kind extends RunFieldKind>(name: RunFieldName, ...kinds: readonly Kind[]): name is FieldsOfKind<Kind> =>
  kinds.some((kind) => kind === runFields[name].kind)

function valuesOf(
  name: Exclude<RunFieldName, FieldsOfKind<'switch' | 'choice'>>,
  options: RunOptions
): readonly string[] {
  if (isOf(name, 'texts', 'pairs')) return options[name]
  if (isOf(name, 'text')) return options[name] === '' ? [] : [options[name]]
  const value = options[name]
  return value === undefined ? [] : [numberText(name, value)]
}

const withName: Step = (line, { name }) => line.when(name !== '', (named) => named.option('name', '--name', name))

const withEntrypoint: Step = (line, { entrypoint }) =>
  entrypoint === undefined
    ? line
    : line.option('entrypoint', '--entrypoint', entrypoint, entrypoint === '' ? { value: 'entrypoint-none' } : {})

const withRestart: Step = (line, { restart }) =>
  restart.name === 'no'
    ? line
    : line.option('restart', '--restart', restartText(restart), { value: `restart-${restart.name}` })

const withPort = (line: RunLine, port: PublishedPort): RunLine => {
  const any = port.host === undefined
  const value = any ? 'publish-any' : port.hostLast === undefined ? 'publish' : 'publish-range'
  return line.option('publish', '-p', portText(port), { value })
}

const withEnvironment: Step = (line, { environment }) => {
  const variables = shellVariables(environment)
  return line.each(environment, (each, variable, index) => withVariable(each, variable, variables[index]))
}

const withVariable = (line: RunLine, { name, value }: EnvironmentVariable, variable: string | undefined): RunLine =>
  variable === undefined
    ? line.option('env', '-e', `${name}=${value}`)
    : line.option('env', '-e', `${name}=$${variable}`, { value: 'secret', variable })

function withMount(line: RunLine, mount: Mount): RunLine {
  switch (flagOfMount(mount)) {
    case 'mount':
      return line.option('mount', '--mount', mountFlag(mount))
    case 'tmpfs':
      return line.option('tmpfs', '--tmpfs', tmpfsFlag(mount))
    default: {
      const value = mount.kind === 'bind' ? 'bind' : mount.source === '' ? 'anonymous' : 'volume'
      return line.option('volume', '-v', volumeFlag(mount), { value })
    }
  }
}

const withNetworks: Step = (line, { networks }) => {
  const [only] = networks
  return networks.length === 1 && only !== undefined && isShortNetwork(only)
    ? withNetwork(line, only)
    : line.each(networks, (each, network) => {
        const text = networkText(network)
        return each.option('network', '--network', text, {
          value: text === network.name ? valueOf(text) : 'network-long'
        })
      })
}

const withNetwork = (line: RunLine, { name, aliases, ip, ip6, linkLocalIps }: RunNetwork): RunLine =>
  line
    .option('network', '--network', name, { value: valueOf(name) })
    .each(aliases, (each, alias) => each.option('network-alias', '--network-alias', alias))
    .when(ip !== '', (each) => each.option('ip', '--ip', ip))
    .when(ip6 !== '', (each) => each.option('ip6', '--ip6', ip6))
    .each(linkLocalIps, (each, address) => each.option('link-local-ip', '--link-local-ip', address))

const valueOf = (name: string) =>
  name === 'host' || name === 'none' || name === 'bridge'
    ? (`network-${name}` as const)
    : name.startsWith('container:')
      ? 'network-container'
      : 'network'

const withHealth: Step = (line, { healthcheck }) => {
  switch (healthcheck.kind) {
    case 'image':
      return line
    case 'none':
      return line.flag('no-healthcheck', '--no-healthcheck')
    default: {
      const { command, interval, timeout, startPeriod, startInterval, retries } = healthcheck
      const time = (
        each: RunLine,
        name: 'health-interval' | 'health-timeout' | 'health-start-period' | 'health-start-interval',
        value: number | undefined
      ) => (value === undefined ? each : each.option(name, `--${name}`, durationText(value)))
      const checked = line.when(command !== '', (each) => each.option('health-cmd', '--health-cmd', command))
      const often = time(time(checked, 'health-interval', interval), 'health-timeout', timeout)
      const begun = time(time(often, 'health-start-period', startPeriod), 'health-start-interval', startInterval)
      return retries === undefined ? begun : begun.option('health-retries', '--health-retries', String(retries))
    }
  }
}

/** What has a form of its own stands in front of these of the table. */
const before: Readonly<Partial<Record<RunFieldName, Step>>> = {
  hostname: withName,
  user: withEntrypoint,
  pull: withRestart,
  publishAll: (line, { ports }) => line.each(ports, withPort),
  volumesFrom: (line, options) => withEnvironment(line, options).each(options.mounts, withMount),
  macAddress: withNetworks,
  logDriver: withHealth
}
