/** What `windows-facts` answered (./facts-script), or what was read out of a pasted `systeminfo`, `ver` or `winver`. */
import * as v from 'valibot'
import type { Answer, Answers } from '../check'

const maybe = <S extends v.GenericSchema>(schema: S) => v.fallback(v.optional(schema), undefined)
const whole = v.pipe(v.number(), v.integer(), v.minValue(0))

const Facts = v.object({
  /** `Microsoft Windows 11 Pro`, in the system's language. */
  caption: maybe(v.string()),
  build: maybe(v.pipe(whole, v.minValue(1))),
  /** 1 a workstation, 2 a domain controller, 3 a server. */
  productType: maybe(whole),
  /** `Professional`, `Core` (Home), `EnterpriseS` (LTSC), `ServerStandard`: not translated. */
  edition: maybe(v.string()),
  /** 0 x86, 9 x64, 12 ARM64. */
  architecture: maybe(whole),
  /** Bits of the system: 32 or 64. */
  width: maybe(whole),
  /** Bytes. */
  memory: maybe(v.pipe(whole, v.minValue(1))),
  model: maybe(v.string()),
  hypervisor: maybe(v.boolean()),
  firmware: maybe(v.boolean()),
  slat: maybe(v.boolean()),
  monitor: maybe(v.boolean()),
  /** By name: 1 enabled, 2 disabled, 3 absent. None at all: they could not be asked. */
  features: maybe(
    v.pipe(
      v.record(v.string(), v.number()),
      v.check((features) => Object.keys(features).length > 0)
    )
  ),
  /** By name: `Running`, `Stopped`. One that is not there is not installed. */
  services: maybe(v.record(v.string(), v.string())),
  reboot: maybe(v.boolean()),
  /** null: there is no such policy. */
  writeDenied: maybe(v.nullable(v.number())),
  /** Docker Desktop's version; null: it is not installed. */
  desktop: maybe(v.nullable(v.string())),
  toolbox: maybe(v.boolean()),
  pipes: maybe(
    v.union([
      v.array(v.string()),
      v.pipe(
        v.string(),
        v.transform((name) => [name])
      )
    ])
  )
})
export type WindowsFacts = v.InferOutput<typeof Facts>

/** Undefined: nothing that can be read. Half an answer is none: what it lacks cannot be told from what is not so. */
export function factsOf(answer: Answer): WindowsFacts | undefined {
  if (answer.kind !== 'answered') return undefined
  // One line; what else there is are warnings and errors.
  const line = answer.text.split('\n').find((one) => /^\uFEFF?\s*\{.*\}\s*$/.test(one))
  if (line === undefined) return undefined
  try {
    const parsed = v.safeParse(Facts, JSON.parse(line.replace('\uFEFF', '')))
    return parsed.success ? parsed.output : undefined
  } catch {
    // Not JSON: cut off, or another program's words.
    return undefined
  }
}

export const readFacts = (answers: Answers): WindowsFacts | undefined => factsOf(answers('windows-facts'))

/** Builds that are servers' alone: 2022 and its yearly releases. The others' are shared with a Windows 10 or 11. */
const serverBuilds: readonly number[] = [20_348, 25_398]

export const isServer = ({ productType, edition, caption, build }: WindowsFacts): boolean =>
  (productType ?? 1) > 1 ||
  /^Server/i.test(edition ?? '') ||
  /\bserver\b|\bAzure (?:Stack HCI|Local)\b/i.test(caption ?? '') ||
  (caption === undefined && edition === undefined && serverBuilds.includes(build ?? 0))

export type Edition = 'home' | 'pro' | 'enterprise' | 'education' | 'ltsc' | 'server'

/** Home is called by its language in `caption`; `EditionID` is not translated, and goes first. */
const byId: ReadonlyArray<readonly [RegExp, Edition]> = [
  [/^Server/i, 'server'],
  [/^(IoT)?EnterpriseS/i, 'ltsc'],
  [/^(IoT)?Enterprise/i, 'enterprise'],
  [/Education/i, 'education'],
  [/^Professional/i, 'pro'],
  [/^Core/i, 'home']
]
const byCaption: ReadonlyArray<readonly [RegExp, Edition]> = [
  [/\bserver\b/i, 'server'],
  [/LTS[CB]/i, 'ltsc'],
  [/enterprise|entreprise|empresa|unternehmen|корпоративная|企业|企業/i, 'enterprise'],
  [/education|éducation|educación|bildung|образовани|教育/i, 'education'],
  [/\bpro(fession\w*|fesional)?\b|профессиональная|专业|專業/i, 'pro'],
  [/\b(home|famille|familiale?|hogar|casa)\b|домашняя|家庭|家用/i, 'home']
]
export function editionOf({ edition, caption }: WindowsFacts): Edition | undefined {
  const find = (text: string | undefined, rules: typeof byId): Edition | undefined =>
    text === undefined ? undefined : rules.find(([pattern]) => pattern.test(text))?.[1]
  return find(edition, byId) ?? find(caption, byCaption)
}

/** Linux containers run through Hyper-V, and Windows containers, on these alone (docs.docker.com, windows-install). */
export const hasHyperV = (edition: Edition | undefined): boolean | undefined =>
  edition === undefined ? undefined : edition !== 'home'

export const enabled = ({ features }: WindowsFacts, name: string): boolean | undefined =>
  features === undefined ? undefined : features[name] === 1

export const running = ({ services }: WindowsFacts, name: string): boolean | undefined =>
  services === undefined ? undefined : services[name] === 'Running'

/** Its hypervisor may be the one below it, which says nothing of what it can run itself. */
export const isVirtual = ({ model }: WindowsFacts): boolean => namesVirtual(model ?? '')

/** Models, makers and firmware of virtual machines, as they name themselves (systemd's src/basic/virt.c, and the clouds' own). */
export const namesVirtual = (text: string): boolean =>
  /virtual|vmware|kvm|qemu|seabios|bochs|hvm domu|\bxen\b|parallels|proxmox|standard pc|innotek|google compute|amazon ec2|openstack|ovirt|nutanix|bhyve|digitalocean|droplet|vserver|(?:alibaba|tencent) cloud|apache cloudstack/i.test(
    text
  )
