/** Ties the router and the streams to Electron: the only place that listens to a window, and it checks who speaks. */
import { isAbsolute } from 'node:path'
import { ipcMain, type IpcMainEvent, type IpcMainInvokeEvent, type WebContents } from 'electron'
import { channels } from '../../contract/bridge'
import { failed } from '../../contract/failure'
import { isTrustedSender } from './trusted-sender'
import type { Router } from './router'
import type { Peer, Streams } from './streams'

/** Answers windows from now on. A window's streams and calls end when it loads anew, crashes or closes. */
export function listenToWindows(router: Router, streams: Streams, dropped: (path: string) => void): void {
  const windows = new Map<WebContents, { readonly peer: Peer; abort: AbortController }>()

  const windowOf = (contents: WebContents): { readonly peer: Peer; abort: AbortController } => {
    const known = windows.get(contents)
    if (known !== undefined) return known
    const peer: Peer = {
      send: (stream, message) => {
        if (!contents.isDestroyed() && !contents.isCrashed()) contents.send(channels.message, stream, message)
      }
    }
    const window = { peer, abort: new AbortController() }
    windows.set(contents, window)
    const pageGone = (): void => {
      streams.closeAll(peer)
      window.abort.abort()
      window.abort = new AbortController()
    }
    contents.on('render-process-gone', pageGone)
    contents.on('did-start-navigation', (details) => {
      if (details.isMainFrame && !details.isSameDocument) pageGone()
    })
    contents.once('destroyed', () => {
      pageGone()
      windows.delete(contents)
    })
    return window
  }

  const trusted = (event: IpcMainEvent | IpcMainInvokeEvent): boolean => isTrustedSender(event.senderFrame)

  ipcMain.handle(channels.call, (event, name: unknown, request: unknown) =>
    trusted(event)
      ? router.call(name, request, windowOf(event.sender).abort.signal)
      : failed({ kind: 'invalid-input', message: 'Untrusted sender' })
  )
  // The preload script has them from what was dropped: the page itself cannot send on this channel.
  ipcMain.handle(channels.dropped, (event, paths: unknown) => {
    if (!trusted(event) || !Array.isArray(paths)) return
    for (const path of paths) if (typeof path === 'string' && isAbsolute(path)) dropped(path)
  })
  const listen = (channel: string, act: (peer: Peer, ...values: unknown[]) => void): void => {
    ipcMain.on(channel, (event, ...values: unknown[]) => {
      if (trusted(event)) act(windowOf(event.sender).peer, ...values)
    })
  }
  listen(channels.open, (peer, stream, name, request) => streams.open(peer, stream, name, request))
  listen(channels.write, (peer, stream, input) => streams.write(peer, stream, input))
  listen(channels.credit, (peer, stream) => streams.credit(peer, stream))
  listen(channels.close, (peer, stream) => streams.close(peer, stream))
}
