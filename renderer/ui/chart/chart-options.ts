/** What uPlot is told of a chart: its look from the window's tokens, its scales, and the line of a limit. */
import type uPlot from 'uplot'
import { resolved } from './colours'

export interface ChartLine {
  readonly name: string
  /** `--accent` */
  readonly token: string
  readonly values: ReadonlyArray<number | null>
  readonly format: (value: number) => string
  /** The same beside the chart, where it stands; else as `format`. */
  readonly tick?: (value: number) => string
  /** Its scale goes by powers of two: bytes of memory. */
  readonly binary?: boolean
}
export interface ChartLimit {
  readonly value: number
  /** `limit 64MiB` */
  readonly words: string
}
export interface ChartProps {
  readonly lines: readonly ChartLine[]
  readonly limit?: ChartLimit
  readonly span: number
  readonly least: number
  readonly tick: (at: number) => string
  readonly group?: string
}

/** The limit is drawn to scale once this share of it is used: before, it would press the line to the floor. */
const nearLimit = 0.2

/** From nothing to a little above what there is, or to the limit where that is near. Pure. */
export function heightOf(most: number, least: number, limit: number | undefined): number {
  const height = Math.max(least, most * 1.15)
  if (limit === undefined || most < limit * nearLimit) return height || 1
  return Math.max(height, limit * 1.05)
}

const powers = Array.from({ length: 50 }, (_, exponent) => 2 ** exponent)

interface Parts {
  readonly element: HTMLElement
  readonly width: number
  readonly height: number
  /** Read anew each time it is drawn. */
  readonly props: () => ChartProps
  /** The place of the value under the pointer. */
  readonly told: (index: number | undefined) => void
}

export function chartOptions({ element, width, height, props, told }: Parts): uPlot.Options {
  const grid = resolved(element, '--border-faint')
  const text = resolved(element, '--text-muted')
  const danger = resolved(element, '--danger')
  const font = `11px ${getComputedStyle(element).fontFamily}`
  const axis = { stroke: text, font, grid: { stroke: grid, width: 1 }, ticks: { show: false } } satisfies uPlot.Axis
  const { lines, group } = props()

  const drawLimit = (chart: uPlot): void => {
    const { limit } = props()
    const top = chart.scales['y']?.max ?? 0
    if (limit === undefined || limit.value > top) return
    const { ctx, bbox } = chart
    const y = Math.round(chart.valToPos(limit.value, 'y', true)) + 0.5
    ctx.save()
    ctx.strokeStyle = danger
    ctx.lineWidth = window.devicePixelRatio
    ctx.setLineDash([4 * window.devicePixelRatio, 4 * window.devicePixelRatio])
    ctx.beginPath()
    ctx.moveTo(bbox.left, y)
    ctx.lineTo(bbox.left + bbox.width, y)
    ctx.stroke()
    ctx.restore()
  }
  return {
    width,
    height,
    padding: [8, 8, 0, 0],
    legend: { show: false },
    select: { show: false, left: 0, top: 0, width: 0, height: 0 },
    cursor: {
      y: false,
      drag: { x: false, y: false },
      points: { size: 6 },
      ...(group === undefined ? {} : { sync: { key: group, scales: ['x', null] } })
    },
    scales: {
      x: {
        time: true,
        range: (_chart, _min, max) => [max - props().span / 1_000, max]
      },
      y: {
        range: (_chart, _min, max) => {
          const { least, limit } = props()
          return [0, heightOf(Number.isFinite(max) ? max : 0, least, limit?.value)]
        }
      }
    },
    axes: [
      {
        ...axis,
        size: 22,
        space: 64,
        values: (_chart, splits) => splits.map((at) => props().tick(at * 1_000))
      },
      {
        ...axis,
        size: 62,
        space: 34,
        ...(lines[0]?.binary === true ? { incrs: powers } : {}),
        values: (_chart, splits) => splits.map((value) => (lines[0]?.tick ?? lines[0]?.format)?.(value) ?? '')
      }
    ],
    series: [
      {},
      ...lines.map(({ token, name }): uPlot.Series => ({
        label: name,
        stroke: resolved(element, token),
        fill: resolved(element, token, 0.12),
        width: 1.5,
        points: { show: false },
        spanGaps: false
      }))
    ],
    hooks: {
      draw: [drawLimit],
      setCursor: [(chart) => told(chart.cursor.idx ?? undefined)]
    }
  }
}
