/**
 * A volume's files as docker commands: docker has none of its own for them, so that a container of busybox mounts the volume at
 * /v. A path that is no UTF-8 has no text, and so no command.
 */
import { docker } from '../../command/build'
import type { CommandLine } from '../../command/line'
import { exactText, joinPath, lastPart, parentOf } from '../../containers/files/path'
import type {
  AtPath,
  IntoRequest,
  OnPaths,
  PermissionsRequest,
  RenameRequest,
  SaveRequest,
  SearchRequest,
  SizesRequest,
  ToVolumeRequest,
  UnpackRequest,
  UploadRequest
} from './api'
import type { OnVolume } from '../requests'

const image = 'busybox'
/** Where the volume stands in the container, and the second one where there are two. */
const mounted = '/v'
const second = '/w'

interface Options {
  readonly writes?: boolean
  /** Takes what comes in by the standard input. */
  readonly input?: boolean
  readonly target?: string
}

/** `docker run --rm -v data:/v:ro busybox ls -la /v/folder`; undefined where a word has no text. */
function run(
  { volume }: Pick<OnVolume, 'volume'>,
  words: ReadonlyArray<string | undefined>,
  { writes = false, input = false, target }: Options = {}
): CommandLine | undefined {
  if (!words.every((word) => word !== undefined)) return undefined
  return docker('run')
    .flag('rm', '--rm')
    .when(input, (line) => line.flag('interactive', '-i'))
    .option('volume', '-v', `${volume}:${mounted}${writes ? '' : ':ro'}`)
    .when(target !== undefined, (line) => line.option('volume', '-v', `${target}:${second}`))
    .argument('image', image)
    .each(words, (line, word, index) => line.argument(index === 0 ? 'command' : 'command-argument', word))
    .line()
}

const at = (path: string, top = mounted): string | undefined => exactText(path === '/' ? top : `${top}${path}`)
/** A path that begins with the volume's own name is no flag of any program. */
const each = (paths: readonly string[]): ReadonlyArray<string | undefined> => paths.map((path) => at(path))
/** A folder's own folder, and its name: tar then holds no path. */
const inFolder = (path: string): ReadonlyArray<string | undefined> =>
  path === '/' ? [mounted, '.'] : [at(parentOf(path)), exactText(`./${path.slice(path.lastIndexOf('/') + 1)}`)]

export const listFolder = (request: AtPath): CommandLine | undefined => run(request, ['ls', '-la', at(request.path)])
export const readFile = (request: AtPath): CommandLine | undefined => run(request, ['cat', at(request.path)])
export const makeFolder = (request: AtPath): CommandLine | undefined =>
  run(request, ['mkdir', at(request.path)], { writes: true })
export const makeFile = (request: AtPath): CommandLine | undefined =>
  run(request, ['touch', at(request.path)], { writes: true })
/** What is written comes by its standard input. */
export const writeFile = (request: AtPath): CommandLine | undefined =>
  run(request, ['tee', at(request.path)], { writes: true, input: true })
export const renameFile = (request: RenameRequest): CommandLine | undefined =>
  run(request, ['mv', at(request.path), at(joinPath(parentOf(request.path), request.name))], { writes: true })
export const moveFiles = (request: IntoRequest): CommandLine | undefined =>
  run(request, ['mv', request.overwrite ? '-f' : '-n', ...each(request.paths), at(request.folder)], { writes: true })
export const copyFiles = (request: IntoRequest): CommandLine | undefined =>
  run(request, ['cp', '-a', ...each(request.paths), at(request.folder)], { writes: true })
/** Where both are the same engine's: there is no command from one engine to another. */
export const copyToVolume = (request: ToVolumeRequest): CommandLine | undefined =>
  request.target.connection === request.connection
    ? run(request, ['cp', '-a', ...each(request.paths), at(request.folder, second)], { target: request.target.volume })
    : undefined
/** To another engine's volume: a pipe hands what this one packs to `receiveFiles` there. */
export const sendFiles = ({ volume, paths }: OnPaths): CommandLine | undefined => {
  const folder = parentOf(paths[0] ?? '/')
  const names = paths.map((path) => (parentOf(path) === folder ? exactText(`./${lastPart(path)}`) : undefined))
  return run({ volume }, ['tar', '-cf', '-', '-C', at(folder), ...names])
}
export const receiveFiles = (request: { readonly volume: string; readonly folder: string }): CommandLine | undefined =>
  run(request, ['tar', '-xf', '-', '-C', at(request.folder)], { writes: true, input: true })
export const removeFiles = (request: OnPaths): CommandLine | undefined =>
  run(request, ['rm', '-r', ...each(request.paths)], { writes: true })
export const countFiles = (request: OnPaths): CommandLine | undefined =>
  run(request, ['du', '-sh', ...each(request.paths)])
export const searchFiles = (request: SearchRequest): CommandLine | undefined =>
  run(request, ['find', at(request.path), '-iname', `*${request.words.replace(/[*?[\]\\]/g, '\\$&')}*`])
export const folderSizes = (request: SizesRequest): CommandLine | undefined =>
  run(request, ['du', '-k', '-d', String(request.depth), at(request.path)])

/** `u=rwX,g=rX,o=rX`: `X` gives a file the right to run only where it has one already. */
const everyMode = (mode: number): string =>
  ['u', 'g', 'o']
    .map((who, index) => {
      const has = (bit: number, letter: string): string => ((mode >> (6 - 3 * index)) & bit ? letter : '')
      const special = mode & (0o4000 >> index) ? (who === 'o' ? 't' : 's') : ''
      return `${who}=${has(4, 'r')}${has(2, 'w')}${has(1, 'X')}${special}`
    })
    .join(',')

export function permissionsSteps(request: PermissionsRequest): readonly CommandLine[] {
  const { mode, uid, gid, below, paths } = request
  const every = below ? ['-R'] : []
  const owner = uid === undefined && gid === undefined ? undefined : `${uid ?? ''}${gid === undefined ? '' : `:${gid}`}`
  return [
    owner === undefined ? undefined : run(request, ['chown', '-h', ...every, owner, ...each(paths)], { writes: true }),
    mode === undefined
      ? undefined
      : run(request, ['chmod', ...every, below ? everyMode(mode) : mode.toString(8).padStart(4, '0'), ...each(paths)], {
          writes: true
        })
  ].filter((line) => line !== undefined)
}
export const setPermissions = (request: PermissionsRequest): CommandLine | undefined => permissionsSteps(request).at(-1)

/** A tar on the standard output: add `>` and a file name. */
const pack = (request: Pick<OnVolume, 'volume'>, path: string): CommandLine | undefined =>
  run(request, ['tar', '-cf', '-', '-C', ...inFolder(path)])
export const saveFile = (request: SaveRequest): CommandLine | undefined =>
  request.as === 'tar' ? pack(request, request.path) : readFile(request)
export const unpackFiles = (request: UnpackRequest): CommandLine | undefined =>
  request.paths.includes('/') ? pack(request, '/') : sendFiles(request)
/** A tar comes by the standard input: `tar -cf - name |` before it. */
export const uploadFiles = (request: UploadRequest): CommandLine | undefined =>
  run(request, ['tar', '-xf', '-', '-C', at(request.folder)], { writes: true, input: true })
