/** Terminals in and of containers. */
import * as v from 'valibot'
import { stream } from '../../define'
import { OnContainer } from '../requests'
import * as commands from './command'

export const terminal = {
  /** The main process's own terminal: what it writes from now on, and its input. */
  attach: stream({
    request: OnContainer,
    item: v.object({ source: v.picklist(['stdout', 'stderr']), text: v.string() }),
    input: v.variant('kind', [
      v.object({ kind: v.literal('text'), text: v.string() }),
      v.object({
        kind: v.literal('resize'),
        columns: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(1000)),
        rows: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(1000))
      })
    ]),
    command: commands.attach,
    effect: 'changes'
  })
}
