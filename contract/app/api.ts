import * as v from 'valibot'
import { call } from '../define'
import { Empty, Nothing } from '../scope'

const AppInfo = v.object({
  version: v.string(),
  platform: v.picklist(['linux', 'darwin', 'win32', 'other']),
  /** The system's language, as a BCP 47 tag. */
  locale: v.string(),
  electron: v.string(),
  /** Streams open at this moment, over all windows: a test shows that none leaks. */
  streams: v.number()
})

export const app = {
  info: call({ request: Empty, reply: AppInfo }),
  /** Opens a web page in the person's browser: http and https only. */
  openLink: call({ request: v.object({ url: v.pipe(v.string(), v.url(), v.regex(/^https?:\/\//i)) }), reply: Nothing }),
  copyText: call({ request: v.object({ text: v.pipe(v.string(), v.maxLength(50_000_000)) }), reply: Nothing }),
  /** Called once when the first list stands painted: the main process then does what can wait. */
  ready: call({ request: Empty, reply: Nothing })
}
