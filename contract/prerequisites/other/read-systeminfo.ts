/**
 * What `systeminfo` tells, in any language: labels are translated, most values are not, and the order of lines is the same everywhere.
 *
 *   OS Name:                   Microsoft Windows 11 Pro
 *   OS Version:                10.0.22631 N/A Build 22631
 *   System Type:               x64-based PC
 *   Total Physical Memory:     16,305 MB
 *   Hyper-V Requirements:      VM Monitor Mode Extensions: Yes
 *                              Virtualization Enabled In Firmware: Yes
 */

export interface Told {
  readonly caption?: string
  readonly build?: number
  readonly architecture?: number
  readonly width?: number
  readonly memory?: number
  readonly model?: string
  readonly hypervisor?: boolean
  readonly firmware?: boolean
  readonly slat?: boolean
  readonly monitor?: boolean
}

const yes = /^(?:yes|oui|ja|s[ií]|s[^a-z\s]|sim|tak|igen|ano|да|是|はい|예)$/i
const no = /^(?:no|non|nein|n[ãa]o|nee|nie|nem|ne|нет|否|いいえ|아니요)$/i
const answerOf = (word: string): boolean | undefined => (yes.test(word) ? true : no.test(word) ? false : undefined)

/** Of `Virtualization Enabled In Firmware: Yes`: which of the four it is, by a word of it in each language. */
const requirements: ReadonlyArray<readonly ['firmware' | 'slat' | 'monitor', RegExp]> = [
  ['firmware', /firmware|microprogramme|микропрограмм|встроенном по|固件/i],
  [
    'slat',
    /second level|second niveau|segundo nivel|zweiten ebene|second level|secondo livello|второго уровня|第二级/i
  ],
  ['monitor', /monitor|moniteur|überwachung|监视器/i]
]
const detected = /hypervisor|hyperviseur|hipervisor|гипервизор|虚拟机监控程序/i
const virtualModel =
  /^(?:VMware|Virtual Machine|VirtualBox|KVM|QEMU|Standard PC|Bochs|HVM domU|Parallels|Google Compute Engine|innotek)/i

/** `10.0.19045 N/A Build 19045`, `6.1.7601 Service Pack 1 Build 7601`: the build twice, so that half a number is none. */
const version = /^\d+\.\d+\.(\d{4,5})\b.*\D(\d{4,5})$/

const pairs = (lines: readonly string[]): ReadonlyArray<readonly [label: string, value: string]> =>
  lines.flatMap((line): Array<readonly [string, string]> => {
    const [, label, value] = /^\s*(\S[^:：]*?)\s*[:：]\s*(\S.*)$/u.exec(line) ?? []
    return label === undefined || value === undefined ? [] : [[label, value]]
  })

/** The machine's type and the processor's own: a 32-bit Windows stands on many a 64-bit processor. */
function typeOf(values: readonly string[]): Pick<Told, 'architecture' | 'width'> {
  const type = values
    .map((value) => /^(?:.*\b)?(x64|arm64|x86)\b/i.exec(value))
    .find((found) => found !== null && /\bPC\b/.test(found.input))
  switch (type?.[1]?.toLowerCase()) {
    case 'x64':
      return { architecture: 9, width: 64 }
    case 'arm64':
      return { architecture: 12, width: 64 }
    case 'x86':
      return values.some((value) => /^(?:Intel64|AMD64|EM64T|x64) Family/i.test(value))
        ? { architecture: 9, width: 32 }
        : { architecture: 0, width: 32 }
    default:
      return {}
  }
}

/** `16,305 MB`, `16.121 MB`, `16 305 Mo`: whole numbers, whatever stands between the thousands. Bytes. */
function memoryOf(all: ReadonlyArray<readonly [string, string]>): number | undefined {
  const physical = all.find(
    ([label]) => /phys|f[ií]si|физич|物理/i.test(label) && /total|gesamt|полный|общий|总/i.test(label)
  )
  const [, digits, unit] = /^(\d[\d., '’]*)\s*(MB|Mo|МБ|GB|Go|ГБ)$/i.exec(physical?.[1] ?? '') ?? []
  if (digits === undefined || unit === undefined) return undefined
  const count = Number(digits.replaceAll(/\D/g, ''))
  return count > 0 && count < 1e9 ? count * (/^[MМ]/i.test(unit) ? 1024 ** 2 : 1024 ** 3) : undefined
}

function hyperV(lines: readonly string[]): Partial<Record<'firmware' | 'slat' | 'monitor' | 'hypervisor', boolean>> {
  // `Hyper-V Requirements:      A hypervisor has been detected. Features …`: a sentence, with its end.
  if (
    lines.some(
      (line) => /Hyper-V[^:：]*[:：]\s*\S[^:：]*[.。]/u.test(line) && detected.test(line.replace(/^[^:：]*[:：]/u, ''))
    )
  )
    return { hypervisor: true }
  const told: Partial<Record<'firmware' | 'slat' | 'monitor', boolean>> = {}
  for (const line of lines) {
    const [, label = '', word = ''] = /^\s*(.*\S)\s*[:：]\s*(\S+)$/u.exec(line) ?? []
    const name = requirements.find(([, pattern]) => pattern.test(label))?.[0]
    const answer = answerOf(word)
    if (name !== undefined && answer !== undefined) told[name] ??= answer
  }
  // They are listed only while no hypervisor runs.
  return told.firmware === undefined ? told : { ...told, hypervisor: false }
}

/** Undefined: there is nothing of systeminfo in it. */
export function readSystemInfo(lines: readonly string[]): Told | undefined {
  const all = pairs(lines)
  const values = all.map(([, value]) => value)
  const caption = values.find((value) => /^Microsoft\S*\s+(?:\(R\)\s*)?Windows\b/i.test(value) && !/\[/.test(value))
  const builds = values.map((value) => version.exec(value)).find((found) => found !== null && found[1] === found[2])
  const memory = memoryOf(all)
  const model = values.find((value) => virtualModel.test(value))
  const told: Told = {
    ...(caption === undefined ? {} : { caption: caption.slice(0, 120) }),
    ...(builds?.[1] === undefined ? {} : { build: Number(builds[1]) }),
    ...typeOf(values),
    ...(memory === undefined ? {} : { memory }),
    ...(model === undefined ? {} : { model: model.slice(0, 60) }),
    ...hyperV(lines)
  }
  const telling = [told.build, told.hypervisor, told.firmware, told.architecture].some((value) => value !== undefined)
  return telling || (told.caption !== undefined && told.memory !== undefined) ? told : undefined
}
