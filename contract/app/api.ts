import * as v from 'valibot'
import { call } from '../define'
import { Empty, Nothing } from '../scope'
import { HeldPort, HostPort, mostPorts } from './ports'

const AppInfo = v.object({
  version: v.string(),
  platform: v.picklist(['linux', 'darwin', 'win32', 'other']),
  /** The system's language, as a BCP 47 tag. */
  locale: v.string(),
  electron: v.string(),
  /** Streams open at this moment, over all windows: a test shows that none leaks. */
  streams: v.number()
})

const ChooseFilter = v.object({ name: v.string(), extensions: v.array(v.string()) })
const ChooseSaveRequest = v.object({
  /** The name that the dialog begins with. */
  suggestion: v.pipe(v.string(), v.maxLength(255)),
  filters: v.optional(v.array(ChooseFilter))
})
const ChooseOpenRequest = v.object({
  kind: v.picklist(['file', 'files', 'folder']),
  filters: v.optional(v.array(ChooseFilter))
})

export const app = {
  info: call({ request: Empty, reply: AppInfo }),
  /** Opens a web page in the person's browser: http and https only. */
  openLink: call({ request: v.object({ url: v.pipe(v.string(), v.url(), v.regex(/^https?:\/\//i)) }), reply: Nothing }),
  copyText: call({ request: v.object({ text: v.pipe(v.string(), v.maxLength(50_000_000)) }), reply: Nothing }),
  /** Pastes into what has the focus, as the keyboard does: the page itself may not read the clipboard. */
  paste: call({ request: Empty, reply: Nothing }),
  /**
   * The system's own dialog for a file to write; no path when the person thought better of it. Operations that write or
   * read files take only paths that were chosen so.
   */
  chooseSave: call({ request: ChooseSaveRequest, reply: v.object({ path: v.optional(v.string()) }) }),
  /** The same for what is to be read. */
  chooseOpen: call({ request: ChooseOpenRequest, reply: v.object({ paths: v.array(v.string()) }) }),
  /** Shows a file or folder of this computer, that a container mounts, in the system's file manager. */
  showFolder: call({
    request: v.object({ path: v.pipe(v.string(), v.minLength(1), v.maxLength(4096)) }),
    reply: Nothing
  }),
  /** Of these ports of this computer those that a program has, container or not. */
  heldPorts: call({
    request: v.object({ ports: v.pipe(v.array(HostPort), v.maxLength(mostPorts)) }),
    reply: v.array(HeldPort)
  }),
  /** Called once when the first list stands painted: the main process then does what can wait. */
  ready: call({ request: Empty, reply: Nothing })
}
