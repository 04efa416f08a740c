/** From what the engine says of a volume (`GET /volumes`, `GET /volumes/NAME`) to its row. */
import * as v from 'valibot'
import type { Volume } from '../../../contract/volumes/model'
import { listOf, maybe, number, text, textMap } from '../../engine/schema'

/** `UsageData` in the disk's use alone; a size of -1: not reckoned. */
export const ListedVolume = v.object({
  Name: v.pipe(v.string(), v.minLength(1)),
  Driver: text(),
  Mountpoint: text(),
  Scope: text(),
  CreatedAt: text(),
  Labels: textMap(),
  Options: textMap(),
  UsageData: maybe(v.object({ Size: number(-1), RefCount: number(-1) }))
})
export type ListedVolume = v.InferOutput<typeof ListedVolume>

/** Docker wraps the list in an object, with what drivers could not say in `Warnings`; go writes none as null. */
export const VolumesAnswer = v.pipe(
  v.unknown(),
  v.check((answer) => !Array.isArray(answer)),
  v.object({ Volumes: v.optional(v.nullable(listOf(ListedVolume))) })
)

/** Podman's `Driver` may be empty for its own; a date of the year 1 is none. */
export function toVolume({ Name, Driver, Mountpoint, Scope, CreatedAt, Labels, Options }: ListedVolume): Volume {
  const created = Date.parse(CreatedAt)
  return {
    name: Name,
    driver: Driver === '' ? 'local' : Driver,
    mountpoint: Mountpoint,
    scope: Scope === '' ? 'local' : Scope,
    ...(Number.isNaN(created) || created <= 0 ? {} : { created }),
    labels: sorted(Labels),
    options: sorted(Options)
  }
}

/** The engine gives maps in no order: a row must not change because of that. */
const sorted = (map: Readonly<Record<string, string>>): Record<string, string> =>
  Object.fromEntries(Object.entries(map).sort(([one], [other]) => (one < other ? -1 : 1)))
