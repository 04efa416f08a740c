/** Figures as `docker stats` prints them, in the window's language. Their words are put together once for each unit. */
import { useI18n } from 'vue-i18n'
import { binarySize } from '../../../../contract/containers/stats/figures'
import { useFormat } from '../../../ui/format/use-format'

export interface Figures {
  /** `12.34%` */
  percent(value: number): string
  /** `40%`, `0.5%`: beside a chart. */
  roundPercent(value: number): string
  /** `1.5MiB`: memory. */
  memory(bytes: number): string
  /** `1.5kB`: network and disk. */
  traffic(bytes: number): string
  /** `1.5kB/s` */
  rate(bytes: number): string
  number(value: number): string
}

const place = '\u0001'
const twoDigits: Intl.NumberFormatOptions = { minimumFractionDigits: 2, maximumFractionDigits: 2, useGrouping: false }
const fourDigits: Intl.NumberFormatOptions = { maximumFractionDigits: 3, useGrouping: false }

const shapes = new Map<string, string>()

export function useFigures(): Figures {
  const { t, locale } = useI18n()
  const format = useFormat()
  const fill = (key: string, count: string): string => {
    const name = `${locale.value} ${key}`
    let shape = shapes.get(name)
    if (shape === undefined) shapes.set(name, (shape = t(key, { count: place })))
    return shape.replace(place, count)
  }
  return {
    percent: (value) => fill('containers-stats.percent', format.number(value, twoDigits)),
    roundPercent: (value) => fill('containers-stats.percent', format.number(value, fourDigits)),
    memory(bytes) {
      const { count, unit } = binarySize(bytes)
      return fill(`containers-stats.size.${unit}`, format.number(count, fourDigits))
    },
    traffic: (bytes) => format.size(bytes),
    rate: (bytes) => format.rate(bytes),
    number: (value) => format.number(value)
  }
}
