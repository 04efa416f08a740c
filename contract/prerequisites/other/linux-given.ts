/** Which outputs of Linux are in a text, and what they answer. */
import type { Answer, Answers } from '../checks/check'
import { socketIn, type DockerTold } from './read-docker'
import { infoOf } from './read-docker-info'
import { readKernelConfig } from './read-kernel-config'
import * as linux from './read-linux'
import * as access from './read-linux-access'
import * as kernel from './read-linux-kernel'
import { readDisk, readInfoMemory, readMemory } from './read-linux-sizes'
import type { OutputId } from './outputs'

/** What one output gave: the probes and their answers, text being one that went well. */
export type Given = readonly [id: OutputId, answers: Readonly<Record<string, string | Answer | undefined>>]

/** In the order in which they count: what tells a thing itself goes before what tells it in passing. */
export function readLinux(pasted: string, lines: readonly string[], docker: DockerTold | undefined): readonly Given[] {
  const info = infoOf(lines)
  const id = linux.readId(lines) ?? linux.readGroupNames(lines)
  const answers: Answers = (probe) =>
    probe === 'linux-id' && id !== undefined ? { kind: 'answered', text: id } : { kind: 'not-asked' }
  const client = linux.readClient(lines)
  const cpu = linux.readCpu(lines)
  const isInfo = cpu !== undefined && lines.some((line) => /^\s*processor\s*:\s*\d+$/.test(line))
  const memory = readMemory(lines)
  const isFile = lines.some((line) => /^\s*MemTotal:/.test(line))
  const uname = linux.readLinuxUname(lines)
  const socket = access.readSocket(
    lines,
    answers,
    docker === undefined ? undefined : socketIn(docker),
    docker?.server !== undefined
  )
  const version = linux.readClientVersion(lines, docker?.clientVersion)
  return [
    ['docker-version', { 'linux-docker': version }],
    ['docker-info', { 'linux-uname': linux.readInfoKernel(lines), 'linux-memory': readInfoMemory(info?.memory) }],
    ['hostnamectl', { 'linux-uname': linux.readKernel(lines), 'linux-os-release': linux.readSystemName(lines) }],
    ['release-file', { 'linux-os-release': linux.readReleaseFile(lines) }],
    ['lsb-release', { 'linux-os-release': linux.readLsb(lines) }],
    ['uname', { 'linux-uname': uname }],
    ['os-release', { 'linux-os-release': linux.readOsRelease(lines) }],
    [isInfo ? 'cpuinfo' : 'lscpu', { 'linux-cpuinfo': cpu }],
    [isFile ? 'meminfo' : 'free', { 'linux-memory': memory }],
    [id?.startsWith('uid=') === true ? 'id' : 'group-names', { 'linux-id': id }],
    ['docker-group', { 'linux-docker-group': access.readDockerGroup(lines) }],
    ['docker-client', { 'linux-docker': client ?? (linux.lacksDocker(lines) ? { kind: 'missing' } : undefined) }],
    ['architecture', { 'linux-long-bit': kernel.readLongBit(lines) }],
    ['cgroup', { 'linux-cgroup-type': kernel.readCgroupType(lines) }],
    ['controllers', { 'linux-cgroup-controllers': kernel.readControllers(lines) }],
    ['cgroups', { 'linux-cgroups': kernel.readCgroups(lines) }],
    ['iptables', { 'linux-iptables': linux.readIptables(lines) }],
    ['kernel-config', { 'linux-kernel-config': readKernelConfig(pasted) }],
    ['filesystems', { 'linux-filesystems': kernel.readFilesystems(lines) }],
    ['lsmod', { 'linux-modules': kernel.readModules(lines) }],
    ['service', { 'linux-service': kernel.readService(lines) }],
    ['kvm', { 'linux-kvm': access.readKvm(lines, answers) }],
    ['socket', { 'linux-socket': socket }],
    ['disk', { 'linux-data-disk': readDisk(lines, info?.root) }]
  ]
}

/** Those that a Mac, or a Windows with Git's shell, writes too. */
const elsewhereToo: readonly OutputId[] = [
  'id',
  'group-names',
  'docker-client',
  'socket',
  'disk',
  'docker-info',
  'docker-version',
  'kernel-config'
]
export const isLinuxAlone = ([id]: Given): boolean => !elsewhereToo.includes(id)
