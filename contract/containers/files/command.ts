/** A container's files as docker commands; a path that is no UTF-8 has no text, and so no command. */
import { docker } from '../../command/build'
import type { CommandLine } from '../../command/line'
import type { ContainerRef } from '../../scope'
import { nameOf, refersTo } from '../requests'
import type { AtPath, ListRequest, SaveFileRequest, UnpackRequest, UploadRequest } from './api'
import { exactText } from './path'

const place = ({ container }: { readonly container: ContainerRef }, text: string): string =>
  `${nameOf(container)}:${text}`

export function listFiles(request: Pick<ListRequest, 'container' | 'path' | 'running'>): CommandLine | undefined {
  const text = exactText(request.path)
  if (text === undefined) return undefined
  if (!request.running) return copyOut(request)
  return docker('exec')
    .argument('container', nameOf(request.container), refersTo(request.container))
    .argument('command', 'ls')
    .argument('command-argument', '-la')
    .argument('command-argument', text)
    .line()
}

/** A tar on the standard output. */
export function copyOut(request: Pick<AtPath, 'container' | 'path'>): CommandLine | undefined {
  const text = exactText(request.path)
  return text === undefined
    ? undefined
    : docker('cp').argument('source', place(request, text), refersTo(request.container)).argument('output', '-').line()
}

export function saveFile(request: SaveFileRequest): CommandLine | undefined {
  const text = exactText(request.path)
  if (text === undefined || request.as === 'tar') return copyOut(request)
  // A link is followed, as the window follows it.
  return docker('cp')
    .flag('follow-link', '-L')
    .argument('source', place(request, text), refersTo(request.container))
    .argument('target', request.target)
    .line()
}

/** docker cp takes one at a time: the window shows the command of the first. */
export function unpackFiles(request: UnpackRequest): CommandLine | undefined {
  const [path = '/'] = request.paths
  const text = exactText(path)
  return text === undefined
    ? undefined
    : docker('cp')
        .argument('source', place(request, text), refersTo(request.container))
        .argument('target', request.target)
        .line()
}

export function uploadFiles(request: UploadRequest): CommandLine | undefined {
  const text = exactText(request.folder)
  const [source = ''] = request.sources
  return text === undefined
    ? undefined
    : docker('cp')
        .argument('local', source)
        .argument('destination', place(request, text), refersTo(request.container))
        .line()
}
