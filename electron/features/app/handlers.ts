import type { app as contract } from '../../../contract/app/api'
import type { Handlers } from '../../ipc/handlers'
import type { FileDialogs } from '../../platform/file-dialogs'
import { heldPorts } from '../../platform/listening/held-ports'

export interface AppParts {
  readonly version: string
  readonly locale: () => string
  readonly openLink: (url: string) => Promise<void>
  readonly copyText: (text: string) => void
  readonly paste: () => void
  readonly streams: () => number
  readonly choose: FileDialogs
  readonly showFolder: (path: string) => Promise<void>
  /** The first list stands painted: what can wait may start. */
  readonly ready: () => void
}

const platformName = (): 'linux' | 'darwin' | 'win32' | 'other' =>
  process.platform === 'linux' || process.platform === 'darwin' || process.platform === 'win32'
    ? process.platform
    : 'other'

export const appHandlers = (parts: AppParts): Handlers<typeof contract> => ({
  info: async () => ({
    version: parts.version,
    platform: platformName(),
    locale: parts.locale(),
    electron: process.versions['electron'] ?? '',
    streams: parts.streams()
  }),
  openLink: async ({ url }) => parts.openLink(url),
  copyText: async ({ text }) => parts.copyText(text),
  paste: async () => parts.paste(),
  chooseSave: async (request) => ({ path: await parts.choose.save(request) }),
  chooseOpen: async (request) => ({ paths: await parts.choose.open(request) }),
  showFolder: async ({ path }) => parts.showFolder(path),
  heldPorts: async ({ ports }) => [...(await heldPorts(ports))],
  ready: async () => parts.ready()
})
