/** What sysctl says of a Mac: `hw.memsize: 17179869184`, a line each. */
import type { Answer } from '../check'

export interface Hardware {
  /** Bytes. */
  readonly memory: number | undefined
  readonly chip: 'apple' | 'intel' | undefined
  readonly brand: string | undefined
  /** Hypervisor.framework can be used: VT-x with EPT and unrestricted guests, or an Apple chip. */
  readonly hypervisor: boolean | undefined
  /** macOS itself runs in a virtual machine. */
  readonly guest: boolean
  /** This app is translated by Rosetta: an Intel build on an Apple chip. */
  readonly translated: boolean | undefined
}

export function hardwareOf(answer: Answer): Hardware {
  const text = answer.kind === 'answered' ? answer.text : ''
  const values = new Map(
    [...text.matchAll(/^\s*([a-z][\w.]+)\s*[:=]\s*(\S.*?)\s*$/gim)].map(([, key, value]) => [key, value])
  )
  const is = (key: string): boolean | undefined =>
    values.get(key) === '1' ? true : values.get(key) === '0' ? false : undefined
  const brand = values.get('machdep.cpu.brand_string')
  const memory = Number(values.get('hw.memsize'))
  return {
    memory: Number.isSafeInteger(memory) && memory > 0 ? memory : undefined,
    chip: chipOf(is('hw.optional.arm64'), is('hw.optional.x86_64'), brand),
    brand,
    hypervisor: is('kern.hv_support'),
    guest: is('kern.hv_vmm_present') === true,
    translated: is('sysctl.proc_translated')
  }
}

/** A translated process is told an Intel processor's features too: the Apple chip's own goes first. */
function chipOf(arm: boolean | undefined, intel: boolean | undefined, brand: string | undefined): Hardware['chip'] {
  if (arm === true || /^Apple\b/.test(brand ?? '')) return 'apple'
  if (intel === true || /Intel/.test(brand ?? '')) return 'intel'
  return undefined
}
