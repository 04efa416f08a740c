/** Terminals in and of containers, as the window asks for them. */
import type { terminal } from '../../../../contract/containers/terminal/api'
import type { Engines } from '../../../engine/engine'
import type { Handlers } from '../../../ipc/handlers'
import { findShells } from './shells'
import { terminalsOf } from './terminals'

export function terminalHandlers({ engines }: { readonly engines: Engines }): Handlers<typeof terminal> {
  const terminals = terminalsOf(engines)
  return {
    shells: ({ connection, container }, { signal }) => findShells(engines.get(connection), container.id, signal),
    exec: async (request) => ({ terminal: await terminals.exec(request) }),
    attach: async (request) => ({ terminal: await terminals.attach(request) }),
    watchTerminals: (_request, { signal }) => terminals.watch(signal),
    terminal: ({ terminal }, { input, signal }) => terminals.follow(terminal, input, signal),
    closeTerminal: ({ terminal }) => terminals.close(terminal)
  }
}
