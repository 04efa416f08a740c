/** `-v`, `--mount` and `--tmpfs` as the API has them: Binds, Mounts, Tmpfs and anonymous Volumes (docker/cli, opts/mount.go). */
import { parseBytes } from '../../../../contract/command/bytes'
import { cutPair } from '../../../../contract/command/csv'
import { flagOfMount, tmpfsFlag, volumeFlag } from '../../../../contract/command/mount'
import { parseSwitch } from '../../../../contract/command/switch'
import type { Mount } from '../../../../contract/containers/run'
import { mapOf, setOf, someOf } from './pairs'
import { invalid } from './refused'

export interface MountParts {
  /** Of the container's own configuration: volumes without a name. */
  readonly Volumes: Readonly<Record<string, object>>
  readonly Binds: readonly string[]
  readonly Mounts: readonly object[] | undefined
  readonly Tmpfs: Readonly<Record<string, string>> | undefined
}

export function mountParts(mounts: readonly Mount[]): MountParts {
  const of = (flag: Mount['flag']) => mounts.filter((mount) => flagOfMount(mount) === flag)
  const tmpfs = of('tmpfs')
    .map(tmpfsFlag)
    .map((text) => [text.split(':')[0] ?? '', text.split(':').slice(1).join(':')])
  return {
    Volumes: setOf(
      of('volume')
        .filter(({ source }) => source === '')
        .map(({ target }) => target)
    ),
    // The same words twice are one bind.
    Binds: [
      ...new Set(
        of('volume')
          .filter(({ source }) => source !== '')
          .map(volumeFlag)
      )
    ],
    Mounts: someOf(of('mount').map(mountOf)),
    Tmpfs: tmpfs.length === 0 ? undefined : (Object.fromEntries(tmpfs) as Record<string, string>)
  }
}

function mountOf({ kind, source, target, readOnly, flag, options }: Mount): object {
  const said = flag === 'mount' ? options.map((option) => [option, ...cutPair(option)] as const) : []
  const all = (key: string) =>
    said.filter(([, name]) => name.toLowerCase() === key).map(([, , value = 'true']) => value)
  const one = (key: string) => all(key).at(-1)
  const isOn = (key: string): boolean | undefined => {
    const value = one(key)
    const on = value === undefined ? undefined : parseSwitch(value)
    if (value !== undefined && on === undefined) throw invalid('mounts', `invalid value for ${key}: ${value}`)
    return on
  }
  const driver = one('volume-driver')
  const driverOptions = mapOf(all('volume-opt'))
  const recursive = one('bind-recursive')
  const size = one('tmpfs-size')
  return {
    Type: kind,
    Source: source === '' ? undefined : source,
    Target: target,
    ReadOnly: readOnly || undefined,
    Consistency: one('consistency')?.toLowerCase(),
    BindOptions: whole({
      Propagation: one('bind-propagation')?.toLowerCase(),
      NonRecursive: recursive === 'disabled' ? true : isOn('bind-nonrecursive'),
      CreateMountpoint: isOn('bind-create-src'),
      ReadOnlyNonRecursive: recursive === 'writable' || undefined,
      ReadOnlyForceRecursive: recursive === 'readonly' || undefined
    }),
    VolumeOptions: whole({
      NoCopy: isOn('volume-nocopy'),
      Labels: mapOf(all('volume-label')),
      Subpath: one('volume-subpath'),
      DriverConfig: whole({ Name: driver, Options: driverOptions })
    }),
    TmpfsOptions: whole({
      SizeBytes: size === undefined ? undefined : bytesOf(size),
      Mode: octal(one('tmpfs-mode')),
      Options: someOf(all('tmpfs-options').flatMap((list) => list.split(',').map((option) => option.split('='))))
    })
  }
}

/** Undefined where nothing of it is said. */
const whole = (parts: Readonly<Record<string, unknown>>): object | undefined =>
  Object.values(parts).every((part) => part === undefined) ? undefined : parts

function bytesOf(text: string): number {
  const parsed = parseBytes(text)
  if (!parsed.ok) throw invalid('mounts', `invalid value for tmpfs-size: ${text}`)
  return parsed.value
}

function octal(text: string | undefined): number | undefined {
  if (text === undefined) return undefined
  if (!/^[0-7]+$/.test(text)) throw invalid('mounts', `invalid value for tmpfs-mode: ${text}`)
  return Number.parseInt(text, 8)
}
