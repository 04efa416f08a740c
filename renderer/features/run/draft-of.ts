/** Options as the form shows them: `validate` reads the same options back. */
import { csvText } from '../../../contract/command/csv'
import { durationText } from '../../../contract/command/duration'
import { portText } from '../../../contract/command/port'
import { numberText } from '../../../contract/command/run-values'
import type { RunOptions } from '../../../contract/containers/run'
import { runFieldNames, runFields, type RunFieldName } from '../../../contract/containers/run-fields'
import {
  emptyDraft,
  emptyHealthcheck,
  newKey,
  textRow,
  type Draft,
  type HealthcheckDraft,
  type MountRow,
  type NetworkRow,
  type PortRow
} from './draft'

/** `words` writes a list of arguments as one line. */
export const draftOf = (options: RunOptions, words: (argv: readonly string[]) => string): Draft => ({
  ...emptyDraft(),
  ...(Object.fromEntries(runFieldNames.map((name) => [name, fieldDraft(name, options)])) as Partial<Draft>),
  image: options.image,
  name: options.name,
  entrypoint: options.entrypoint ?? '',
  noEntrypoint: options.entrypoint === '',
  command: words(options.command),
  ports: options.ports.map(portRow),
  environment: options.environment.map(({ name, value, secret }) => ({ key: newKey(), name, value, secret })),
  mounts: options.mounts.map(mountRow),
  networks: options.networks.map(networkRow),
  restart: options.restart.name,
  maximumRetries: countText(options.restart.maximumRetries),
  healthcheck: healthcheckDraft(options.healthcheck)
})

const countText = (value: number | undefined): string => (value === undefined ? '' : String(value))

function fieldDraft(name: RunFieldName, options: RunOptions): unknown {
  const value = options[name]
  switch (runFields[name].kind) {
    case 'switch':
    case 'text':
      return value
    case 'choice':
      return value === undefined ? '' : value === true ? 'yes' : 'no'
    case 'texts':
    case 'pairs':
      return (value as readonly string[]).map((text) => textRow(text))
    default:
      return value === undefined ? '' : numberText(name, value as number)
  }
}

/** The port as the rows have it: `host` keeps the address before it, as `-p` does. */
export function portRow(port: RunOptions['ports'][number]): PortRow {
  const text = portText({ ...port, protocol: 'tcp' })
  return {
    key: newKey(),
    host: text.slice(0, Math.max(0, text.lastIndexOf(':'))),
    container: String(port.container),
    protocol: port.protocol
  }
}

export const mountRow = ({ options, ...mount }: RunOptions['mounts'][number]): MountRow => ({
  key: newKey(),
  ...mount,
  options: csvText(options)
})

const networkRow = ({
  aliases,
  linkLocalIps,
  driverOptions,
  ...network
}: RunOptions['networks'][number]): NetworkRow => ({
  key: newKey(),
  ...network,
  aliases: csvText(aliases),
  linkLocalIps: csvText(linkLocalIps),
  driverOptions: csvText(driverOptions)
})

function healthcheckDraft(healthcheck: RunOptions['healthcheck']): HealthcheckDraft {
  const { kind } = healthcheck
  if (kind !== 'own') return { ...emptyHealthcheck(), kind }
  const time = (value: number | undefined): string => (value === undefined ? '' : durationText(value))
  return {
    kind,
    command: healthcheck.command,
    interval: time(healthcheck.interval),
    timeout: time(healthcheck.timeout),
    startPeriod: time(healthcheck.startPeriod),
    startInterval: time(healthcheck.startInterval),
    retries: countText(healthcheck.retries)
  }
}
