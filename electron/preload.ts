/** The window's only door: it carries names and values, and knows no feature. */
import { contextBridge, ipcRenderer, webUtils } from 'electron'
import { channels, type Bridge, type StreamMessage } from '../contract/bridge'

const listeners = new Map<number, (message: StreamMessage) => void>()
let lastStream = 0

ipcRenderer.on(channels.message, (_event, stream: number, message: StreamMessage) => {
  const listener = listeners.get(stream)
  if (listener === undefined) return
  if (message.kind !== 'items') listeners.delete(stream)
  try {
    listener(message)
  } finally {
    // Credit is given once the window has worked through the batch: a busy window slows the source.
    if (message.kind === 'items') ipcRenderer.send(channels.credit, stream)
  }
})

const bridge: Bridge = {
  call: (name, request) => ipcRenderer.invoke(channels.call, name, request),
  open: (name, request, listener) => {
    const stream = ++lastStream
    listeners.set(stream, listener)
    ipcRenderer.send(channels.open, stream, name, request)
    return stream
  },
  write: (stream, input) => ipcRenderer.send(channels.write, stream, input),
  close: (stream) => {
    if (listeners.delete(stream)) ipcRenderer.send(channels.close, stream)
  },
  dropped: async (files) => {
    const paths = files.map((file) => webUtils.getPathForFile(file)).filter((path) => path !== '')
    await ipcRenderer.invoke(channels.dropped, paths)
    return paths
  }
}

contextBridge.exposeInMainWorld('escale', bridge)
