/** A container's care as docker commands. */
import { docker } from '../../command/build'
import { bytesText } from '../../command/bytes'
import type { CommandLine } from '../../command/line'
import { restartText } from '../../command/restart'
import { nameOf, refersTo, type OnContainer } from '../requests'
import type { CommitRequest, ExportRequest, RenameRequest, UpdateRequest } from './care-api'

export const rename = ({ container, name }: RenameRequest): CommandLine =>
  docker('rename').argument('container', nameOf(container), refersTo(container)).argument('new-name', name).line()

const sizeText = (bytes: number): string => (bytes < 0 ? String(bytes) : bytesText(bytes))

export const update = ({ containers, limits }: UpdateRequest): CommandLine => {
  const { memory, memorySwap, memoryReservation, cpus, cpuShares, cpusetCpus, pidsLimit, restart } = limits
  return docker('update')
    .each(memory === undefined ? [] : [memory], (line, value) => line.option('memory', '--memory', sizeText(value)))
    .each(memorySwap === undefined ? [] : [memorySwap], (line, value) =>
      line.option('memory-swap', '--memory-swap', sizeText(value))
    )
    .each(memoryReservation === undefined ? [] : [memoryReservation], (line, value) =>
      line.option('memory-reservation', '--memory-reservation', sizeText(value))
    )
    .each(cpus === undefined ? [] : [cpus], (line, value) => line.option('cpus', '--cpus', String(value)))
    .each(cpuShares === undefined ? [] : [cpuShares], (line, value) =>
      line.option('cpu-shares', '--cpu-shares', String(value))
    )
    .each(cpusetCpus === undefined ? [] : [cpusetCpus], (line, value) =>
      line.option('cpuset-cpus', '--cpuset-cpus', value)
    )
    .each(pidsLimit === undefined ? [] : [pidsLimit], (line, value) =>
      line.option('pids-limit', '--pids-limit', String(value))
    )
    .each(restart === undefined ? [] : [restart], (line, value) =>
      line.option('restart', '--restart', restartText(value))
    )
    .each(containers, (line, container) => line.argument('container', nameOf(container), refersTo(container)))
    .line()
}

export const wait = ({ container }: OnContainer): CommandLine =>
  docker('wait').argument('container', nameOf(container), refersTo(container)).line()

// --pause=false rather than --no-pause: every docker knows it.
export const commit = ({ container, reference, author, message, changes, pause }: CommitRequest): CommandLine =>
  docker('commit')
    .when(author !== '', (line) => line.option('author', '--author', author))
    .when(message !== '', (line) => line.option('message', '--message', message))
    .each(changes, (line, change) => line.option('change', '--change', change))
    .when(!pause, (line) => line.flag('no-pause', '--pause=false'))
    .argument('container', nameOf(container), refersTo(container))
    .when(reference !== '', (line) => line.argument('image', reference))
    .line()

export const exportTar = ({ container, path }: ExportRequest): CommandLine =>
  docker('export').option('output', '-o', path).argument('container', nameOf(container), refersTo(container)).line()
