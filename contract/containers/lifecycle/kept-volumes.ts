/** Volumes without a name hold data all the same: a container that takes the place of another goes on with them. */
import type { Mount, RunOptions } from '../run'

export interface FoundMount {
  readonly type: string
  readonly name: string
  readonly target: string
}

/** The name that an engine makes up. */
const isAnonymous = (name: string): boolean => /^[0-9a-f]{64}$/.test(name)

/** `mounts` of the container that goes; `imageVolumes`: the folders that the new one's image makes a volume of. */
export function withKeptVolumes(
  options: RunOptions,
  mounts: readonly FoundMount[],
  imageVolumes: readonly string[]
): RunOptions {
  const kept = mounts.filter(({ type, name }) => type === 'volume' && isAnonymous(name))
  const nameAt = new Map(kept.map(({ target, name }) => [target, name]))
  const named = options.mounts.map((mount): Mount =>
    mount.kind === 'volume' && mount.source === '' ? { ...mount, source: nameAt.get(mount.target) ?? '' } : mount
  )
  const taken = new Set(named.map(({ target }) => target))
  const added = options.volumesFrom.length > 0 ? [] : imageVolumes.filter((path) => !taken.has(path))
  return {
    ...options,
    mounts: [
      ...named,
      ...added.flatMap((target): Mount[] => {
        const source = nameAt.get(target)
        return source === undefined
          ? []
          : [{ kind: 'volume', source, target, readOnly: false, flag: 'volume', options: [] }]
      })
    ]
  }
}
