/** What checks say, in the window's language. */
import { useI18n } from 'vue-i18n'
import type { Said } from '../../../contract/prerequisites/model'
import { useFormat } from '../../ui/format/use-format'

/** A value whose name ends with `Bytes` is a size; `count` chooses among plural forms too. */
export function useSaid(): (said: Said) => string {
  const { t } = useI18n()
  const format = useFormat()
  const shown = (name: string, value: string | number): string =>
    typeof value === 'string' ? value : name.endsWith('Bytes') ? format.size(value) : format.number(value)
  return ({ key, values = {} }) => {
    const named = Object.fromEntries(Object.entries(values).map(([name, value]) => [name, shown(name, value)]))
    const { count } = values
    return typeof count === 'number' ? t(key, named, count) : t(key, named)
  }
}
