/** What of two images' settings differs, from their inspects: lists as what came and went, everything else as both values. */

export interface SettingDifference {
  /** `Env`, `Cmd`, `Labels.team` */
  readonly name: string
  readonly before: string | undefined
  readonly after: string | undefined
}

type Fields = Readonly<Record<string, unknown>>
const fieldsOf = (value: unknown): Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Fields) : {}

/** Of the config; a container's own (its host name, say) that no image has are left out. */
const settings = ['Entrypoint', 'Cmd', 'WorkingDir', 'User', 'StopSignal', 'Shell', 'Healthcheck', 'OnBuild'] as const
/** Objects that stand for a set or a map. */
const maps = ['ExposedPorts', 'Volumes', 'Labels'] as const
/** Beside the config; a container has none of them. */
const facts = ['Os', 'Architecture', 'Variant', 'Author', 'DockerVersion'] as const

const isNothing = (value: unknown): boolean =>
  value === undefined ||
  value === null ||
  value === '' ||
  (Array.isArray(value) && value.length === 0) ||
  (typeof value === 'object' && !Array.isArray(value) && Object.keys(value).length === 0)
const words = (value: unknown): string | undefined =>
  isNothing(value) ? undefined : typeof value === 'string' ? value : JSON.stringify(value)

/** `PATH=/bin` as its name and its value. */
function environmentOf(config: Fields): Map<string, string> {
  const list = Array.isArray(config['Env']) ? config['Env'].filter((one) => typeof one === 'string') : []
  return new Map(
    list.map((text): [string, string] => {
      const at = text.indexOf('=')
      return at < 0 ? [text, ''] : [text.slice(0, at), text.slice(at + 1)]
    })
  )
}
const mapOf = (value: unknown): Map<string, string> =>
  new Map(Object.entries(fieldsOf(value)).map(([name, one]) => [name, typeof one === 'string' ? one : name]))

/** `withFacts`: both are images. */
export function settingsDifferences(before: Fields, after: Fields, withFacts: boolean): readonly SettingDifference[] {
  const one = fieldsOf(before['Config'])
  const other = fieldsOf(after['Config'])
  const found: SettingDifference[] = []
  const tell = (name: string, first: string | undefined, second: string | undefined): void => {
    if (first !== second) found.push({ name, before: first, after: second })
  }
  const tellMaps = (name: string, first: Map<string, string>, second: Map<string, string>): void => {
    for (const key of new Set([...first.keys(), ...second.keys()]))
      tell(`${name}.${key}`, first.get(key), second.get(key))
  }
  if (withFacts) for (const name of facts) tell(name, words(before[name]), words(after[name]))
  for (const name of settings) tell(name, words(one[name]), words(other[name]))
  tellMaps('Env', environmentOf(one), environmentOf(other))
  for (const name of maps) tellMaps(name, mapOf(one[name]), mapOf(other[name]))
  return found
}
