/** What of a build only docker's own `docker buildx build` does: it then builds in the engine's place, with Escale following it. */
import { cutPair, readCsv } from '../command/csv'
import type { BuildFieldName } from './fields'
import type { BuildOptions } from './options'

/** `type=local,dest=/folder` as its names, in small letters, and values; a bare text stands under ''. Undefined: it cannot be read. */
export function csvFields(text: string): ReadonlyMap<string, string> | undefined {
  const fields = readCsv(text)
  if (fields === undefined) return undefined
  return new Map(
    fields.map((field) => {
      const [name, value] = cutPair(field)
      return value === undefined ? ['', name] : [name.toLowerCase(), value]
    })
  )
}

/** Whether this one value of the field is beyond what the engine is asked for by itself. */
export function isForBuildx(name: BuildFieldName, text: string): boolean {
  switch (name) {
    case 'outputs':
    case 'cacheTo':
      return true
    case 'cacheFrom':
      return csvFields(text)?.has('type') === true
    case 'ssh':
      return text.includes('=')
    default:
      return false
  }
}

const candidates = ['outputs', 'cacheTo', 'cacheFrom', 'ssh'] as const satisfies readonly BuildFieldName[]

/** The fields for which `docker buildx` is needed; none: the engine is asked by itself. */
export const needsBuildx = (options: BuildOptions): readonly BuildFieldName[] =>
  candidates.filter((name) => options[name].some((text) => isForBuildx(name, text)))

/** Whether the engine has an image of it in the end: `-o` alone leaves none there. */
export const makesImage = ({ outputs }: Pick<BuildOptions, 'outputs'>): boolean =>
  outputs.length === 0 || outputs.some((text) => ['docker', 'image'].includes(csvFields(text)?.get('type') ?? ''))

/** Whether a `docker buildx` that can be followed is on this computer, and why not: there is no docker command, it has no buildx, or that is older than 0.13. */
export const buildxStates = ['there', 'no-docker', 'no-buildx', 'too-old'] as const
export type BuildxState = (typeof buildxStates)[number]
