import { docker } from '../../command/build'
import type { CommandLine } from '../../command/line'
import { nameOf, refersTo } from '../requests'
import type { ProcessesRequest, SignalProcess } from './api'

/** As ps takes them: what may hold spaces comes last. */
export const psColumns = (columns: readonly string[]): readonly string[] => ['pid', 'ppid', ...columns, 'args']

export const top = ({ container, columns }: ProcessesRequest): CommandLine =>
  docker('top')
    .argument('container', nameOf(container), refersTo(container))
    .option('columns', '-eo', psColumns(columns).join(','))
    .line()

/** What a shell in the container does: it has a `kill` of its own, which not every image has as a program. */
export const signalWords = (pid: number, signal: string): readonly string[] => ['sh', '-c', `kill -s ${signal} ${pid}`]

export function signalProcess({ container, target, signal }: SignalProcess): CommandLine {
  if (target.kind === 'main')
    return docker('kill')
      .option('signal', '--signal', signal)
      .argument('container', nameOf(container), refersTo(container))
      .line()
  const [program = '', ...words] = signalWords(target.pid, signal)
  return docker('exec')
    .option('user', '--user', '0')
    .argument('container', nameOf(container), refersTo(container))
    .argument('command', program)
    .each(words, (line, word) => line.argument('command-argument', word))
    .line()
}
