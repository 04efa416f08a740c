/** Whether a person would see a difference: two digits of percent, four of memory, three of what is counted. */
import { binarySize, percentText, trafficSize } from '../../../../contract/containers/stats/figures'
import type { StatsSample } from '../../../../contract/containers/stats/model'

const traffic = ['received', 'sent', 'read', 'written'] as const
const exact = ['cores', 'memoryLimit', 'pids'] as const

export function sameFigures(one: StatsSample | undefined, other: StatsSample | undefined): boolean {
  if (one === undefined || other === undefined) return one === other
  if (one.cpu === undefined || other.cpu === undefined) {
    if (one.cpu !== other.cpu) return false
  } else if (one.cpu !== other.cpu && percentText(one.cpu) !== percentText(other.cpu)) return false
  return (
    exact.every((name) => one[name] === other[name]) &&
    traffic.every(
      (name) => one[name] === other[name] || trafficSize(one[name]).text === trafficSize(other[name]).text
    ) &&
    (one.memory === other.memory || binarySize(one.memory).text === binarySize(other.memory).text)
  )
}
