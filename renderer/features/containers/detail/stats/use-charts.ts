/** The charts of a container: their lines, in its figures, and the limits that are drawn. */
import { computed, type ComputedRef, type Ref } from 'vue'
import { useI18n } from 'vue-i18n'
import type { StatsPast, StatsSample } from '../../../../../contract/containers/stats/model'
import type { ChartLimit, ChartLine } from '../../../../ui/chart/chart-options'
import { useFigures } from '../../stats/use-figures'
import type { Limits } from './limits'

export interface Chart {
  readonly id: string
  readonly label: string
  readonly lines: readonly ChartLine[]
  readonly limit?: ChartLimit
  /** What its height shows at least. */
  readonly least: number
}

const mebibyte = 1024 * 1024

export function useCharts(parts: {
  readonly past: Readonly<Ref<StatsPast>>
  readonly sample: Readonly<Ref<StatsSample | undefined>>
  readonly limits: Readonly<Ref<Limits>>
}): ComputedRef<readonly Chart[]> {
  const { t, n } = useI18n()
  const figures = useFigures()
  const cpuLimit = computed((): ChartLimit | undefined => {
    const { cores } = parts.limits.value
    const machine = parts.sample.value?.cores ?? 0
    if (cores === undefined && machine === 0) return undefined
    const count = cores ?? machine
    const key = cores === undefined ? 'containers-stats.cpu-machine' : 'containers-stats.cpu-limit'
    return { value: count * 100, words: t(key, { cores: n(count) }, count > 1 ? 2 : 1) }
  })
  const memoryLimit = computed((): ChartLimit | undefined => {
    const { memory } = parts.limits.value
    const value = memory ?? parts.sample.value?.memoryLimit ?? 0
    if (value === 0) return undefined
    const key = memory === undefined ? 'containers-stats.memory-machine' : 'containers-stats.memory-limit'
    return { value, words: t(key, { size: figures.memory(value) }) }
  })
  const pidsLimit = computed((): ChartLimit | undefined => {
    const { pids } = parts.limits.value
    return pids === undefined
      ? undefined
      : { value: pids, words: t('containers-stats.processes-limit', { count: n(pids) }) }
  })
  const line = (
    name: string,
    token: string,
    values: ReadonlyArray<number | null>,
    format: (value: number) => string
  ): ChartLine => ({ name, token, values, format })

  return computed(() => {
    const { cpu, memory, receiving, sending, reading, writing, pids } = parts.past.value
    const label = (name: string): string => t(`containers-stats.${name}`)
    return [
      {
        id: 'cpu',
        label: label('cpu'),
        lines: [{ ...line(label('cpu'), '--accent', cpu, figures.percent), tick: figures.roundPercent }],
        limit: cpuLimit.value,
        least: 1
      },
      {
        id: 'memory',
        label: label('memory'),
        lines: [{ ...line(label('memory'), '--ink-subcommand', memory, figures.memory), binary: true }],
        limit: memoryLimit.value,
        least: mebibyte
      },
      {
        id: 'network',
        label: label('network'),
        lines: [
          line(label('received'), '--accent', receiving, figures.rate),
          line(label('sent'), '--ink-number', sending, figures.rate)
        ],
        least: 1_000
      },
      {
        id: 'disk',
        label: label('disk'),
        lines: [
          line(label('read'), '--accent', reading, figures.rate),
          line(label('written'), '--ink-number', writing, figures.rate)
        ],
        least: 1_000
      },
      {
        id: 'pids',
        label: label('processes'),
        lines: [line(label('processes'), '--ink-flag', pids, (value) => n(Math.round(value)))],
        limit: pidsLimit.value,
        least: 4
      }
    ]
  })
}
