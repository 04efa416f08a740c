/** What is worth reading of an image's inspect, whatever engine wrote it: a field that is missing or odd costs only itself. */

export interface ImageOverview {
  readonly platform: string | undefined
  readonly references: readonly string[]
  readonly digests: readonly string[]
  readonly entrypoint: readonly string[]
  readonly command: readonly string[]
  readonly environment: readonly string[]
  readonly ports: readonly string[]
  readonly volumes: readonly string[]
  readonly labels: ReadonlyArray<readonly [string, string]>
  readonly directory: string | undefined
  readonly user: string | undefined
  readonly layers: number | undefined
}

type Fields = Readonly<Record<string, unknown>>

const fieldsOf = (value: unknown): Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Fields) : {}
const text = (value: unknown): string | undefined => (typeof value === 'string' && value !== '' ? value : undefined)
const texts = (value: unknown): readonly string[] =>
  Array.isArray(value) ? value.filter((one) => typeof one === 'string') : []

export function overviewOf(inspect: Fields): ImageOverview {
  const config = fieldsOf(inspect['Config'])
  const parts = [text(inspect['Os']), text(inspect['Architecture']), text(inspect['Variant'])].filter(
    (part) => part !== undefined
  )
  const layers = fieldsOf(inspect['RootFS'])['Layers']
  return {
    platform: parts.length === 0 ? undefined : parts.join('/'),
    references: texts(inspect['RepoTags']),
    digests: texts(inspect['RepoDigests']),
    entrypoint: texts(config['Entrypoint']),
    command: texts(config['Cmd']),
    environment: texts(config['Env']),
    ports: Object.keys(fieldsOf(config['ExposedPorts'])),
    volumes: Object.keys(fieldsOf(config['Volumes'])),
    labels: Object.entries(fieldsOf(config['Labels'])).map(([name, value]) => [name, String(value)] as const),
    directory: text(config['WorkingDir']),
    user: text(config['User']),
    layers: Array.isArray(layers) ? layers.length : undefined
  }
}
