/** `docker build …`, or `docker buildx build …` where that is needed: only what differs from docker's own defaults is written. */
import { docker } from '../command/build'
import { bytesText } from '../command/bytes'
import type { CommandLine } from '../command/line'
import { shellVariables } from '../command/variable'
import {
  buildFieldNames,
  buildFields,
  type BuildFieldKind,
  type BuildFieldName,
  type BuildFieldsOfKind
} from './fields'
import { needsBuildx } from './buildx'
import type { BuildOptions } from './options'

type BuildLine = ReturnType<typeof docker<'build'>>

export const build = ({ options }: { readonly options: BuildOptions }): CommandLine => {
  const ownBuilder = needsBuildx(options).length > 0
  const started = withDockerfile(ownBuilder ? docker('build', 'buildx-build') : docker('build'), options)
    .each(options.tags, (line, tag) => line.option('tag', '-t', tag))
    .when(ownBuilder && options.outputs.length === 0, (line) => line.flag('load', '--load'))
  return withContext(
    buildFieldNames.reduce((line, name) => withField(line, name, options), withArguments(started, options)),
    options
  ).line()
}

function withDockerfile(line: BuildLine, { dockerfile, context }: BuildOptions): BuildLine {
  switch (dockerfile.kind) {
    case 'default':
      return line
    case 'file':
      return line.option('file', '-f', dockerfile.path)
    default:
      // Without a context the Dockerfile itself is what `-` stands for.
      return context.kind === 'none' ? line : line.option('file', '-f', '-', { value: 'file-input' })
  }
}

function withContext(line: BuildLine, { context }: BuildOptions): BuildLine {
  switch (context.kind) {
    case 'folder':
      return line.argument('folder', context.path)
    case 'address':
      return line.argument('address', context.address)
    default:
      return line.argument('input', '-')
  }
}

function withArguments(line: BuildLine, { buildArguments }: BuildOptions): BuildLine {
  const variables = shellVariables(
    buildArguments.map(({ name, value, secret }) => ({
      name,
      value: value ?? '',
      secret: secret && value !== undefined
    }))
  )
  return line.each(buildArguments, (each, { name, value }, index) => {
    const variable = variables[index]
    if (value === undefined) return each.option('build-arg', '--build-arg', name, { value: 'build-arg-own' })
    return variable === undefined
      ? each.option('build-arg', '--build-arg', `${name}=${value}`)
      : each.option('build-arg', '--build-arg', `${name}=$${variable}`, { value: 'build-arg-secret', variable })
  })
}

/** Short forms that people know by heart; the others are written out. */
const short: ReadonlySet<BuildFieldName> = new Set<BuildFieldName>(['memory', 'quiet'])

function withField(line: BuildLine, name: BuildFieldName, options: BuildOptions): BuildLine {
  const { flag: explained } = buildFields[name]
  const field: { readonly short?: string } = buildFields[name]
  const flag = short.has(name) && field.short !== undefined ? `-${field.short}` : `--${explained}`
  if (isOf(name, 'switch')) return line.when(options[name], (on) => on.flag(buildFields[name].flag, flag))
  const { flag: valued } = buildFields[name]
  return line.each(valuesOf(name, options), (each, value) => each.option(valued, flag, value))
}

const isOf = <Kind extends BuildFieldKind>(
  name: BuildFieldName,
  ...wanted: readonly Kind[]
): name is BuildFieldsOfKind<Kind> => wanted.some((kind) => kind === buildFields[name].kind)

function valuesOf(
  name: Exclude<BuildFieldName, BuildFieldsOfKind<'switch'>>,
  options: BuildOptions
): readonly string[] {
  if (isOf(name, 'texts', 'pairs')) return options[name]
  if (isOf(name, 'text')) return options[name] === '' ? [] : [options[name]]
  const value = options[name]
  if (value === undefined) return []
  return [buildFields[name].kind === 'integer' ? String(value) : bytesText(value)]
}
