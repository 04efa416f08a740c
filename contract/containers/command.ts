/** Containers' operations as docker commands. */
import { docker } from '../command/build'
import type { CommandLine, CommandPart } from '../command/line'
import type { ContainerRef } from '../scope'
import type { ContainerRequest, KillRequest, LogsRequest, OnContainers, RemoveRequest, StopRequest } from './api'

export { run } from './run-command'

export const list = (): CommandLine => docker('ps').flag('all', '--all').line()

export const start = ({ containers }: OnContainers): CommandLine =>
  docker('start')
    .each(containers, (line, container) => line.argument('container', nameOf(container), refersTo(container)))
    .line()

export const pause = ({ containers }: OnContainers): CommandLine =>
  docker('pause')
    .each(containers, (line, container) => line.argument('container', nameOf(container), refersTo(container)))
    .line()

export const unpause = ({ containers }: OnContainers): CommandLine =>
  docker('unpause')
    .each(containers, (line, container) => line.argument('container', nameOf(container), refersTo(container)))
    .line()

// "-t", since its long form is --time up to Docker 27 and --timeout from 28 on.
export const stop = ({ containers, timeout }: StopRequest): CommandLine =>
  docker('stop')
    .when(timeout !== undefined, (line) => line.option('timeout', '-t', String(timeout)))
    .each(containers, (line, container) => line.argument('container', nameOf(container), refersTo(container)))
    .line()

export const restart = ({ containers, timeout }: StopRequest): CommandLine =>
  docker('restart')
    .when(timeout !== undefined, (line) => line.option('timeout', '-t', String(timeout)))
    .each(containers, (line, container) => line.argument('container', nameOf(container), refersTo(container)))
    .line()

export const kill = ({ containers, signal }: KillRequest): CommandLine =>
  docker('kill')
    .when(signal !== undefined, (line) => line.option('signal', '--signal', String(signal)))
    .each(containers, (line, container) => line.argument('container', nameOf(container), refersTo(container)))
    .line()

export const remove = ({ containers, force, volumes }: RemoveRequest): CommandLine =>
  docker('rm')
    .when(force, (line) => line.flag('force', '-f'))
    .when(volumes, (line) => line.flag('volumes', '-v'))
    .each(containers, (line, container) => line.argument('container', nameOf(container), refersTo(container)))
    .line()

// docker inspect takes a name for a container's first, before an image's or a volume's.
export const inspect = ({ container }: ContainerRequest): CommandLine =>
  docker('inspect').argument('container', nameOf(container), refersTo(container)).line()

export const logs = ({ container, follow, tail }: LogsRequest): CommandLine =>
  docker('logs')
    .when(follow, (line) => line.flag('follow', '--follow'))
    .when(tail !== undefined, (line) => line.option('tail', '--tail', String(tail)))
    .argument('container', nameOf(container), refersTo(container))
    .line()

export const attach = ({ container }: ContainerRequest): CommandLine =>
  docker('attach').argument('container', nameOf(container), refersTo(container)).line()

/** What a person reads and types; a container without a name goes by the short id that docker shows. */
const nameOf = ({ id, name }: ContainerRef): string => (name === '' ? id.slice(0, 12) : name)
const refersTo = ({ id }: ContainerRef): CommandPart['refers'] => ({ kind: 'container', id })
