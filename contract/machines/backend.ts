/**
 * Which product serves an engine, and by what it is virtualized: told from what the engine says of itself and what the system says,
 * never from the path of a socket. Sources: the tests' recorded shapes, each with its own.
 */
import type { Said } from '../prerequisites/model'
import type { Backend, HostSystem, Product, Virtualization } from './model'

/** Of `/info` and `/version`. */
export interface EngineFacts {
  /** The host name of where it runs. */
  readonly name: string
  readonly operatingSystem: string
  readonly kernel: string
  /** `linux` or `windows`. */
  readonly osType: string
  readonly architecture: string
  /** `provider=virtualbox`. */
  readonly labels: readonly string[]
  /** `/version`, Platform.Name: `Docker Desktop 4.30.0 (149282)`, `Docker Engine - Community`. */
  readonly platform: string
  /** Names of its components: `Engine`, `Podman Engine`. */
  readonly components: readonly string[]
}

/** What of Docker Desktop's settings says what runs it; absent: not said. */
export interface DesktopFacts {
  readonly useVirtualizationFramework?: boolean
  readonly useLibkrun?: boolean
  readonly wslEngineEnabled?: boolean
}

/** A machine that its product says to serve this very engine. */
interface ServingMachine {
  readonly product: Product
  readonly name: string
  readonly virtualization?: Virtualization
}

export interface BackendFacts {
  readonly system: HostSystem | undefined
  /** Whether the engine is reached by something of this computer: a socket, a pipe, its own address. */
  readonly local: boolean
  /** Absent: it cannot be asked now. */
  readonly engine?: EngineFacts
  /** `/sys/class/dmi/id/product_name` and sys_vendor of a Linux computer. */
  readonly dmi?: string
  readonly desktop?: DesktopFacts
  readonly serving?: ServingMachine
}

const because = (key: string, values?: Said['values']): Said => ({
  key: `machines.why.${key}`,
  ...(values === undefined ? {} : { values })
})

type Told = Pick<Backend, 'product' | 'certainty' | 'why'>
type Virtualized = Pick<Backend, 'virtualization' | 'certainty' | 'why'>

const certain = (product: Backend['product'], ...why: readonly Said[]): Told => ({
  product,
  certainty: 'certain',
  why: [...why]
})
const likely = (product: Backend['product'], ...why: readonly Said[]): Told => ({
  product,
  certainty: 'likely',
  why: [...why]
})

/** Undefined: nothing in what the engine says names a product. */
function productOf({ name, operatingSystem, kernel, labels, platform, components }: EngineFacts): Told | undefined {
  const os = operatingSystem.toLowerCase()
  if (os === 'docker desktop') return certain('docker-desktop', because('os', { os: operatingSystem }))
  if (platform.startsWith('Docker Desktop')) return certain('docker-desktop', because('platform', { platform }))
  if (os === 'orbstack' || kernel.includes('orbstack'))
    return certain('orbstack', because('os', { os: operatingSystem }))
  if (os.startsWith('rancher desktop')) return certain('rancher-desktop', because('os', { os: operatingSystem }))
  if (os.startsWith('boot2docker') || kernel.endsWith('boot2docker'))
    return certain('docker-machine', because('os', { os: operatingSystem }))
  if (labels.some((label) => /^provider=/.test(label)))
    return certain(
      'docker-machine',
      because('label', { label: labels.find((one) => one.startsWith('provider=')) ?? '' })
    )
  if (components.some((one) => one === 'Podman Engine'))
    return certain('podman', because('component', { name: 'Podman Engine' }))
  // Names that the products give to their machines; a person could give them too.
  if (name === 'docker-desktop') return likely('docker-desktop', because('name', { name }))
  if (name === 'lima-rancher-desktop' || name === 'rancher-desktop')
    return likely('rancher-desktop', because('name', { name }))
  if (/^colima(-|$)/.test(name)) return likely('colima', because('name', { name }))
  if (/^lima-/.test(name)) return likely('lima', because('name', { name }))
  if (name === 'orbstack') return likely('orbstack', because('name', { name }))
  return undefined
}

const sure = (virtualization: Virtualization, ...why: readonly Said[]): Virtualized => ({
  virtualization,
  certainty: 'certain',
  why: [...why]
})
const probably = (virtualization: Virtualization, ...why: readonly Said[]): Virtualized => ({
  virtualization,
  certainty: 'likely',
  why: [...why]
})
const untold = (...why: readonly Said[]): Virtualized => ({
  virtualization: 'unknown',
  certainty: 'unknown',
  why: [...why]
})

const isArm = (architecture: string): boolean => /aarch64|arm64/i.test(architecture)

function desktopOn({ system, engine, desktop = {} }: BackendFacts): Virtualized {
  const { kernel = '', architecture = '' } = engine ?? {}
  switch (system) {
    case 'win32':
      if (desktop.wslEngineEnabled === true)
        return sure('wsl2', because('desktop-setting', { name: 'WslEngineEnabled' }))
      // Its own kernel on Windows runs in a machine of Hyper-V alone.
      if (kernel.includes('linuxkit')) return sure('hyper-v', because('kernel', { kernel }))
      if (desktop.wslEngineEnabled === false)
        return probably('hyper-v', because('desktop-setting-off', { name: 'WslEngineEnabled' }))
      return untold(because('desktop-silent'))
    case 'darwin':
      if (desktop.useLibkrun === true) return sure('docker-vmm', because('desktop-setting', { name: 'UseLibkrun' }))
      if (desktop.useVirtualizationFramework === true)
        return sure('virtualization-framework', because('desktop-setting', { name: 'UseVirtualizationFramework' }))
      if (desktop.useVirtualizationFramework === false)
        return isArm(architecture)
          ? // QEMU before 4.44, Docker's own since: the settings alone do not say which.
            untold(because('desktop-setting-off', { name: 'UseVirtualizationFramework' }))
          : probably('hyperkit', because('desktop-setting-off', { name: 'UseVirtualizationFramework' }))
      return isArm(architecture)
        ? probably('virtualization-framework', because('desktop-default'))
        : untold(because('desktop-silent'))
    case 'linux':
      return sure('kvm', because('desktop-linux'))
    default:
      return untold(because('desktop-silent'))
  }
}

/** docker-machine's drivers, as its label and its own list name them. */
const providers: ReadonlyMap<string, Virtualization> = new Map([
  ['virtualbox', 'virtualbox'],
  ['hyperv', 'hyper-v'],
  ['kvm', 'kvm'],
  ['kvm2', 'kvm'],
  ['qemu', 'qemu'],
  ['xhyve', 'hyperkit'],
  ['hyperkit', 'hyperkit']
])

function virtualizedBy(product: Backend['product'], facts: BackendFacts): Virtualized {
  const { engine, serving, system } = facts
  const kernel = engine?.kernel ?? ''
  // Microsoft's own kernel runs in no other machine.
  if (/microsoft-standard|-WSL2/i.test(kernel)) return sure('wsl2', because('kernel', { kernel }))
  if (product === 'docker-desktop') {
    // Its engine's kernel and its settings say more than what it takes where nothing is said.
    const told = desktopOn(facts)
    if (told.virtualization !== 'unknown') return told
  }
  if (serving?.virtualization !== undefined && serving.virtualization !== 'unknown')
    return sure(serving.virtualization, because('product-says', { name: serving.name }))
  if (product === 'docker-desktop') return desktopOn(facts)
  const provider = engine?.labels.find((label) => label.startsWith('provider='))?.slice('provider='.length) ?? ''
  const named = providers.get(provider)
  if (named !== undefined) return sure(named, because('label', { label: `provider=${provider}` }))
  if (product === 'orbstack') return probably('virtualization-framework', because('orbstack'))
  if (product === 'engine' || product === 'engine-service') return ofComputer(facts)
  if (product === 'podman' && system === 'linux' && facts.local) return ofComputer(facts)
  return untold(because('not-said'))
}

/** What a computer calls itself that is itself a virtual machine. Source: systemd, src/basic/virt.c (dmi_vendors). */
const computers: ReadonlyArray<readonly [RegExp, Virtualization]> = [
  [/virtualbox|innotek/i, 'virtualbox'],
  [/microsoft corporation.*virtual machine|hyper-v/i, 'hyper-v'],
  [/kvm/i, 'kvm'],
  [/qemu|standard pc/i, 'qemu']
]

function ofComputer({ dmi, local, system }: BackendFacts): Virtualized {
  if (!local) return untold(because('far'))
  if (system !== 'linux') return untold(because('not-said'))
  if (dmi === undefined || dmi.trim() === '') return probably('none', because('own-kernel'))
  const [, virtualization] = computers.find(([pattern]) => pattern.test(dmi)) ?? []
  return virtualization === undefined
    ? sure('none', because('own-kernel'))
    : sure(virtualization, because('computer', { name: dmi.trim() }))
}

/** Where the engine names no product. */
function plain({ engine, local, system, serving }: BackendFacts): Told {
  if (serving !== undefined) return certain(serving.product, because('serving', { name: serving.name }))
  if (engine === undefined) return { product: 'unknown', certainty: 'unknown', why: [because('not-asked')] }
  if (/microsoft-standard|-WSL2/i.test(engine.kernel))
    return likely(local && system === 'win32' ? 'wsl' : 'engine', because('kernel', { kernel: engine.kernel }))
  if (engine.osType === 'windows') return certain('engine', because('windows'))
  if (!local) return likely('engine', because('far'))
  if (system === 'linux' && !engine.kernel.includes('linuxkit')) return likely('engine', because('no-product'))
  return { product: 'unknown', certainty: 'unknown', why: [because('no-product')] }
}

const rank = { certain: 2, likely: 1, unknown: 0 } as const

/** Pure; any text may come. The certainty is that of the less certain of what was told. */
export function tellBackend(facts: BackendFacts): Backend {
  const byName = facts.engine === undefined ? undefined : productOf(facts.engine)
  const own = facts.serving
  // Its own product names it too: then the name is no chance.
  const confirmed = byName !== undefined && own?.product === byName.product
  const told: Told =
    byName === undefined || (byName.certainty === 'likely' && own !== undefined && !confirmed)
      ? plain(facts)
      : confirmed
        ? certain(byName.product, ...byName.why, because('serving', { name: own.name }))
        : byName
  if (told.product === 'engine' && facts.engine?.osType === 'windows') return { ...told, virtualization: 'none' }
  const virtual = virtualizedBy(told.product, facts)
  // What could not be told makes what was told no less certain: it is shown as such.
  const isLess = virtual.certainty !== 'unknown' && rank[virtual.certainty] < rank[told.certainty]
  const certainty = isLess ? virtual.certainty : told.certainty
  const said = new Set<string>()
  const why = [...told.why, ...virtual.why].filter((one) => {
    const key = JSON.stringify(one)
    return !said.has(key) && said.add(key) !== undefined
  })
  return { product: told.product, virtualization: virtual.virtualization, certainty, why }
}
