/** Notes the API requests that an operation sends, for the command history: it follows the asynchronous call chain. */
import { AsyncLocalStorage } from 'node:async_hooks'
import type { ApiRequest } from '../../contract/history/model'

const recording = new AsyncLocalStorage<(request: ApiRequest) => void>()

/** Runs the work; `onRequest` gets each request that is sent meanwhile on its behalf, in order. */
export const recordRequests = <T>(onRequest: (request: ApiRequest) => void, work: () => Promise<T>): Promise<T> =>
  recording.run(onRequest, work)

/** To be called by the transport for each request: does nothing outside a recording. */
export const noteRequest = (request: ApiRequest): void => recording.getStore()?.(request)
