/** Sizes, ages, numbers and dates as Docker writes them, in the window's language. Ages are live. */
import { useI18n } from 'vue-i18n'
import { ageKey, ageOf } from '../../../contract/format/age'
import { humanSize } from '../../../contract/format/size'
import { statusMessage, statusOf, type StatusParts } from '../../../contract/format/status'
import { elapsed } from './clock'

export interface Format {
  /** `13.3kB`; bytes, with 3 significant digits as `docker images` has them, or 4 as progress, `docker system df` and prunes have. */
  size(bytes: number, digits?: 3 | 4): string
  /** `2.1MB/s`; bytes a second. */
  rate(bytes: number): string
  /** `About a minute`; of something that began then, milliseconds since 1970. */
  age(since: number): string
  /** `About a minute ago` */
  ago(since: number): string
  /** `Up 3 minutes (healthy)`, `Exited (137) 3 hours ago`. */
  status(container: StatusParts): string
  number(value: number, options?: Intl.NumberFormatOptions): string
  /** A share of one as `42%`. */
  percent(share: number): string
  /** Milliseconds since 1970, to the second. */
  dateTime(at: number): string
  time(at: number): string
  /** How long something took, milliseconds: `120 ms`, `4.2 s`, `3 min 5 s`. */
  duration(milliseconds: number): string
}

const numbers = new Map<string, Intl.NumberFormat>()
const dates = new Map<string, Intl.DateTimeFormat>()

function numberFormat(language: string, options: Intl.NumberFormatOptions = {}): Intl.NumberFormat {
  const key = `${language} ${JSON.stringify(options)}`
  let format = numbers.get(key)
  if (format === undefined) numbers.set(key, (format = new Intl.NumberFormat(language, options)))
  return format
}
function dateFormat(language: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = `${language} ${JSON.stringify(options)}`
  let format = dates.get(key)
  if (format === undefined) dates.set(key, (format = new Intl.DateTimeFormat(language, options)))
  return format
}

/** Ages and sizes repeat from row to row: their words are put together once. */
const words = new Map<string, string>()
function remembered(key: string, make: () => string): string {
  let text = words.get(key)
  if (text === undefined) {
    if (words.size > 4000) words.clear()
    words.set(key, (text = make()))
  }
  return text
}

const plain: Intl.NumberFormatOptions = { useGrouping: false, maximumFractionDigits: 3 }

export function useFormat(): Format {
  const { t, locale } = useI18n()
  const number = (value: number, options?: Intl.NumberFormatOptions): string =>
    numberFormat(locale.value, options).format(value)
  const size = (bytes: number, digits: 3 | 4 = 3): string => {
    const { key, count } = humanSize(bytes, digits)
    return remembered(`${locale.value} ${key} ${count}`, () => t(key, { count: number(count, plain) }))
  }
  const ageWords = (key: string, count: number): string =>
    remembered(`${locale.value} ${key} ${count}`, () => t(key, { count: number(count) }))
  const age = (since: number): string => {
    const value = ageOf(elapsed(since))
    return ageWords(ageKey(value), value.count)
  }

  function duration(milliseconds: number): string {
    if (milliseconds < 1000) return t('ui.format.milliseconds', { count: number(Math.round(milliseconds)) })
    const seconds = milliseconds / 1000
    if (seconds < 60)
      return t('ui.format.seconds', { count: number(seconds, { maximumFractionDigits: seconds < 10 ? 1 : 0 }) })
    const minutes = Math.floor(seconds / 60)
    if (minutes < 60)
      return t('ui.format.minutes', { minutes: number(minutes), seconds: number(Math.floor(seconds % 60)) })
    return t('ui.format.hours', { hours: number(Math.floor(minutes / 60)), minutes: number(minutes % 60) })
  }

  return {
    size,
    rate: (bytes) => t('ui.format.rate', { size: size(bytes) }),
    age,
    ago(since) {
      const words = age(since)
      return remembered(`${locale.value} ago ${words}`, () => t('format.ago', { age: words }))
    },
    status(container) {
      const now = container.since === undefined ? Date.now() : container.since + elapsed(container.since)
      const message = statusMessage(statusOf(container, now))
      if (message === undefined) return container.status
      const { key, code } = message
      const words = message.age === undefined ? '' : ageWords(message.age.key, message.age.count)
      return remembered(`${locale.value} ${key} ${code} ${words}`, () => t(key, { code: code ?? '', age: words }))
    },
    number,
    percent: (share) => number(share, { style: 'percent', maximumFractionDigits: 0 }),
    dateTime: (at) => dateFormat(locale.value, { dateStyle: 'medium', timeStyle: 'medium' }).format(at),
    time: (at) => dateFormat(locale.value, { timeStyle: 'medium' }).format(at),
    duration
  }
}
