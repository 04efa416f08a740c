/** Windows' checks over what PowerShell tells of this computer, and what the others add. */
import { describe, expect, it } from 'vitest'
import type { Answer } from '../check'
import { runCheck } from '../run-check'
import { windowsChecks } from './checks'
import { editionOf, factsOf, type WindowsFacts } from './facts'
import { factsScript } from './facts-script'
import { lastDesktop } from './versions'
import { distributionsOf, wslOf } from './wsl-output'

/** As the script's one line is, on a Windows 11 Pro with Docker Desktop (names: Win32_OperatingSystem, EditionID). */
const desktop = {
  caption: 'Microsoft Windows 11 Professionnel',
  build: 22631,
  productType: 1,
  edition: 'Professional',
  architecture: 9,
  width: 64,
  memory: 17_096_486_912,
  model: 'GE72 2QF',
  hypervisor: true,
  // As Windows tells them while its hypervisor runs.
  firmware: false,
  slat: false,
  monitor: false,
  features: {
    VirtualMachinePlatform: 1,
    'Microsoft-Windows-Subsystem-Linux': 1,
    'Microsoft-Hyper-V': 2,
    Containers: 2
  },
  services: { 'com.docker.service': 'Stopped', WSLService: 'Running' },
  reboot: false,
  writeDenied: null as number | null,
  desktop: '4.67.0' as string | null,
  toolbox: false,
  pipes: ['docker_engine', 'dockerDesktopLinuxEngine']
}
type Given = Partial<Record<keyof typeof desktop, unknown>>
const answered = (text: string, code = 0): Answer => ({ kind: 'answered', text, code })

function judge(facts: Given, more: Readonly<Record<string, Answer>> = {}) {
  const answers: Readonly<Record<string, Answer>> = {
    'windows-facts': answered(JSON.stringify({ ...desktop, ...facts })),
    'windows-wsl-version': answered('WSL version: 2.4.13.0\nKernel version: 5.15.167.4-1\n'),
    'windows-wsl-list': answered('  NAME      STATE           VERSION\n* Ubuntu    Running         2\n'),
    'windows-groups': answered('"Everyone","Well-known group","S-1-1-0","Mandatory group"\n'),
    'windows-boot': { kind: 'refused', message: 'Access is denied.' },
    ...more
  }
  const results = windowsChecks.flatMap(
    (check) => runCheck(check, (name) => answers[name] ?? { kind: 'not-asked' }) ?? []
  )
  return {
    of: (name: string) => results.find(({ id }) => id === `windows-${name}`),
    outcomes: Object.fromEntries(results.map(({ id, outcome }) => [id.replace('windows-', ''), outcome]))
  }
}

describe('Windows', () => {
  it('with Docker Desktop has all that is required, whatever its processor seems to say under a hypervisor', () => {
    expect(judge({}).outcomes).toMatchObject({
      processor: 'met',
      virtualization: 'met',
      slat: 'met',
      memory: 'met',
      version: 'met',
      wsl: 'met',
      'virtual-machine-platform': 'met',
      hypervisor: 'met',
      desktop: 'met',
      pipe: 'met'
    })
  })

  it.each([
    ['virtualization', { hypervisor: false, firmware: false }, 'not-met'],
    ['virtualization', { hypervisor: false, firmware: true }, 'met'],
    ['virtualization', { model: 'VMware7,1' }, 'unknown'],
    ['slat', { hypervisor: false, firmware: true, slat: false }, 'not-met'],
    ['slat', { hypervisor: false, firmware: false, slat: false }, 'unknown'],
    ['memory', { memory: 2_147_483_648 }, 'not-met'],
    // What Windows counts of 4 GB, with graphics of their own (a report of 2022: 3,500 MB).
    ['memory', { memory: 3500 * 1024 ** 2 }, 'met'],
    ['version', { build: 19045 }, 'met'],
    ['version', { build: 19044 }, 'not-met'],
    ['version', { build: 22621 }, 'not-met'],
    ['processor', { architecture: 12 }, 'met'],
    ['processor', { architecture: 0, width: 32 }, 'not-met'],
    ['virtual-machine-platform', { features: { VirtualMachinePlatform: 1 } }, 'met'],
    ['hypervisor', { hypervisor: false }, 'not-met'],
    ['reboot', { reboot: true }, 'not-met'],
    ['desktop', { desktop: null }, 'not-met'],
    ['pipe', { pipes: [] }, 'not-met'],
    ['containers', { writeDenied: 1 }, 'not-met'],
    ['containers', {}, 'not-met'],
    ['containers', { features: { Containers: 1 } }, 'met'],
    ['containers', { edition: 'Core' }, 'not-met'],
    ['hyper-v', {}, 'not-met'],
    ['hyper-v', { edition: 'CoreSingleLanguage' }, undefined],
    ['hyper-v', { services: { vmms: 'Running' } }, 'met'],
    ['docker-users', {}, 'not-met'],
    ['docker-users', { desktop: null }, undefined]
  ] as const)('%s of %j is %s', (name, facts, outcome) => {
    expect(judge(facts).outcomes[name]).toBe(outcome)
  })

  it('without the feature that WSL 2 runs on is told the commands that enable it', () => {
    const without = judge({ features: { VirtualMachinePlatform: 2 } }, { 'windows-wsl-list': { kind: 'missing' } }).of(
      'virtual-machine-platform'
    )
    expect(without).toMatchObject({ outcome: 'not-met' })
    expect(without?.cures[0]?.commands[0]).toBe(
      'dism.exe /online /enable-feature /featurename:VirtualMachinePlatform /all /norestart'
    )
  })

  it('can do without WSL where Hyper-V runs, on an edition that has it', () => {
    const facts = { features: { 'Microsoft-Hyper-V': 1 }, services: { vmms: 'Running' } }
    const none = { 'windows-wsl-version': { kind: 'missing' } as const }
    expect(judge(facts, none).outcomes['wsl']).toBe('met')
    expect(judge({ ...facts, edition: 'Core' }, none).outcomes['wsl']).toBe('not-met')
  })

  it('may not read its boot settings: nothing depends on that', () => {
    expect(judge({}).outcomes['hypervisor']).toBe('met')
    expect(judge({}, { 'windows-boot': answered('hypervisorlaunchtype    Off\n') }).outcomes['hypervisor']).toBe(
      'not-met'
    )
  })

  it('Server has an engine of its own, and no Docker Desktop', () => {
    const server = { productType: 3, edition: 'ServerStandard', build: 20348, services: { docker: 'Running' } }
    expect(judge(server).outcomes).toMatchObject({ version: 'met', server: 'met' })
    expect(Object.keys(judge(server).outcomes)).not.toContain('desktop')
    const bare = judge({ ...server, services: {}, features: { Containers: 2 } }).of('server')
    expect(bare?.cures[0]?.commands[0]).toBe('Install-WindowsFeature -Name Containers -Restart')
    expect(judge({ ...server, build: 9600 }).outcomes['version']).toBe('not-met')
  })

  it('tells nothing where PowerShell is missing, late, refused, or cut off', () => {
    const whole = JSON.stringify(desktop)
    for (const answer of [
      { kind: 'missing' } as const,
      { kind: 'timed-out' } as const,
      { kind: 'refused', message: 'no' } as const,
      answered(whole.slice(0, -2)),
      answered('Get-CimInstance : Accès refusé')
    ])
      expect(judge({}, { 'windows-facts': answer }).outcomes).toMatchObject({
        version: 'unknown',
        memory: 'unknown',
        pipe: 'unknown'
      })
  })

  it('whose features could not be asked is not said to lack them', () => {
    expect(
      judge({ features: {} }, { 'windows-wsl-list': { kind: 'missing' } }).outcomes['virtual-machine-platform']
    ).toBe('unknown')
  })
})

describe('the facts', () => {
  it('are asked in a script that a command line carries as it is', () => {
    expect(factsScript).not.toMatch(/["\n]/)
    expect(factsScript.length).toBeLessThan(8000)
  })

  it('are found between a mark of byte order and what went wrong besides', () => {
    const line = JSON.stringify({ build: 22631 })
    expect(factsOf(answered(`\uFEFF${line}\r\n#< CLIXML\n<Objs> { } </Objs>`, 1))).toMatchObject({ build: 22631 })
    expect(factsOf(answered(line.slice(0, -1)))).toBeUndefined()
  })

  it('are read for what they are, and not for what they are not', () => {
    const facts = (given: object): WindowsFacts | undefined => factsOf(answered(JSON.stringify(given)))
    expect(facts({ build: 0, memory: 'much', pipes: 'docker_engine' })).toMatchObject({
      build: undefined,
      memory: undefined,
      pipes: ['docker_engine']
    })
    const edition = (given: object) => editionOf(facts(given) as WindowsFacts)
    expect(edition({ edition: 'EnterpriseS' })).toBe('ltsc')
    expect(edition({ caption: 'Microsoft Windows 10 Famille' })).toBe('home')
    expect(edition({ caption: 'Microsoft Windows 11 Entreprise' })).toBe('enterprise')
    expect(edition({ caption: 'Microsoft Windows 10 Pro' })).toBe('pro')
    expect(edition({ caption: 'Microsoft Windows Server 2019 Datacenter' })).toBe('server')
  })

  it('tell which Docker Desktop a build last took', () => {
    expect([22_621, 19_044, 19_041, 17_763, 15_063, 14_393, 10_586].map((build) => lastDesktop(build, false))).toEqual([
      '4.49.0',
      '4.34.3',
      '4.24.2',
      '3.1.0',
      '2.3.0.5',
      '2.0.0.2',
      undefined
    ])
  })
})

describe('wsl.exe', () => {
  it.each([
    ['WSL version: 2.0.14.0\nKernel version: 5.15.133.1-1\nWSLg version: 1.0.59\n', '2.0.14.0'],
    ['WSL 版本： 2.0.9.0\n内核版本： 5.15.133.1-1\n', '2.0.9.0'],
    ['WSL のバージョン: 2.7.12.0\n', '2.7.12.0']
  ])('of %j has the version %s', (text, version) => {
    expect(wslOf(answered(text))).toMatchObject({ kind: 'version', text: version })
  })

  it('that came with Windows tells how it is used, and has no version', () => {
    const usage =
      'Invalid command line option: --version\nUsage: wsl.exe [Argument] [Options...]\n    --exec, -e <CommandLine>\n'
    expect(wslOf(answered(usage, 4_294_967_295))).toEqual({ kind: 'inbox' })
    expect(wslOf(answered('WSLg version: 1.0.59\n'))).toEqual({ kind: 'untold' })
  })

  it('lists distributions by names with spaces, too', () => {
    const list =
      '  NAME                   STATE           VERSION\n* My Linux               Running         2\n  old                    Stopped         1\n'
    expect(distributionsOf(answered([...list].join('\0')))).toEqual([
      { name: 'My Linux', isDefault: true, version: 2 },
      { name: 'old', isDefault: false, version: 1 }
    ])
  })
})
