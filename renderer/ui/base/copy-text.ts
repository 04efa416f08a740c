/** Puts text on the clipboard through the main process, which alone may: the page is granted no permission. */
import { call } from '../../ipc/client'

/** Whether it worked. */
export async function copyText(text: string): Promise<boolean> {
  return (await call('app.copyText', { text })).ok
}
