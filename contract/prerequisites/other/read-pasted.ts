/** Pasted outputs as answers to the same probes that this computer is asked: in any order, with or without prompts and commands. */
import type { Answer, Answers, System } from '../checks/check'
import { readAsked } from './ask'
import { clean, outputLines } from './clean'
import { outputs, type OutputId } from './outputs'
import { engineFacts, readDockerInfo, readDockerVersion } from './read-docker'
import * as linux from './read-linux'
import { isMac, readMacHardware, readMacVersion } from './read-mac'
import { readSystemInfo } from './read-systeminfo'
import { readBoot, readFactsLine, readGroups, readVer, readWsl } from './read-windows'

export interface Pasted {
  /** Undefined: nothing in it tells. */
  readonly system: System | undefined
  /** The outputs that were found in it. */
  readonly found: readonly OutputId[]
  readonly answers: Answers
}

/** What one output gave: the probes and their texts. */
type Given = readonly [id: OutputId, answers: Readonly<Record<string, string | undefined>>]

function readWindows(text: string, lines: readonly string[]): readonly Given[] {
  const facts = readFactsLine(text)
  const info = readSystemInfo(lines)
  const build = readVer(text)
  const wsl = readWsl(lines)
  const told =
    facts ??
    (info === undefined && build === undefined
      ? undefined
      : JSON.stringify({ ...(build === undefined ? {} : { build }), ...info }))
  const given: Array<readonly [OutputId, string, string | undefined]> = [
    ['windows-facts', 'windows-facts', facts],
    ['systeminfo', 'windows-facts', info === undefined ? undefined : told],
    ['ver', 'windows-facts', build === undefined ? undefined : told],
    ['wsl-version', 'windows-wsl-version', wsl.version],
    ['wsl-list', 'windows-wsl-list', wsl.list],
    ['groups', 'windows-groups', readGroups(lines)],
    ['bcdedit', 'windows-boot', readBoot(lines)]
  ]
  return given.map(([id, probe, answer]) => [id, { [probe]: answer }])
}

const readMac = (lines: readonly string[]): readonly Given[] => [
  ['sw-vers', { 'macos-version': readMacVersion(lines) }],
  ['sysctl', { 'macos-hardware': readMacHardware(lines) }],
  [
    'df',
    {
      'macos-disk': lines.find((line) =>
        /^\/dev\/disk\S+\s+\d+\s+\d+\s+\d+\s+\d+%.*\s\/(?:System\/Volumes\/Data)?$/.test(line)
      )
    }
  ]
]

const readLinux = (lines: readonly string[]): readonly Given[] => [
  ['uname', { 'linux-uname': linux.readLinuxUname(lines) }],
  ['os-release', { 'linux-os-release': linux.readOsRelease(lines) }],
  ['lscpu', { 'linux-cpuinfo': linux.readCpu(lines) }],
  ['meminfo', { 'linux-memory': linux.readMemory(lines) }],
  ['id', { 'linux-id': linux.readId(lines) }],
  ['docker-client', { 'linux-docker': linux.readClient(lines) }],
  ['cgroup', { 'linux-cgroup-type': linux.readCgroupType(lines) }],
  ['iptables', { 'linux-iptables': linux.readIptables(lines) }]
]

function readDocker(lines: readonly string[]): readonly Given[] {
  const told = readDockerVersion(lines)
  const facts = told === undefined ? {} : engineFacts(told)
  return [
    ['docker-version', { 'engine-version': facts.version, 'engine-connection': facts.connection }],
    ['docker-info', { 'engine-info': readDockerInfo(lines) }]
  ]
}

const gives = ([, answers]: Given): boolean => Object.values(answers).some((text) => text !== undefined)

/** On Windows and on a Mac, the Linux of a container or of WSL is pasted too: theirs goes first, by what only they write. */
function systemOf(
  lines: readonly string[],
  windows: boolean,
  linuxTold: boolean,
  macTold: boolean
): System | undefined {
  if (windows) return 'win32'
  if (macTold || isMac(lines)) return 'darwin'
  if (linuxTold) return 'linux'
  switch (readDockerVersion(lines)?.clientOs) {
    case 'windows':
      return 'win32'
    case 'darwin':
      return 'darwin'
    case 'linux':
      return 'linux'
    default:
      return undefined
  }
}

const wordsOfLinux: readonly OutputId[] = ['uname', 'os-release']

export function readPasted(pasted: string): Pasted {
  const text = clean(pasted)
  const lines = outputLines(text)
  const windows = readWindows(text, lines).filter(gives)
  const linuxGiven = readLinux(lines).filter(gives)
  const asked = readAsked(lines)
  const [first = ''] = asked.keys()
  const told = linuxGiven.some(([id]) => wordsOfLinux.includes(id))
  const system = systemOf(lines, windows.length > 0, told || first.startsWith('linux-'), first.startsWith('macos-'))
  const own =
    system === 'win32'
      ? windows
      : system === 'darwin'
        ? readMac(lines).filter(gives)
        : system === 'linux'
          ? linuxGiven
          : []
  const given = [...own, ...readDocker(lines).filter(gives)]
  const texts = new Map(given.flatMap(([, answers]) => Object.entries(answers)))
  const found: readonly OutputId[] = [...given.map(([id]) => id), ...(asked.size > 0 ? (['asked'] as const) : [])]
  return {
    system,
    found: outputs.map(({ id }) => id).filter((id) => found.includes(id)),
    answers: (probe): Answer => {
      const answer = texts.get(probe)
      return asked.get(probe) ?? (answer === undefined ? { kind: 'not-asked' } : { kind: 'answered', text: answer })
    }
  }
}
