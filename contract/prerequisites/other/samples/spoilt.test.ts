/** The same texts after a mail, a console or a chat spoilt them, cut in the middle, and several in one. */
import { describe, expect, it } from 'vitest'
import type { CheckOutcome } from '../../model'
import { judgePasted } from '../judge'
import { readPasted } from '../read-pasted'
import { verdictOf } from '../verdict'
import { dockers } from './test-docker'
import { dockerComplaints } from './test-docker-words'
import { linuxes } from './test-linux'
import { linuxPeople } from './test-linux-people'
import { linuxRaw } from './test-linux-raw'
import { macs } from './test-macs'
import { client, quoted } from './test-sample'
import { systemInfoEurope } from './test-systeminfo-europe'
import { systemInfoLanguages } from './test-systeminfo-languages'
import { windowsVersions } from './test-windows'
import { windowsWords } from './test-windows-words'

const all = [
  ...[...systemInfoLanguages, ...systemInfoEurope, ...windowsVersions, ...windowsWords],
  ...[...macs, ...dockers, ...dockerComplaints, ...linuxes, ...linuxPeople, ...linuxRaw]
]
/** One of each kind: those that are broken already, or differ by a word, are told elsewhere. */
const plain = all.filter(({ name }) => !/columns|in a mail|virtual machine of/.test(name))
const outcomes = (text: string): Readonly<Record<string, CheckOutcome>> =>
  Object.fromEntries(judgePasted(text).results.map(({ id, outcome }) => [id, outcome]))

describe('every text', () => {
  it.each<[string, (text: string) => string]>([
    ['with Windows’ ends of lines', (text) => text.replace(/\r?\n/g, '\r\n')],
    ['with spaces after every line', (text) => text.replace(/\r?\n/g, '   \n')],
    ['quoted by a mail, and by its answer', (text) => quoted(quoted(text.replaceAll('\r\n', '\n')))],
    ['in colours', (text) => text.replace(/^(?=\S)/gm, '\u001B[1;32m').replace(/$/gm, '\u001B[0m')],
    ['with marks of direction', (text) => text.replace(/: /g, ': \u200E')],
    ['in a code block of a chat', (text) => `Here it is:\n\`\`\`console\n${text}\n\`\`\`\nThanks!`],
    ['under a greeting, after a signature', (text) => `Hello,\n\nsee below.\n\n${text}\n-- \nAda Lovelace\n`]
  ])('%s is judged as it was', { timeout: 60_000 }, (_title, spoil) => {
    for (const { name, text } of plain) expect([name, outcomes(spoil(text))]).toEqual([name, outcomes(text)])
  })

  it('cut off anywhere never turns what is not met into met', { timeout: 60_000 }, () => {
    const turned: string[] = []
    // Of a 32-bit system under a 64-bit kernel the second of two outputs tells: without it, the first one is right.
    for (const { name, text } of plain.filter(({ name }) => !/under a kernel of 64/.test(name))) {
      const whole = outcomes(text)
      for (let end = 13; end < text.length; end += 131)
        for (const [id, outcome] of Object.entries(outcomes(text.slice(0, end))))
          if (outcome === 'met' && whole[id] === 'not-met') turned.push(`${name}, at ${end}: ${id}`)
    }
    expect(turned).toEqual([])
  })
})

describe('several in one', () => {
  const of = (...names: readonly string[]) =>
    names.map((name) => all.find((sample) => sample.name.startsWith(name))?.text ?? '').join('\n')

  it('of one Windows, with the Linux inside it', () => {
    const text = of('WSL 2', 'Windows 11 Pro 24H2', 'wsl --version and -l -v, Russian')
    expect(readPasted(text)).toMatchObject({ system: 'win32', found: ['systeminfo', 'wsl-version', 'wsl-list'] })
    expect(verdictOf(judgePasted(text)).kind).toBe('desktop')
  })

  it('of one Linux: each is named', () => {
    const text = `${of('WSL 2')}${of('groups', 'df -h /var', 'free -h', 'KVM, open to everybody')}${client('24.0.7', '1.43')}
Cannot connect to the Docker daemon at unix:///var/run/docker.sock. Is the docker daemon running?
`
    expect(readPasted(text).found).toEqual([
      'uname',
      'os-release',
      'free',
      'group-names',
      'kvm',
      'disk',
      'docker-version'
    ])
  })

  it('of a Mac, with a container’s uname', () => {
    const text = `${of('macOS 15.1')}\nLinux 3f2a 6.10.14-linuxkit #1 SMP x86_64 Linux\nID=alpine\n`
    expect(readPasted(text).system).toBe('darwin')
  })
})

describe('a kernel’s configuration', () => {
  const options = ['NAMESPACES', 'NET_NS', 'PID_NS', 'IPC_NS', 'UTS_NS', 'CGROUPS', 'CGROUP_CPUACCT', 'CGROUP_DEVICE']
    .concat(['CGROUP_FREEZER', 'CGROUP_SCHED', 'CPUSETS', 'MEMCG', 'KEYS', 'VETH', 'BRIDGE', 'BRIDGE_NETFILTER'])
    .concat(['NETFILTER_XT_MATCH_ADDRTYPE', 'NETFILTER_XT_MATCH_CONNTRACK', 'NF_NAT', 'POSIX_MQUEUE'])
    .concat(['IP_NF_FILTER', 'IP_NF_NAT', 'IP_NF_TARGET_MASQUERADE', 'OVERLAY_FS'])
  /** As long as a distribution's, with what is looked at on both sides of all the rest. */
  const config = (without = ''): string =>
    [
      '#\n# Linux/x86 6.1.0 Kernel Configuration\n#\nCONFIG_LOCALVERSION=""\nCONFIG_SYSVIPC=y',
      ...options.slice(0, 12).map((name) => `CONFIG_${name}=y`),
      ...Array.from({ length: 9_000 }, (_, index) => `CONFIG_OTHER_${index}=m\n# CONFIG_ANOTHER_${index} is not set`),
      ...options.slice(12).map((name) => (name === without ? `# CONFIG_${name} is not set` : `CONFIG_${name}=m`)),
      '#\n# Kernel hacking\n#\nCONFIG_MAGIC_SYSRQ=y\nCONFIG_DEBUG_KERNEL=y\n'
    ].join('\n')
  const uname = 'Linux host 6.1.0 #1 SMP x86_64 GNU/Linux'

  it('that is whole is judged, and what stands after it is read', () => {
    const text = `$ zcat /proc/config.gz\n${config()}\n${uname}\n`
    expect(text.length).toBeGreaterThan(400_000)
    expect(outcomes(text)).toMatchObject({
      'linux-kernel-options': 'met',
      'linux-overlay': 'met',
      'linux-kernel': 'met'
    })
    expect(readPasted(text).found).toEqual(['uname', 'kernel-config'])
    expect(outcomes(config('VETH'))).toMatchObject({ 'linux-kernel-options': 'not-met' })
    expect(outcomes(quoted(config()).replaceAll('\n', '\r\n'))).toMatchObject({ 'linux-kernel-options': 'met' })
  })

  it('of which the end is not there tells nothing', () => {
    expect(outcomes(`${uname}\n${config().slice(0, 100_000)}`)['linux-kernel-options']).toBe('unknown')
    expect(readPasted('CONFIG_VETH=m\nCONFIG_BRIDGE=m\n').found).toEqual([])
  })

  it('is read of moby’s check-config.sh, with its colours', () => {
    const line = (name: string, how: string): string => `- \u001B[1mCONFIG_${name}\u001B[0m: \u001B[32m${how}\u001B[0m`
    const text = (veth: string): string =>
      [
        'info: reading kernel config from /boot/config-6.1.0-18-amd64 ...\n\n\u001B[1mGenerally Necessary:\u001B[0m',
        ...options.map((name) => line(name, name === 'VETH' ? veth : 'enabled (as module)')),
        '\n\u001B[1mOptional Features:\u001B[0m',
        line('SECCOMP', 'enabled')
      ].join('\n')
    expect(outcomes(text('enabled'))).toMatchObject({ 'linux-kernel-options': 'met' })
    expect(outcomes(text('missing'))).toMatchObject({ 'linux-kernel-options': 'not-met' })
  })
})
