/** Stands in for ssh2 in the built app: docker-modem requires it at its top for a transport that Escale never uses. */
export class Client {
  constructor() {
    throw new Error('Engines over ssh are reached through the system’s own ssh, never through ssh2')
  }
}
