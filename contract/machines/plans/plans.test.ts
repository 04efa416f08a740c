import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import english from '../../../locales/en/machines.json'
import french from '../../../locales/fr/machines.json'
import { lineText } from '../../command/quote'
import { machines } from '../api'
import { products, type MachineRef, type MachineSize } from '../model'
import { changePlanOf, machineActions, planOf } from './index'
import type { Plan } from './plan'

const gibibyte = 1024 ** 3
const size: MachineSize = { cpus: 4, memoryBytes: 8 * gibibyte, diskBytes: 100 * gibibyte }
const off = (product: MachineRef['product'], more: Partial<MachineRef> = {}): MachineRef => ({
  product,
  name: 'work',
  running: false,
  system: 'darwin',
  ...more
})
const on = (product: MachineRef['product'], more: Partial<MachineRef> = {}) => off(product, { running: true, ...more })

/** As a person would type it, with what is written into files in its place. */
const typed = (plan: Plan): readonly string[] =>
  plan.map((step) =>
    step.kind === 'run'
      ? lineText(step.line, { shell: 'posix' })
      : `${step.file}: ${step.entries.map((entry) => entry.join('=')).join(' ')}`
  )
const acts = (machine: MachineRef) => machineActions.map((action) => typed(planOf(action, machine)).join(' && '))

describe('the commands of each product', () => {
  it.each([
    [on('colima'), ['colima start work', 'colima stop work', 'colima restart work']],
    [on('colima', { name: 'default' }), ['colima start', 'colima stop', 'colima restart']],
    [on('lima'), ['limactl start work', 'limactl stop work', 'limactl stop work && limactl start work']],
    [
      on('podman-machine'),
      ['podman machine start work', 'podman machine stop work', 'podman machine stop work && podman machine start work']
    ],
    [on('rancher-desktop'), ['rdctl start', 'rdctl shutdown', 'rdctl shutdown && rdctl start']],
    [on('orbstack'), ['orbctl start', 'orbctl stop', 'orbctl stop && orbctl start']],
    [on('docker-machine'), ['docker-machine start work', 'docker-machine stop work', 'docker-machine restart work']],
    [
      on('engine-service', { system: 'linux' }),
      [
        'sudo systemctl start docker.service',
        'sudo systemctl stop docker.socket docker.service',
        'sudo systemctl restart docker.service'
      ]
    ],
    [
      on('engine-service', { system: 'linux', way: 'no-socket' }),
      [
        'sudo systemctl start docker.service',
        'sudo systemctl stop docker.service',
        'sudo systemctl restart docker.service'
      ]
    ],
    [
      on('engine-service', { system: 'linux', way: 'user' }),
      [
        'systemctl --user start docker.service',
        'systemctl --user stop docker.service',
        'systemctl --user restart docker.service'
      ]
    ],
    [on('docker-desktop', { way: 'cli' }), ['docker desktop start', 'docker desktop stop', 'docker desktop restart']],
    [
      on('docker-desktop', { way: 'app' }),
      ['open -a Docker', `osascript -e 'quit app "Docker"'`, `osascript -e 'quit app "Docker"' && open -a Docker`]
    ],
    [
      on('docker-desktop', { way: 'app', system: 'linux' }),
      [
        'systemctl --user start docker-desktop',
        'systemctl --user stop docker-desktop',
        'systemctl --user restart docker-desktop'
      ]
    ],
    [
      on('wsl', { system: 'win32' }),
      [
        'wsl --distribution work --exec true',
        'wsl --terminate work',
        'wsl --terminate work && wsl --distribution work --exec true'
      ]
    ]
  ] as const)('$product $name $way', (machine, expected) => expect(acts(machine)).toEqual(expected))

  it('quote a name for the shell that Hyper-V’s are run in', () => {
    expect(typed(planOf('stop', on('hyper-v', { name: "ada's box" })))).toEqual([
      `powershell -NoProfile -NonInteractive -Command 'Stop-VM -Name '\\''ada'\\'''\\''s box'\\'''`
    ])
  })
})

describe('a change of size', () => {
  it.each([
    [on('colima'), ['colima stop work', 'colima start work --cpu 4 --memory 8 --disk 100']],
    [off('colima'), ['colima start work --cpu 4 --memory 8 --disk 100']],
    [
      on('lima'),
      ['limactl stop work', 'limactl edit --tty=false --cpus 4 --memory 8 --disk 100 work', 'limactl start work']
    ],
    [off('lima'), ['limactl edit --tty=false --cpus 4 --memory 8 --disk 100 work']],
    [
      on('podman-machine'),
      [
        'podman machine stop work',
        'podman machine set --cpus 4 --memory 8192 --disk-size 100 work',
        'podman machine start work'
      ]
    ],
    [on('rancher-desktop'), ['rdctl set --virtual-machine.number-cpus 4 --virtual-machine.memory-in-gb 8']],
    [off('rancher-desktop'), ['rdctl start --virtual-machine.number-cpus 4 --virtual-machine.memory-in-gb 8']],
    [on('orbstack'), ['orbctl config set cpu 4', 'orbctl config set memory_mib 8192', 'orbctl stop', 'orbctl start']],
    [off('orbstack'), ['orbctl config set cpu 4', 'orbctl config set memory_mib 8192']],
    [
      on('docker-machine', { way: 'virtualbox' }),
      ['docker-machine stop work', 'VBoxManage modifyvm work --cpus 4 --memory 8192', 'docker-machine start work']
    ],
    [
      on('docker-desktop', { way: 'cli' }),
      ['docker desktop stop', 'docker-desktop: Cpus=4 MemoryMiB=8192 DiskSizeMiB=102400', 'docker desktop start']
    ],
    [off('docker-desktop'), ['docker-desktop: Cpus=4 MemoryMiB=8192 DiskSizeMiB=102400']],
    [on('wsl'), ['wsl: processors=4 memory=8192MB', 'wsl --shutdown']],
    [
      off('hyper-v'),
      [
        `powershell -NoProfile -NonInteractive -Command 'Set-VMProcessor -VMName work -Count 4'`,
        `powershell -NoProfile -NonInteractive -Command 'Set-VMMemory -VMName work -StartupBytes 8589934592'`
      ]
    ],
    [on('engine-service'), []]
  ] as const)('$product, running: $running', (machine, expected) =>
    expect(typed(changePlanOf(machine, size))).toEqual(expected)
  )

  it('sets only what is to be changed', () => {
    expect(typed(changePlanOf(off('colima'), { cpus: 2 }))).toEqual(['colima start work --cpu 2'])
    expect(typed(changePlanOf(off('lima'), { memoryBytes: 1.5 * gibibyte }))).toEqual([
      'limactl edit --tty=false --memory 1.5 work'
    ])
  })
})

describe('every part of every command', () => {
  it('is explained in both languages, and nothing is explained that none says', () => {
    const seen = new Set<string>()
    for (const product of products)
      for (const system of ['linux', 'darwin', 'win32'] as const)
        for (const way of ['cli', 'app', 'user', 'no-socket', 'virtualbox', undefined] as const)
          for (const running of [true, false])
            for (const plan of [
              ...machineActions.map((action) => planOf(action, { product, name: 'work', system, way, running })),
              changePlanOf({ product, name: 'work', system, way, running }, size)
            ])
              for (const step of plan)
                if (step.kind === 'run') for (const { explain } of step.line.parts) seen.add(explain ?? 'nothing')
    const keys = (texts: typeof english): string[] =>
      (['program', 'word'] as const).flatMap((group) =>
        Object.keys(texts.explain[group]).map((key) => `machines.explain.${group}.${key}`)
      )
    expect([...seen].sort()).toEqual(keys(english).sort())
    expect([...seen].sort()).toEqual(keys(french).sort())
  })

  it('hands a name on as it is, whatever it holds', () => {
    fc.assert(
      fc.property(fc.string({ minLength: 1 }), fc.constantFrom(...products), (name, product) => {
        for (const action of machineActions)
          for (const step of planOf(action, on(product, { name }))) {
            if (step.kind !== 'run' || product === 'hyper-v') continue
            const named = step.line.parts.filter(({ explain }) => /\.(machine|profile)$/.test(explain ?? ''))
            for (const { text } of named) expect(text).toBe(name)
          }
      })
    )
  })
})

describe('the operations', () => {
  it('show the line that says the most, and all where there are several', () => {
    const request = { machine: on('lima'), size: { cpus: 4 } }
    expect(machines.change.steps?.(request)).toHaveLength(3)
    const line = machines.change.command?.(request)
    expect(line === undefined ? '' : lineText(line, { shell: 'posix' })).toContain('--cpus 4')
    expect(machines.stop.steps?.({ machine: on('colima') })).toEqual([])
  })
})
