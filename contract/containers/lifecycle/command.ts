/** A container's life as docker commands. */
import { docker } from '../../command/build'
import type { CommandLine } from '../../command/line'
import { nameOf, refersTo, type OnContainers } from '../requests'
import type { KillRequest, RemoveRequest, StopRequest } from './api'

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
