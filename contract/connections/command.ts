/** What changes docker's contexts, as docker commands. */
import { docker } from '../command/build'
import { csvText } from '../command/csv'
import type { CommandLine } from '../command/line'
import type { ContextFileRequest, RemoveContextRequest, UpdateContextRequest, UseContextRequest } from './book/api'
import type { Address, NewContext } from './book/model'

/** `host=tcp://…,ca=…`: the value of `--docker`. */
const addressText = ({ host, ca, cert, key, skipTlsVerify }: Address): string =>
  csvText([
    `host=${host}`,
    ...Object.entries({ ca, cert, key }).flatMap(([name, path]) => (path === '' ? [] : [`${name}=${path}`])),
    ...(skipTlsVerify ? ['skip-tls-verify=true'] : [])
  ])

export const add = ({ name, description, ...address }: NewContext): CommandLine =>
  docker('context-create')
    .when(description !== '', (line) => line.option('description', '--description', description))
    .option('docker', '--docker', addressText(address))
    .argument('name', name)
    .line()

/** docker's own command leaves a description as it is where it is given an empty one: that alone has no command. */
export const update = ({ name, description, address }: UpdateContextRequest): CommandLine | undefined => {
  if (description === '' && address === undefined) return undefined
  const line = docker('context-update').when(description !== '', (before) =>
    before.option('description', '--description', description)
  )
  return (address === undefined ? line : line.option('docker', '--docker', addressText(address)))
    .argument('name', name)
    .line()
}

export const remove = ({ name, force }: RemoveContextRequest): CommandLine =>
  docker('context-rm')
    .when(force, (line) => line.flag('force', '--force'))
    .argument('name', name)
    .line()

export const use = ({ name }: UseContextRequest): CommandLine => docker('context-use').argument('name', name).line()

export const exportTo = ({ name, file }: ContextFileRequest): CommandLine =>
  docker('context-export').argument('name', name).argument('file', file).line()

export const importFrom = ({ name, file }: ContextFileRequest): CommandLine =>
  docker('context-import').argument('name', name).argument('file', file).line()
