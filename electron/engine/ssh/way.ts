/** Finds the engine on the far side of a link: by a forwarded socket, else by the docker command over there. */
import { connect } from 'node:net'
import type { Duplex } from 'node:stream'
import { assertNever } from '../../../contract/failure'
import { type FailureError } from '../failure-error'
import { connectFault, isForwardingForbidden, sshFailure, stdioFault, type StdioFault } from './faults'
import { refusalFault, type SshContext } from './context'
import type { Master } from './master'
import { probe } from './probe'
import { startPiped, type PipedSsh } from './program'
import { StdioDuplex } from './stdio-duplex'
import { canForward, commandWords, dialCommand, testCommand, usualSocket } from './words'

/** How the engine is reached, as it was found. */
export interface SshWay {
  readonly dial: () => Duplex
  /** Of the socket here that leads there. */
  readonly socketPath?: string
  /** Each connection is a program here and one over there. */
  readonly isCostly?: boolean
}

/** What became of the forwarded socket. */
type Forwarded = 'forbidden' | 'closed'

interface Ran {
  readonly code: number | undefined
  readonly output: string
  readonly said: string
}

/** Milliseconds within which ssh says why it closed a connection that it had taken. */
const reasonLimit = 500
/** Characters of a command's output that are read. */
const enough = 4_096
const socketThere = '{{.Endpoints.docker.Host}}'

export interface Ways {
  /** Throws FailureError. */
  find(limit: number, signal: AbortSignal): Promise<SshWay>
  dispose(): void
}

export function findWay(context: SshContext, master: () => Master | undefined, connectLimit: number): Ways {
  const { address, options, env } = context
  const path = address.path ?? options.usualSocket ?? usualSocket
  const running = new Set<PipedSsh>()
  /** By the path over there: the socket here. */
  const forwards = new Map<string, Promise<string | undefined>>()
  let isForbidden = false

  const start = (command: string): PipedSsh => {
    const windows = process.platform === 'win32'
    const words = commandWords(address, master()?.control, command, {
      configFile: options.configFile,
      limit: connectLimit,
      verbose: windows
    })
    const program = startPiped(words, { program: options.program, env, onSaid: context.onSaid })
    running.add(program)
    void program.ended.then(() => running.delete(program))
    return program
  }

  const run = async (command: string, signal: AbortSignal): Promise<Ran> => {
    const program = start(command)
    const stop = (): void => program.end()
    signal.addEventListener('abort', stop, { once: true })
    let output = ''
    program.output.setEncoding('utf8').on('data', (text: string) => (output = (output + text).slice(0, enough)))
    program.input.end()
    const { code } = await program.ended
    signal.removeEventListener('abort', stop)
    return { code, output, said: program.said() }
  }

  const byForward = async (remote: string, limit: number, signal: AbortSignal): Promise<SshWay | Forwarded> => {
    const shared = master()
    if (shared === undefined || isForbidden || !canForward(remote)) return 'forbidden'
    let made = forwards.get(remote)
    if (made === undefined) {
      made = shared.forward(`engine-${forwards.size}.sock`, remote)
      forwards.set(remote, made)
    }
    const local = await made
    if (local === undefined) return 'forbidden'
    shared.news()
    const end = await probe(connect(local), limit, signal)
    if (end.kind !== 'closed') return { dial: () => connect(local), socketPath: local }
    await shared.hears(/open failed/, reasonLimit)
    isForbidden = isForwardingForbidden(shared.news())
    return isForbidden ? 'forbidden' : 'closed'
  }

  /** One more connection by the docker command over there. */
  const dialStdio = (program = start(dialCommand(address))): StdioDuplex =>
    new StdioDuplex(program, (code, missing) => {
      if (missing) return Promise.resolve(sshFailure('ssh-missing', address, ''))
      return Promise.resolve(refusalFault(context) ?? faultOf(stdioFault(code, program.said()), program.said()))
    })

  const faultOf = (fault: StdioFault, said: string): FailureError => {
    switch (fault) {
      case 'permission':
        return sshFailure('ssh-socket-permission', address, said)
      case 'ssh':
        return connectFault(address, said)
      case 'no-docker':
        return sshFailure('ssh-no-docker', address, said)
      case 'too-old':
        return sshFailure('ssh-forwarding', address, said)
      case 'no-socket':
      case 'other':
        return sshFailure('ssh-no-socket', address, said)
      default:
        return assertNever(fault)
    }
  }

  /**
   * Where the docker command over there does not help: what the socket itself looks like. A server that forbids forwarding
   * says no more than one that finds nothing to forward to.
   */
  const lookAtSocket = async (fault: StdioFault, said: string, signal: AbortSignal): Promise<FailureError> => {
    const isThere = (await run(testCommand('e', path), signal)).code === 0
    if (!isThere) return faultOf(address.path === undefined && fault === 'no-docker' ? fault : 'no-socket', said)
    const isOurs = (await run(testCommand('w', path), signal)).code === 0
    return faultOf(isOurs ? 'too-old' : 'permission', isOurs ? said : path)
  }

  const byCommand = async (limit: number, signal: AbortSignal): Promise<SshWay> => {
    const program = start(dialCommand(address))
    const unlisten = context.onRefusal(() => program.end())
    // Where it signs in by itself, a person may be asked meanwhile: how long that takes says nothing about the engine.
    const patience = master() === undefined ? undefined : limit
    const end = await probe(dialStdio(program), patience, signal).finally(unlisten)
    if (end.kind !== 'closed') {
      context.asking.keep()
      return { dial: () => dialStdio(), isCostly: true }
    }
    if (signal.aborted) throw signal.reason
    context.asking.forget()
    const { code, missing } = await program.ended
    const said = program.said()
    const refusal = refusalFault(context)
    if (refusal !== undefined) throw refusal
    if (missing) throw sshFailure('ssh-missing', address, '')
    const fault = stdioFault(code, said)
    const isClear = fault === 'ssh' || fault === 'permission' || fault === 'no-socket'
    throw isClear ? faultOf(fault, said) : await lookAtSocket(fault, said, signal)
  }

  /** The docker command over there knows of a socket elsewhere: real sockets to it are many times faster. */
  const elsewhere = async (limit: number, signal: AbortSignal): Promise<SshWay | undefined> => {
    const { code, output } = await run(`docker context inspect --format '${socketThere}'`, signal)
    const remote = code === 0 ? /^unix:\/\/(\/\S+)$/.exec(output.trim())?.[1] : undefined
    if (remote === undefined || remote === path) return undefined
    const found = await byForward(remote, limit, signal)
    return typeof found === 'string' ? undefined : found
  }

  return {
    async find(limit, signal) {
      const forwarded = await byForward(path, limit, signal)
      if (signal.aborted) throw signal.reason
      if (typeof forwarded !== 'string') {
        // No further ssh will be started: what was answered is of no more use.
        context.asking.forget()
        return forwarded
      }
      const way = await byCommand(limit, signal)
      if (forwarded === 'forbidden' || address.path !== undefined) return way
      return (await elsewhere(limit, signal)) ?? way
    },
    dispose() {
      for (const program of running) program.end()
    }
  }
}
