/** Removes the helpers that an Escale left which is no more: one that was killed between making and starting one, or an engine that was. */
import * as v from 'valibot'
import { ownerLabel, ownLabel } from '../../../../contract/own'
import { atEachConnect } from '../../../engine/at-each-connect'
import type { Engine } from '../../../engine/engine'
import type { EngineList } from '../../../engine/engines'
import { listOf, number, text, textMap } from '../../../engine/schema'
import { removeContainer } from './helper-container'
import { ownerState } from './instance'

/** Seconds after which one from elsewhere that does not run was left there: starting one takes less than a second. */
const patience = 600

const Rows = listOf(v.object({ Id: v.string(), State: text(), Created: number(), Labels: textMap() }))

/** Never one of another Escale that runs, here or on another machine. Throws FailureError. */
export async function sweepHelpers(engine: Engine, now = Date.now()): Promise<void> {
  const query = { all: 1, filters: JSON.stringify({ label: [ownLabel] }) }
  const rows = await engine.get({ path: '/containers/json', query }, Rows)
  for (const { Id, State, Created, Labels } of rows) {
    const owner = ownerState(Labels[ownerLabel] ?? '')
    const isOld = now / 1000 - Created > patience
    // One that runs ends with its owner's connection: from afar nobody else knows whether that stands.
    if (owner === 'gone' || (owner === 'elsewhere' && isOld && State !== 'running')) await removeContainer(engine, Id)
  }
}

/** Does so at each connect of each engine that is used. */
export const sweepAll = (engines: EngineList, warn: (message: string, error: unknown) => void): void =>
  atEachConnect(
    engines,
    (engine) => sweepHelpers(engine),
    (error) => warn('What earlier volume browsers left could not be removed', error)
  )
