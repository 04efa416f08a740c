/** What can be asked of volumes beside their list: one dialog each. */
import type { ConnectionState } from '../../../../contract/connections/model'
import type { VolumeRow } from '../volume-rows'

export const keepKinds = ['export', 'clone', 'send', 'compare', 'replace', 'empty'] as const
export type KeepKind = (typeof keepKinds)[number]

/** `path`: an archive to begin with, a backup's. */
export type Keeping =
  | { readonly kind: 'import'; readonly path?: string }
  | { readonly kind: KeepKind; readonly row: VolumeRow; readonly path?: string }

export const isKeepKind = (id: string): id is KeepKind => (keepKinds as readonly string[]).includes(id)

/** The processors that the volume helper runs on, as engines call them; nothing else reads a volume whole with its owners and links. */
const processors = ['amd64', 'x86_64', 'arm64', 'aarch64']

/** Whether the engine runs the helper, as far as it says what it is. */
export function canKeep(state: ConnectionState | undefined): boolean {
  if (state === undefined || !('capabilities' in state)) return true
  const { os, arch } = state.capabilities
  return os !== 'windows' && processors.includes(arch)
}
