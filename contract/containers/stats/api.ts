/** What containers use: many at a glance, and one with its last half hour. */
import * as v from 'valibot'
import { stream } from '../../define'
import { EngineId, Scope } from '../../scope'
import { OnContainer } from '../requests'
import { stats as statsCommand } from './command'
import { StatsHistory, StatsUpdate } from './model'

const StatsInput = v.object({ kind: v.literal('watch'), ids: v.pipe(v.array(EngineId), v.maxLength(1000)) })

export const stats = {
  /**
   * Those that the input names, from then on: at most one item a second, with those of which a person would see a change; the
   * others go on as they were. An item holds each container at most once.
   */
  stats: stream({
    request: Scope,
    item: v.array(StatsUpdate),
    input: StatsInput,
    command: () => statsCommand({ containers: [] })
  }),
  /** One container's last half hour as far as somebody looked, and how it goes on. */
  statsOf: stream({
    request: OnContainer,
    item: StatsHistory,
    command: ({ container }) => statsCommand({ containers: [container] })
  })
}
