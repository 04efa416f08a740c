/** What systemd says of a unit: `systemctl show`, whose words are the same in every language. */
import type { Answer } from '../check'

export interface Unit {
  /** `loaded`, `not-found`, `masked`, … */
  readonly load: string
  /** `active`, `inactive`, `failed`, `activating`, … */
  readonly active: string
  /** `enabled`, `disabled`, …; empty where it has no file. */
  readonly file: string
}

/** Units are told apart by an empty line: `Id=docker.service`, `LoadState=loaded`, `ActiveState=active`, … */
export function unitsOf(answer: Answer): ReadonlyMap<string, Unit> {
  const text = answer.kind === 'answered' ? answer.text : ''
  return new Map(
    text.split(/\n\s*\n/).flatMap((block) => {
      const fields = new Map(
        block.split('\n').map((line) => {
          const at = line.indexOf('=')
          return [line.slice(0, at).trim(), line.slice(at + 1).trim()] as const
        })
      )
      const id = fields.get('Id')
      const active = fields.get('ActiveState')
      if (id === undefined || active === undefined) return []
      return [[id, { load: fields.get('LoadState') ?? '', active, file: fields.get('UnitFileState') ?? '' }]]
    })
  )
}
