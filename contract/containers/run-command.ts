/** `docker run …`: only what differs from docker's own defaults is written. */
import { docker } from '../command/build'
import type { CommandLine } from '../command/line'
import { isVolumeFlag, mountFlag, volumeFlag } from '../command/mount'
import { portText } from '../command/port'
import { shellVariables } from '../command/variable'
import type { EnvironmentVariable, Mount, PublishedPort, RunOptions } from './run'

export function run({ options }: { readonly options: RunOptions }): CommandLine {
  const variables = shellVariables(options.environment)
  return docker('run')
    .when(options.detach, (line) => line.flag('detach', '-d'))
    .when(options.interactive && options.tty, (line) => line.flag('interactive-tty', '-it'))
    .when(options.interactive && !options.tty, (line) => line.flag('interactive', '-i'))
    .when(options.tty && !options.interactive, (line) => line.flag('tty', '-t'))
    .when(options.autoRemove, (line) => line.flag('rm', '--rm'))
    .when(options.name !== '', (line) => line.option('name', '--name', options.name))
    .each(options.ports, withPort)
    .when(options.publishAll, (line) => line.flag('publish-all', '-P'))
    .each(options.environment, (line, variable, index) => withVariable(line, variable, variables[index]))
    .each(options.mounts, withMount)
    .argument('image', options.image)
    .each(options.command, (line, word, index) => line.argument(index === 0 ? 'command' : 'command-argument', word))
    .line()
}

type RunLine = ReturnType<typeof docker<'run'>>

const withPort = (line: RunLine, port: PublishedPort): RunLine =>
  line.option('publish', '-p', portText(port), { value: port.host === undefined ? 'publish-any' : 'publish' })

const withVariable = (line: RunLine, { name, value }: EnvironmentVariable, variable: string | undefined): RunLine =>
  variable === undefined
    ? line.option('env', '-e', `${name}=${value}`)
    : line.option('env', '-e', `${name}=$${variable}`, { value: 'secret', variable })

function withMount(line: RunLine, mount: Mount): RunLine {
  if (!isVolumeFlag(mount)) return line.option('mount', '--mount', mountFlag(mount))
  const value = mount.kind === 'bind' ? 'bind' : mount.source === '' ? 'anonymous' : 'volume'
  return line.option('volume', '-v', volumeFlag(mount), { value })
}
