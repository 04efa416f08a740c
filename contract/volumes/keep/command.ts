/**
 * Keeping volumes as docker commands: docker has none of its own for it, so that a container of busybox mounts the volume at /v, and
 * the folder of the archive at /backup.
 */
import { docker } from '../../command/build'
import { csvText } from '../../command/csv'
import type { CommandLine } from '../../command/line'
import * as making from '../making/command'
import type { CloneRequest, ExportRequest, ImportRequest, ReplaceRequest, SendRequest } from './api'
import type { CompareRequest } from './compare'
import { formatOf, type ArchiveFormat } from './model'

const image = 'busybox'

/** `docker run --rm -v data:/v:ro … busybox WORDS…` */
const run = (mounts: readonly string[], words: readonly string[], input = false): CommandLine =>
  docker('run')
    .flag('rm', '--rm')
    .when(input, (line) => line.flag('interactive', '-i'))
    .each(mounts, (line, mount) =>
      mount.startsWith('type=') ? line.option('mount', '--mount', mount) : line.option('volume', '-v', mount)
    )
    .argument('image', image)
    .each(words, (line, word, index) => line.argument(index === 0 ? 'command' : 'command-argument', word))
    .line()

/** A path of this computer, taken apart at its last separator: `/` of all, and `\` of Windows's. */
function placeOf(path: string): { readonly folder: string; readonly name: string } {
  const [, folder = '', name = path] = /^(.*)[/\\]([^/\\]*)$/s.exec(path) ?? []
  const root = folder === '' || /^[A-Za-z]:$/.test(folder)
  return { folder: root ? `${folder}${path.includes('\\') ? '\\' : '/'}` : folder, name }
}

/** `-v` parts its words at colons: a folder that has one needs the longer form. */
function folderAt(folder: string, readOnly: boolean): string {
  if (!folder.replace(/^[A-Za-z]:(?=[/\\])/, '').includes(':')) return `${folder}:/backup${readOnly ? ':ro' : ''}`
  return csvText(['type=bind', `source=${folder}`, 'target=/backup', ...(readOnly ? ['readonly'] : [])])
}

/** busybox's tar knows no zstd: such an archive has no command. */
const letters: Readonly<Record<ArchiveFormat, string | undefined>> = { 'tar.gz': 'z', tar: '', 'tar.zst': undefined }

const pack = (volume: string, path: string, format: ArchiveFormat): CommandLine | undefined => {
  const letter = letters[format]
  const { folder, name } = placeOf(path)
  return letter === undefined
    ? undefined
    : run([`${volume}:/v:ro`, folderAt(folder, false)], ['tar', `c${letter}f`, `/backup/${name}`, '-C', '/v', '.'])
}

const unpack = (volume: string, path: string): CommandLine | undefined => {
  const letter = letters[formatOf(path) ?? 'tar']
  const { folder, name } = placeOf(path)
  return letter === undefined
    ? undefined
    : run([`${volume}:/v`, folderAt(folder, true)], ['tar', `x${letter}f`, `/backup/${name}`, '-C', '/v'])
}

const some = (lines: ReadonlyArray<CommandLine | undefined>): readonly CommandLine[] =>
  lines.every((line) => line !== undefined) ? lines : []

export const exportVolume = ({ volume, path, format }: Omit<ExportRequest, 'connection'>): CommandLine | undefined =>
  pack(volume, path, format)

export const importVolume = ({ name, path }: Pick<ImportRequest, 'name' | 'path'>): CommandLine | undefined =>
  unpack(name, path)
export const importSteps = ({ name, path }: Pick<ImportRequest, 'name' | 'path'>): readonly CommandLine[] =>
  some([making.create({ name, driver: '', options: [], labels: [] }), unpack(name, path)])

/** All that is in it, and not itself. Not every busybox's find knows `-delete`. */
export const emptyVolume = ({ volume }: { readonly volume: string }): CommandLine =>
  run([`${volume}:/v`], ['find', '/v', '-mindepth', '1', '-maxdepth', '1', '-exec', 'rm', '-rf', '{}', '+'])

export const replaceVolume = ({ volume, path }: Pick<ReplaceRequest, 'volume' | 'path'>): CommandLine | undefined =>
  unpack(volume, path)
export const replaceSteps = ({ volume, path }: Pick<ReplaceRequest, 'volume' | 'path'>): readonly CommandLine[] =>
  some([emptyVolume({ volume }), unpack(volume, path)])

const copy = (volume: string, name: string): CommandLine =>
  run([`${volume}:/v:ro`, `${name}:/w`], ['cp', '-a', '/v/.', '/w'])
export const cloneVolume = ({ volume, name }: Pick<CloneRequest, 'volume' | 'name'>): CommandLine => copy(volume, name)
export const cloneSteps = ({
  volume,
  name,
  driver,
  options
}: Omit<CloneRequest, 'connection'>): readonly CommandLine[] => [
  making.create({ name, driver, options, labels: [] }),
  copy(volume, name)
]

/** The half of this side; a pipe hands it to `receiveVolume` of the other. */
export const sendVolume = ({ volume }: Pick<SendRequest, 'volume'>): CommandLine =>
  run([`${volume}:/v:ro`], ['tar', 'cf', '-', '-C', '/v', '.'])
export const receiveVolume = ({ name }: Pick<SendRequest, 'name'>): CommandLine =>
  run([`${name}:/v`], ['tar', 'xf', '-', '-C', '/v'], true)

/** Two volumes of one engine, or the names that an archive holds; there is no command across engines. */
export function compareVolume({ connection, volume, other }: Omit<CompareRequest, 'sums'>): CommandLine | undefined {
  if (other.kind === 'volume')
    return other.connection === connection
      ? run([`${other.volume}:/v:ro`, `${volume}:/w:ro`], ['diff', '-rq', '/v', '/w'])
      : undefined
  return undefined
}
