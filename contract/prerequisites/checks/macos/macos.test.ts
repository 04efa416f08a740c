/** macOS' checks over what its commands answer: as documented, and as recorded in notes of several versions. */
import { describe, expect, it } from 'vitest'
import type { Answer } from '../check'
import { runCheck } from '../run-check'
import { macosChecks } from './checks'
import { macosProbes } from './probes'
import { lastDesktop, versionOfDarwin } from './versions'

const answered = (text: string, code = 0): Answer => ({ kind: 'answered', text, code })

/** A MacBook with an M2, macOS 15, Docker Desktop and Homebrew; what is not known comes as sysctl's error, with its code. */
const usual: Readonly<Record<string, Answer>> = {
  'macos-version': answered('ProductName:\t\tmacOS\nProductVersion:\t\t15.6.1\nBuildVersion:\t\t24G90\n'),
  'macos-hardware': answered(
    `hw.memsize: 17179869184
hw.optional.arm64: 1
kern.hv_support: 1
kern.hv_vmm_present: 0
sysctl.proc_translated: 0
machdep.cpu.brand_string: Apple M2
sysctl: unknown oid 'hw.optional.x86_64'
`,
    1
  ),
  'macos-places': answered(
    `/Applications/Docker.app
/Library/Apple/usr/libexec/oah/libRosettaRuntime
/System/Library/Frameworks/Hypervisor.framework
/System/Library/Frameworks/Virtualization.framework
/opt/homebrew/bin/brew
/usr/local/bin/docker
ls: /Applications/OrbStack.app: No such file or directory
`,
    1
  ),
  'macos-sockets': answered(`home=/Users/ada
uid=501
srwxr-xr-x  1 501  20  0 Nov 21 09:12 /Users/ada/.docker/run/docker.sock
end
`),
  'macos-disk': answered(`Filesystem     1024-blocks     Used Available Capacity iused     ifree %iused  Mounted on
/dev/disk3s1s1   482797652 11009936  84271892    12%  404475 842718920    0%   /
`)
}
/** An Intel Mac of 2015, macOS 10.14, with nothing of Docker's. */
const old: Readonly<Record<string, Answer>> = {
  'macos-version': answered('ProductName:\tMac OS X\nProductVersion:\t10.14.6\nBuildVersion:\t18G6032\n'),
  'macos-hardware': answered(`hw.memsize: 8589934592
hw.optional.x86_64: 1
kern.hv_support: 1
machdep.cpu.brand_string: Intel(R) Core(TM) i5-5257U CPU @ 2.70GHz
`),
  'macos-places': answered(
    '/System/Library/Frameworks/Hypervisor.framework\nls: /Applications/Docker.app: No such file or directory\n',
    1
  ),
  'macos-sockets': answered('home=/Users/ada\nuid=501\nend\n'),
  'macos-disk': answered('/dev/disk1s1   244912536 230000000   4000000    99% 1000000 9223372036853775807    0%   /\n')
}

function judge(answers: Readonly<Record<string, Answer>>) {
  const results = macosChecks.flatMap(
    (check) => runCheck(check, (name) => answers[name] ?? { kind: 'not-asked' }) ?? []
  )
  return {
    of: (name: string) => results.find(({ id }) => id === `macos-${name}`),
    outcomes: Object.fromEntries(results.map(({ id, outcome }) => [id.replace('macos-', ''), outcome]))
  }
}
const outcomeWith = (name: string, probe: string, answer: Answer) => judge({ ...usual, [probe]: answer }).outcomes[name]

describe('a Mac', () => {
  it('with Docker Desktop has all that is required', () => {
    expect(new Set(Object.values(judge(usual).outcomes))).toEqual(new Set(['met']))
  })

  it('of 2015 is told what it lacks, and the last Docker Desktop that it took', () => {
    const mac = judge(old)
    expect(mac.outcomes).toEqual({
      processor: 'met',
      virtualization: 'met',
      memory: 'met',
      disk: 'not-met',
      version: 'not-met',
      monitors: 'not-met',
      product: 'not-met',
      homebrew: 'not-met',
      socket: 'not-met',
      'socket-path': 'met'
    })
    expect(mac.of('version')?.cures.map(({ says }) => says.values)).toContainEqual({ version: '4.6.1' })
    expect(mac.of('monitors')?.found.key).toMatch(/hyperkit$/)
  })

  it('where this app is translated is told to take the other build', () => {
    const translated = 'hw.optional.arm64: 1\nhw.optional.x86_64: 1\nsysctl.proc_translated: 1\n'
    expect(outcomeWith('processor', 'macos-hardware', answered(translated))).toBe('not-met')
    // Cut off before it says so, it could be either.
    expect(outcomeWith('processor', 'macos-hardware', answered('hw.optional.arm64: 1\n'))).toBe('unknown')
  })

  it.each([
    ['virtualization', 'macos-hardware', 'kern.hv_support: 0\n', 'not-met'],
    ['virtualization', 'macos-hardware', "sysctl: unknown oid 'kern.hv_support'\n", 'unknown'],
    ['memory', 'macos-hardware', 'hw.memsize: 2147483648\n', 'not-met'],
    ['version', 'macos-version', '26.3\n', 'met'],
    ['version', 'macos-version', 'ProductVersion:\t13.7.2\n', 'not-met'],
    ['version', 'macos-version', 'zsh: command not found: sw_vers\n', 'unknown'],
    ['rosetta', 'macos-places', '/System/Library/Frameworks/Hypervisor.framework\n', 'not-met'],
    ['product', 'macos-places', '/usr/local/bin/docker\n', 'not-met'],
    ['product', 'macos-places', '/opt/homebrew/bin/colima\n', 'met'],
    ['homebrew', 'macos-places', '/usr/local/bin/brew\n', 'not-met'],
    ['product', 'macos-places', '', 'unknown'],
    ['socket', 'macos-sockets', 'home=/Users/ada\nuid=501\n', 'unknown'],
    [
      'socket',
      'macos-sockets',
      'home=/Users/ada\nuid=502\nsrwxr-xr-x  1 501  20  0 Nov 21 09:12 /var/run/docker.sock\nend\n',
      'not-met'
    ],
    [
      'socket',
      'macos-sockets',
      'home=/Users/ada\nuid=502\nsrw-rw-rw-  1 0  1  0 Nov 21 09:12 /var/run/docker.sock\nend\n',
      'met'
    ],
    ['socket-path', 'macos-sockets', `home=/Users/${'a'.repeat(80)}\nuid=501\nend\n`, 'not-met']
  ] as const)('%s of %s %j is %s', (name, probe, text, outcome) => {
    expect(outcomeWith(name, probe, answered(text))).toBe(outcome)
  })

  it('with the docker command alone is told that it runs nothing', () => {
    const alone = judge({ ...usual, 'macos-places': answered('/usr/local/bin/docker\n') }).of('product')
    expect(alone?.found.key).toMatch(/client-only$/)
  })

  it('of Intel is asked nothing about Rosetta', () => {
    expect(judge(old).of('rosetta')).toBeUndefined()
  })

  it('whose answers are cut off never has a fault less', { timeout: 30_000 }, () => {
    for (const whole of [usual, old]) {
      const judged = judge(whole).outcomes
      for (const [probe, answer] of Object.entries(whole)) {
        const text = answer.kind === 'answered' ? answer.text : ''
        for (let end = 0; end < text.length; end += 3) {
          const cut = judge({ ...whole, [probe]: answered(text.slice(0, end)) }).outcomes
          for (const [id, outcome] of Object.entries(cut))
            if (outcome === 'met') expect(judged[id], `${id}: ${probe} cut at ${end}`).not.toBe('not-met')
        }
      }
    }
  })
})

describe('versions', () => {
  it('of the kernel are those of macOS', () => {
    expect([18, 19, 20, 22, 24, 25, 3].map(versionOfDarwin)).toEqual([
      [10, 14],
      [10, 15],
      [11],
      [13],
      [15],
      [26],
      undefined
    ])
  })

  it('had a last Docker Desktop each', () => {
    expect([[13, 7], [12], [11], [10, 15], [10, 13], [10, 11]].map(lastDesktop)).toEqual([
      '4.48.0',
      '4.41.2',
      '4.24.2',
      '4.15.0',
      '2.5.0.1',
      undefined
    ])
  })
})

it('what is asked needs no shell but for one sentence that is always the same', () => {
  for (const [name, probe] of Object.entries(macosProbes)) {
    expect(probe.kind).toBe('program')
    if (probe.kind === 'program') expect([name, probe.program.startsWith('/')]).toEqual([name, true])
  }
})
