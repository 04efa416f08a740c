/** What is typed into the form of a new volume: as the engine takes it, and what is wrong with it. */
import type { CreateVolumeRequest, VolumeOption } from '../../../../contract/volumes/making/api'
import { filledPairs, type PairRow } from '../../../ui/pairs/pairs'

export const volumeKinds = ['volume', 'tmpfs', 'nfs', 'cifs', 'bind'] as const
/** What the volume is made of: all but the first are the local driver told how to mount. */
export type VolumeKind = (typeof volumeKinds)[number]
export const nfsVersions = ['', '4.2', '4.1', '4', '3'] as const

export interface VolumeDraft {
  name: string
  kind: VolumeKind
  /** tmpfs: `100m`, `10%`. */
  size: string
  /** tmpfs: octal digits. */
  mode: string
  /** NFS: a host's name or address. */
  server: string
  /** NFS: the path that the server exports; bind: the folder of the engine's host. */
  path: string
  version: (typeof nfsVersions)[number]
  /** CIFS: `//server/share`. */
  share: string
  user: string
  password: string
  readOnly: boolean
  /** More options of the mount, with commas between. */
  extra: string
  driver: string
  options: PairRow[]
  labels: PairRow[]
}

export const emptyVolume = (): VolumeDraft => ({
  name: '',
  kind: 'volume',
  size: '',
  mode: '',
  server: '',
  path: '',
  version: '',
  share: '',
  user: '',
  password: '',
  readOnly: false,
  extra: '',
  driver: '',
  options: [],
  labels: []
})

/** `\\server\share`, `smb://server/share` and `//server/share` are one. */
export function readShare(text: string): { readonly device: string; readonly server: string } | undefined {
  const [, server, share] = /^(?:smb:)?\/\/([^/\s,]+)\/([^\s,]+?)\/*$/i.exec(text.trim().replaceAll('\\', '/')) ?? []
  return server === undefined || share === undefined ? undefined : { device: `//${server}/${share}`, server }
}

const option = (name: string, value: string): readonly VolumeOption[] => (value === '' ? [] : [{ name, value }])
const joined = (...parts: readonly string[]): string => parts.filter((part) => part !== '').join(',')

/** For the driver, in the order in which docker's own documentation writes them. */
export function optionsOf(draft: VolumeDraft): readonly VolumeOption[] {
  const access = draft.readOnly ? 'ro' : 'rw'
  const extra = draft.extra.trim()
  switch (draft.kind) {
    case 'volume':
      return filledPairs(draft.options).map(hidePassword)
    case 'tmpfs': {
      const mount = joined(
        draft.size.trim() === '' ? '' : `size=${draft.size.trim()}`,
        draft.mode.trim() === '' ? '' : `mode=${draft.mode.trim()}`,
        extra
      )
      return [...option('type', 'tmpfs'), ...option('device', 'tmpfs'), ...option('o', mount)]
    }
    case 'nfs': {
      const mount = joined(
        `addr=${draft.server.trim()}`,
        access,
        draft.version === '' ? '' : `nfsvers=${draft.version}`,
        extra
      )
      return [...option('type', 'nfs'), ...option('o', mount), ...option('device', `:${draft.path.trim()}`)]
    }
    case 'cifs': {
      const share = readShare(draft.share)
      const user = draft.user.trim()
      const mount = joined(
        `addr=${share?.server ?? ''}`,
        draft.readOnly ? 'ro' : '',
        extra,
        user === '' ? 'guest' : `username=${user}`
      )
      return [
        ...option('type', 'cifs'),
        ...option('device', share?.device ?? draft.share.trim()),
        user === '' || draft.password === ''
          ? { name: 'o', value: mount }
          : { name: 'o', value: `${mount},password=`, secret: draft.password }
      ]
    }
    case 'bind':
      return [
        ...option('type', 'none'),
        ...option('o', joined('bind', draft.readOnly ? 'ro' : '', extra)),
        ...option('device', draft.path.trim())
      ]
  }
}

/** `o=addr=…,password=secret,vers=3`: the password goes to the end, where a shell's variable can stand for it. */
export function hidePassword(pair: { readonly name: string; readonly value: string }): VolumeOption {
  const parts = pair.name === 'o' ? pair.value.split(',') : []
  const at = parts.findIndex((part) => /^pass(word)?=./.test(part))
  const secret = parts[at]
  if (secret === undefined) return pair
  const [key = ''] = secret.split('=', 1)
  const others = parts.filter((_, index) => index !== at)
  return { name: pair.name, value: [...others, `${key}=`].join(','), secret: secret.slice(key.length + 1) }
}

export const requestOf = (draft: VolumeDraft): Omit<CreateVolumeRequest, 'connection'> => ({
  name: draft.name.trim(),
  driver: draft.kind === 'volume' ? draft.driver.trim() : '',
  options: [...optionsOf(draft)],
  labels: filledPairs(draft.labels)
})

export type VolumeProblem =
  'name' | 'short' | 'taken' | 'size' | 'mode' | 'server' | 'path' | 'share' | 'comma' | 'extra'
export type VolumeField = 'name' | 'size' | 'mode' | 'server' | 'path' | 'share' | 'user' | 'password' | 'extra'

/** What is wrong in itself, by its field; `taken`: the names that there are. */
export function volumeProblems(
  draft: VolumeDraft,
  taken: (name: string) => boolean
): Partial<Record<VolumeField, VolumeProblem>> {
  const name = draft.name.trim()
  const found: Partial<Record<VolumeField, VolumeProblem>> = {}
  // As moby's names.RestrictedNamePattern has it.
  if (name !== '' && !/^[a-zA-Z0-9][a-zA-Z0-9_.-]*$/.test(name)) found.name = 'name'
  else if (name.length === 1) found.name = 'short'
  else if (name !== '' && taken(name)) found.name = 'taken'
  if (draft.kind !== 'volume' && /[\s"]|,,|^,|,$/.test(draft.extra.trim())) found.extra = 'extra'
  switch (draft.kind) {
    case 'volume':
      break
    case 'tmpfs':
      if (!/^(\d+[kmg]?|\d{1,3}%)?$/i.test(draft.size.trim())) found.size = 'size'
      if (!/^(0?[0-7]{3,4})?$/.test(draft.mode.trim())) found.mode = 'mode'
      break
    case 'nfs':
      if (!/^[^\s,/]+$/.test(draft.server.trim())) found.server = 'server'
      if (!/^\/[^,\n]*$/.test(draft.path.trim())) found.path = 'path'
      break
    case 'cifs':
      if (readShare(draft.share) === undefined) found.share = 'share'
      if (draft.user.includes(',')) found.user = 'comma'
      if (draft.password.includes(',')) found.password = 'comma'
      break
    case 'bind':
      if (!/^(\/|[a-z]:[\\/])/i.test(draft.path.trim())) found.path = 'path'
      break
  }
  return found
}
