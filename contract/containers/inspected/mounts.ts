/** The mounts of an inspected container, as its flags said them. */
import { csvText } from '../../command/csv'
import { parseTmpfs, parseVolume } from '../../command/mount'
import type { Mount } from '../run'
import { entriesOf, isOn, rawOf, rawsOf, textOf, textsOf, unless, type Raw } from './raw'

interface MountsRead {
  readonly mounts: Mount[]
  readonly lost: string[]
}

/** `image`: the image's own volumes come with it. */
export function mountsOf(config: Raw, host: Raw, image: Raw | undefined): MountsRead {
  const imageVolumes = rawOf(image?.['Volumes'])
  const anonymous = Object.keys(rawOf(config['Volumes'])).filter((path) => !(path in imageVolumes))
  const read: MountsRead[] = [
    ...textsOf(host['Binds']).map((text) => one(parseVolume(text).mount, `HostConfig.Binds ${text}`)),
    ...rawsOf(host['Mounts']).map(mountOf),
    ...entriesOf(host['Tmpfs']).map(([path, options]) =>
      one(parseTmpfs(options === '' ? path : `${path}:${options}`).mount, `HostConfig.Tmpfs ${path}`)
    ),
    ...anonymous.map((target) => one({ ...plain, kind: 'volume', target, flag: 'volume' }, ''))
  ]
  return { mounts: read.flatMap(({ mounts }) => mounts), lost: read.flatMap(({ lost }) => lost) }
}

const plain: Pick<Mount, 'source' | 'readOnly' | 'options'> = { source: '', readOnly: false, options: [] }

const one = (mount: Mount | undefined, name: string): MountsRead =>
  mount === undefined ? { mounts: [], lost: [name] } : { mounts: [mount], lost: [] }

/** An entry of HostConfig.Mounts, as `--mount` says it. */
function mountOf(raw: Raw): MountsRead {
  const kind = textOf(raw['Type'])
  const target = textOf(raw['Target'])
  if (kind !== 'bind' && kind !== 'volume' && kind !== 'tmpfs')
    return { mounts: [], lost: [`HostConfig.Mounts ${kind} ${target}`] }
  return one(
    {
      kind,
      source: textOf(raw['Source']),
      target,
      readOnly: isOn(raw['ReadOnly']),
      flag: 'mount',
      options: [
        ...pair('consistency', unless(raw['Consistency'], 'default')),
        ...bindOptions(rawOf(raw['BindOptions'])),
        ...volumeOptions(rawOf(raw['VolumeOptions'])),
        ...tmpfsOptions(rawOf(raw['TmpfsOptions']))
      ]
    },
    ''
  )
}

const pair = (key: string, value: string): readonly string[] => (value === '' ? [] : [`${key}=${value}`])
const when = (on: unknown, text: string): readonly string[] => (isOn(on) ? [text] : [])

const bindOptions = (bind: Raw): readonly string[] => [
  ...pair('bind-propagation', textOf(bind['Propagation'])),
  ...when(bind['NonRecursive'], 'bind-recursive=disabled'),
  ...when(bind['ReadOnlyNonRecursive'], 'bind-recursive=writable'),
  ...when(bind['ReadOnlyForceRecursive'], 'bind-recursive=readonly'),
  ...when(bind['CreateMountpoint'], 'bind-create-src=true')
]

function volumeOptions(volume: Raw): readonly string[] {
  const driver = rawOf(volume['DriverConfig'])
  return [
    ...when(volume['NoCopy'], 'volume-nocopy'),
    ...pair('volume-subpath', textOf(volume['Subpath'])),
    ...pair('volume-driver', textOf(driver['Name'])),
    ...entriesOf(driver['Options']).map(([key, value]) => `volume-opt=${key}=${value}`),
    ...entriesOf(volume['Labels']).map(([key, value]) => `volume-label=${key}=${value}`)
  ]
}

function tmpfsOptions(tmpfs: Raw): readonly string[] {
  const { SizeBytes: size, Mode: mode, Options: options } = tmpfs
  const list = Array.isArray(options) ? options.map((words) => textsOf(words).join('=')) : []
  return [
    ...(typeof size === 'number' && size !== 0 ? [`tmpfs-size=${size}`] : []),
    ...(typeof mode === 'number' && mode !== 0 ? [`tmpfs-mode=${mode.toString(8)}`] : []),
    ...(list.length === 0 ? [] : [`tmpfs-options=${csvText(list)}`])
  ]
}
