/**
 * What `systeminfo` tells, in any language: labels are translated, most values are not, and the order of lines is the same everywhere.
 *
 *   OS Name:                   Microsoft Windows 11 Pro
 *   OS Version:                10.0.22631 N/A Build 22631
 *   System Manufacturer:       LENOVO
 *   System Model:              20XW0026GE
 *   System Type:               x64-based PC
 *   Total Physical Memory:     16,305 MB
 *   Available Physical Memory: 8,121 MB
 *   Hyper-V Requirements:      VM Monitor Mode Extensions: Yes
 *                              Virtualization Enabled In Firmware: Yes
 */
import { namesVirtual } from '../checks/windows/facts'
import { hyperVOf } from './read-hyper-v'

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

type Pair = readonly [label: string, value: string]

/** `10.0.19045 N/A Build 19045`, `6.1.7601 Service Pack 1 Build 7601`: the build twice, so that half a number is none. */
const version = /^\d+\.\d+\.(\d{4,5})\b.*\D(\d{4,5})$/

const pairs = (lines: readonly string[]): readonly Pair[] =>
  lines.flatMap((line): Pair[] => {
    const [, label, value] = /^\s*(\S[^:：]*?)\s*[:：]\s*(\S.*)$/u.exec(line) ?? []
    return label === undefined || value === undefined ? [] : [[label, value]]
  })

/** `/fo csv`: one line of labels, one of values. */
function table(lines: readonly string[]): readonly string[] {
  const rows = lines
    .filter((line) => /^\s*"[^"]*","/.test(line))
    .map((line) => [...line.matchAll(/"([^"]*)"/g)].map(([, field = '']) => field))
    .filter((fields) => fields.length >= 20)
  const values = rows.at(-1)
  const labels = rows.length > 1 ? rows[0] : undefined
  return values?.map((value, index) => `${labels?.[index] ?? `[${index}]`}: ${value}`) ?? []
}

const isType = (value: string): boolean => /\b(?:x64|arm64|x86)\b/i.test(value) && /\bPC\b/.test(value)

/** The machine's type and the processor's own: a 32-bit Windows stands on many a 64-bit processor. */
function typeOf(values: readonly string[]): Pick<Told, 'architecture' | 'width'> {
  const type = /\b(x64|arm64|x86)\b/i.exec(values.find(isType) ?? '')
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

/** `16,305 MB`, `16.121 MB`, `16 305 Mo`, `8,107MB`: whole numbers, whatever stands between the thousands. Bytes. */
function sizeOf(value: string): number | undefined {
  const [, digits, unit] = /^(\d[\d., '’]*)\s*(MB|Mo|МБ|MiB|GB|Go|ГБ)$/i.exec(value) ?? []
  if (digits === undefined || unit === undefined) return undefined
  const count = Number(digits.replaceAll(/\D/g, ''))
  return count > 0 && count < 1e9 ? count * (/^[MМ]/i.test(unit) ? 1024 ** 2 : 1024 ** 3) : undefined
}
const physical = /phys|f[ií]si|fysi|fyysi|fyz|fizy|fizi|физич|фізич|物理|實體|실제/i
const total = /total|gesamt|samlet|całkowit|celkov|teljes|yhteensä|toplam|totaal|полный|общий|усього|总|總|合計|총/i

/** Total and available stand one after the other, and are the first sizes in every language. */
function memoryOf(all: readonly Pair[]): number | undefined {
  const sizes = all.map(([label, value]) => ({ label, size: sizeOf(value) }))
  const named = sizes.find(({ label, size }) => size !== undefined && physical.test(label) && total.test(label))
  if (named !== undefined) return named.size
  const first = sizes.findIndex(({ size }) => size !== undefined)
  const [all_ = 0, available = Infinity] = first < 0 ? [] : [sizes[first]?.size, sizes[first + 1]?.size]
  const whole = all.slice(0, Math.max(first, 0)).some(([, value]) => isType(value))
  return whole && all_ >= available ? all_ : undefined
}

/** What a virtual machine names itself by: its model, its maker or its firmware, which stand around its type. Adapters are none of these. */
function virtualModel(all: readonly Pair[]): string | undefined {
  const own = all.filter(([label]) => !label.startsWith('['))
  const type = own.findIndex(([, value]) => isType(value))
  const [maker = '', model = ''] = own.slice(Math.max(type - 2, 0), Math.max(type, 0)).map(([, value]) => value)
  if (namesVirtual(model)) return model
  if (namesVirtual(maker)) return /\.metal/.test(model) ? undefined : `${maker} ${model}`
  const rest = own.slice(type + 1, type + 4).map(([, value]) => value)
  return rest.find((value) => namesVirtual(value) && !/Hyper-V/.test(value) && !/^\d+\.\d+\.\d+/.test(value))
}

/** Undefined: there is nothing of systeminfo in it. */
export function readSystemInfo(pasted: readonly string[]): Told | undefined {
  const lines = [...pasted, ...table(pasted)]
  const all = pairs(lines)
  const values = all.map(([, value]) => value)
  const caption = values.find(
    (value) =>
      /^(?:Microsoft|Майкрософт)\S*\s+(?:\(R\)\s*)?(?:Windows\b|Hyper-V Server|Azure)/i.test(value) && !/\[/.test(value)
  )
  const builds = values.map((value) => version.exec(value)).find((found) => found !== null && found[1] === found[2])
  const memory = memoryOf(all)
  const model = virtualModel(all)
  const told: Told = {
    ...(caption === undefined ? {} : { caption: caption.slice(0, 120) }),
    ...(builds?.[1] === undefined ? {} : { build: Number(builds[1]) }),
    ...typeOf(values),
    ...(memory === undefined ? {} : { memory }),
    ...(model === undefined ? {} : { model: model.slice(0, 60) }),
    ...hyperVOf(lines)
  }
  const telling = [told.build, told.hypervisor, told.firmware, told.architecture].some((value) => value !== undefined)
  return telling || (told.caption !== undefined && told.memory !== undefined) ? told : undefined
}
