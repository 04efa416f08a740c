/** The machine behind an engine: a virtual machine or a service of this computer, as the product that runs it tells. */
import * as v from 'valibot'
import { Said } from '../prerequisites/model'
import { ConnectionId } from '../scope'

export const products = [
  'docker-desktop',
  'colima',
  'lima',
  'rancher-desktop',
  'orbstack',
  'podman-machine',
  'docker-machine',
  'engine-service',
  'wsl',
  'hyper-v'
] as const
export const Product = v.picklist(products)
export type Product = v.InferOutput<typeof Product>

export const HostSystem = v.picklist(['linux', 'darwin', 'win32'])
export type HostSystem = v.InferOutput<typeof HostSystem>

/** What runs the machine; `none`: the engine runs on the computer itself. */
export const virtualizations = [
  'none',
  'wsl2',
  'hyper-v',
  'hyperkit',
  'virtualization-framework',
  'docker-vmm',
  'krunkit',
  'qemu',
  'kvm',
  'virtualbox',
  'unknown'
] as const
export const Virtualization = v.picklist(virtualizations)
export type Virtualization = v.InferOutput<typeof Virtualization>

/** As its product names it: it stands among a program's words, and so begins with no dash. */
const MachineName = v.pipe(
  v.string(),
  v.minLength(1),
  v.maxLength(200),

  v.check((name) => !/^[-\s]|[\u0000-\u001f\u007f]/.test(name), 'Not a name of a machine')
)

/** A machine as one acts on it: all that its commands are written from. */
export const MachineRef = v.object({
  product: Product,
  name: MachineName,
  /** Whether it runs: some changes stop it first. */
  running: v.boolean(),
  system: HostSystem,
  /**
   * How it is acted on, where that differs: Docker Desktop by its own command line (`cli`, from 4.37) or as an application (`app`), the
   * engine's service as this person's own (`user`) or without a socket of systemd's (`no-socket`), docker-machine's by VirtualBox.
   */
  way: v.optional(v.picklist(['cli', 'app', 'user', 'no-socket', 'virtualbox']))
})
export type MachineRef = v.InferOutput<typeof MachineRef>

/** A machine among all of this computer: `colima/work`; the name of the product alone where it has but one. */
export const machineKey = ({ product, name }: Pick<MachineRef, 'product' | 'name'>): string =>
  name === product ? product : `${product}/${name}`

const Bytes = v.pipe(v.number(), v.integer(), v.minValue(1))
/** What is to be changed; absent: as it is. */
export const MachineSize = v.object({
  cpus: v.optional(v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(1024))),
  memoryBytes: v.optional(Bytes),
  diskBytes: v.optional(Bytes)
})
export type MachineSize = v.InferOutput<typeof MachineSize>

/** Why something of a machine cannot be done from here: a sentence of the locales by it. */
const whyNots = [
  /** The product's command line has nothing for it. */ 'not-offered',
  /** WSL decides it, for all its distributions, in `.wslconfig`. */ 'wsl-decides',
  /** It can only be set when the machine is made. */ 'when-made',
  /** It has no size of its own: what the computer has. */ 'no-own-size',
  /** By hand, in the application's own window or menu. */ 'by-hand',
  /** Docker Desktop keeps this machine: act on Docker Desktop. */ 'desktop-keeps',
  /** The product keeps this one for itself. */ 'kept',
  /** What it is now could not be read. */ 'unreadable'
] as const
const WhyNot = v.picklist(whyNots)

export const Ability = v.variant('kind', [
  v.object({ kind: v.literal('can') }),
  v.object({ kind: v.literal('cannot'), why: WhyNot })
])
export type Ability = v.InferOutput<typeof Ability>

/** Between what a size can be chosen: a number of processors, or bytes. */
export const Limits = v.variant('kind', [
  v.object({ kind: v.literal('free'), least: v.number(), most: v.number(), step: v.number() }),
  v.object({ kind: v.literal('fixed'), why: WhyNot })
])
export type Limits = v.InferOutput<typeof Limits>

export const MachineState = v.picklist(['running', 'starting', 'stopping', 'stopped', 'paused', 'broken', 'unknown'])
export type MachineState = v.InferOutput<typeof MachineState>

export const Machine = v.object({
  product: Product,
  name: MachineName,
  system: HostSystem,
  way: MachineRef.entries.way,
  state: MachineState,
  cpus: v.optional(v.number()),
  memoryBytes: v.optional(v.number()),
  diskBytes: v.optional(v.number()),
  /** Of the product or of the machine, as it says. */
  version: v.optional(v.string()),
  virtualization: v.optional(Virtualization),
  /** Where its engine listens, as DOCKER_HOST writes it; none where its product does not tell. */
  endpoints: v.array(v.string()),
  /** What the machine calls itself, as its engine's `docker info` shows it. */
  hostname: v.optional(v.string()),
  start: Ability,
  stop: Ability,
  restart: Ability,
  change: v.object({ cpus: Limits, memory: Limits, disk: Limits }),
  /** A file of the product that a change writes. */
  file: v.optional(v.string()),
  /** Connections that lead to its engine. */
  connections: v.array(ConnectionId)
})
export type Machine = v.InferOutput<typeof Machine>

/** What one product said when it was asked. */
export const ProductReport = v.variant('kind', [
  v.object({
    kind: v.literal('found'),
    product: Product,
    version: v.optional(v.string()),
    machines: v.array(Machine)
  }),
  /** It is not on this computer; `no-systemd`: the computer was not started with it. */
  v.object({ kind: v.literal('absent'), product: Product, why: v.optional(v.picklist(['no-systemd', 'no-unit'])) }),
  /** It is there, and gave no answer that can be used. It costs only itself. */
  v.object({
    kind: v.literal('failed'),
    product: Product,
    why: v.picklist(['timed-out', 'unreadable', 'refused']),
    message: v.string()
  })
])
export type ProductReport = v.InferOutput<typeof ProductReport>

/** What serves an engine, and how that was told. */
export const Backend = v.object({
  product: v.picklist([...products, 'engine', 'podman', 'unknown']),
  virtualization: Virtualization,
  /** `certain`: it was said. `likely`: it follows from what was said. `unknown`: it could not be told. */
  certainty: v.picklist(['certain', 'likely', 'unknown']),
  why: v.array(Said)
})
export type Backend = v.InferOutput<typeof Backend>

export const MachinesItem = v.variant('kind', [
  /** First: the computer, and the products that are being asked. */
  v.object({
    kind: v.literal('begin'),
    system: v.optional(HostSystem),
    cpus: v.number(),
    memoryBytes: v.number(),
    asked: v.array(Product)
  }),
  v.object({ kind: v.literal('product'), report: ProductReport }),
  /** From the engine alone at first, and once more when all products have answered. */
  v.object({
    kind: v.literal('backend'),
    backend: Backend,
    machine: v.optional(v.object({ product: Product, name: MachineName }))
  }),
  /** Last: all have answered. */
  v.object({ kind: v.literal('end') })
])
export type MachinesItem = v.InferOutput<typeof MachinesItem>

/** What a machine's commands have written so far: the end of it, where it is long. */
export const MachineOutput = v.object({
  output: v.string(),
  steps: v.object({ ended: v.number(), total: v.number() })
})
export type MachineOutput = v.InferOutput<typeof MachineOutput>
