/** What each flag of the table takes: one function reads it from a pasted line and checks it in a field of the form. */
import { runFields, type RunFieldKind, type RunFieldName } from '../containers/run-fields'
import { bytesText, parseBytes, parseBytesOrUnlimited } from './bytes'
import { parseDevice, parseDeviceRule, parseGpus } from './devices'
import { parseDns, parseDnsSearch, parseExpose, parseExtraHost, parseLink } from './hosts'
import { parseLabel, parseOption, parsePair, parseSecurityOption, parseSysctl } from './labels'
import { isBlockWeight, parseDeviceBytes, parseDeviceOperations, parseDeviceWeight, parseUlimit } from './limits'
import { isMacAddress } from './network'
import { parseInteger, parseProcessors, processorsText } from './number'
import { read, refuse, type CommandProblem, type ProblemKind, type ValueParsed } from './problem'

type Check = (text: string) => ValueParsed<unknown>

const matching =
  (pattern: RegExp, kind: ProblemKind): Check =>
  (text) =>
    pattern.test(text) ? read(text) : refuse(kind, text)

const integerIn =
  (holds: (value: number) => boolean, kind: ProblemKind): Check =>
  (text) => {
    const parsed = parseInteger(text)
    return parsed.ok && !holds(parsed.value) ? refuse(kind, text) : parsed
  }
const between =
  (first: number, last: number) =>
  (value: number): boolean =>
    value >= first && value <= last

/** Beyond what the kind of a field says. */
const checks: Readonly<Partial<Record<RunFieldName, Check>>> = {
  attach: matching(/^std(in|out|err)$/i, 'attach-stream'),
  groups: matching(/\S/, 'value-empty'),
  pull: matching(/^(always|missing|never)$/, 'pull-policy'),
  platform: matching(/^[\w-]+(\([\w.]*\))?(\/[\w.-]+){0,2}$/, 'platform'),
  labels: parseLabel,
  annotations: parseOption,
  expose: parseExpose,
  volumesFrom: matching(/^[^:]+(:[^:]+)?$/, 'volumes-from'),
  storageOptions: parsePair,
  macAddress: (text) => (isMacAddress(text) ? read(text) : refuse('mac-address', text)),
  links: parseLink,
  dns: parseDns,
  dnsSearch: parseDnsSearch,
  extraHosts: parseExtraHost,
  memorySwappiness: integerIn(between(-1, 100), 'swappiness'),
  cpuSet: matching(/^\d+(-\d+)?(,\d+(-\d+)?)*$/, 'processor-set'),
  memorySet: matching(/^\d+(-\d+)?(,\d+(-\d+)?)*$/, 'processor-set'),
  pidsLimit: integerIn((value) => value >= -1, 'pids-limit'),
  ulimits: parseUlimit,
  blockWeight: integerIn(isBlockWeight, 'block-weight'),
  blockWeightDevices: parseDeviceWeight,
  deviceReadBytes: parseDeviceBytes,
  deviceWriteBytes: parseDeviceBytes,
  deviceReadOperations: parseDeviceOperations,
  deviceWriteOperations: parseDeviceOperations,
  oomScoreAdjust: integerIn(between(-1000, 1000), 'oom-score'),
  securityOptions: parseSecurityOption,
  devices: parseDevice,
  deviceRules: parseDeviceRule,
  gpus: parseGpus,
  sysctls: parseSysctl,
  ipc: matching(/^(none|private|shareable|host|container:.+)$/, 'ipc-mode'),
  pid: matching(/^(host|container:.+)$/, 'pid-mode'),
  uts: matching(/^host$/, 'uts-mode'),
  userNamespace: matching(/^host$/, 'userns-mode'),
  cgroupNamespace: matching(/^(host|private)$/, 'cgroupns-mode'),
  isolation: matching(/^(default|process|hyperv)$/i, 'isolation'),
  stopSignal: matching(/^(SIG)?[A-Z][A-Z0-9]*([+-]\d+)?$|^\d{1,2}$/i, 'signal'),
  stopTimeout: integerIn((value) => value >= -1, 'stop-timeout'),
  logOptions: parseOption
}

const byKind: Readonly<Record<RunFieldKind, Check>> = {
  switch: read,
  choice: read,
  text: read,
  texts: read,
  pairs: parseOption,
  bytes: parseBytes,
  'bytes-or-unlimited': parseBytesOrUnlimited,
  integer: parseInteger,
  decimal: parseProcessors
}

/** Why one value of a field of the table is wrong in itself, in docker's words; undefined where nothing is. */
export function fieldProblem(name: RunFieldName, text: string): CommandProblem | undefined {
  const { kind, flag } = runFields[name]
  // An empty text is a flag that is not given.
  if (text === '' && kind === 'text') return undefined
  const parsed = (checks[name] ?? byKind[kind])(text)
  return parsed.ok ? undefined : { ...parsed.problem, flag: `--${flag}` }
}

/** A number as its flag takes it: `512m`, `1.5`, `-1`; undefined where it is none. */
export function fieldNumber(name: RunFieldName, text: string): number | undefined {
  switch (runFields[name].kind) {
    case 'bytes':
      return numberOf(parseBytes(text))
    case 'bytes-or-unlimited':
      return numberOf(parseBytesOrUnlimited(text))
    case 'decimal':
      return numberOf(parseProcessors(text))
    default:
      return numberOf(parseInteger(text))
  }
}

/** A number as its flag writes it. */
export function numberText(name: RunFieldName, value: number): string {
  switch (runFields[name].kind) {
    case 'bytes':
    case 'bytes-or-unlimited':
      return bytesText(value)
    case 'decimal':
      return processorsText(value)
    default:
      return String(value)
  }
}

const numberOf = (parsed: ValueParsed<number>): number | undefined => (parsed.ok ? parsed.value : undefined)
