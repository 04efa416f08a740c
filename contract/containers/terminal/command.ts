/** Terminals as docker commands. */
import { docker } from '../../command/build'
import type { CommandLine } from '../../command/line'
import { shellVariables } from '../../command/variable'
import { nameOf, refersTo, type OnContainer } from '../requests'
import type { ExecOptions } from './model'

export const attach = ({ container }: OnContainer): CommandLine =>
  docker('attach').argument('container', nameOf(container), refersTo(container)).line()

export function exec({ container, options }: OnContainer & { readonly options: ExecOptions }): CommandLine {
  const variables = shellVariables(options.environment)
  return docker('exec')
    .when(options.tty, (line) => line.flag('interactive-tty', '-it'))
    .when(!options.tty, (line) => line.flag('interactive', '-i'))
    .when(options.privileged, (line) => line.flag('privileged', '--privileged'))
    .when(options.user !== '', (line) => line.option('user', '-u', options.user))
    .when(options.folder !== '', (line) => line.option('workdir', '-w', options.folder))
    .each(options.environment, (line, { name, value }, index) => {
      const variable = variables[index]
      return variable === undefined
        ? line.option('env', '-e', `${name}=${value}`)
        : line.option('env', '-e', `${name}=$${variable}`, { value: 'secret', variable })
    })
    .argument('container', nameOf(container), refersTo(container))
    .each(options.command, (line, word, index) => line.argument(index === 0 ? 'command' : 'command-argument', word))
    .line()
}
