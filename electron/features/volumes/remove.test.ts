import { expect, it } from 'vitest'
import { ownLabel } from '../../../contract/own'
import { fakeEngine } from '../../../tests/support/fake-engine'
import { FailureError } from '../../engine/failure-error'
import { removeVolumes } from './remove'

const row = (name: string, others: object = {}): object => ({
  Id: name.repeat(64).slice(0, 64),
  Names: [`/${name}`],
  State: 'running',
  Labels: {},
  Mounts: [{ Type: 'volume', Name: 'data', Destination: '/data' }],
  ...others
})
async function usersOf(rows: readonly object[]) {
  const engine = fakeEngine(({ path }) => {
    if (path === '/containers/json') return rows
    throw new FailureError({
      kind: 'conflict',
      reason: 'in-use',
      users: [{ id: 'f'.repeat(64), name: 'ffffffffffff', running: false }],
      message: 'remove data: volume is in use - [ffff]'
    })
  })
  const { failed } = await removeVolumes(engine, ['data'])
  const failure = failed[0]?.failure
  return failure?.kind === 'conflict' ? failure.users?.map(({ name }) => name) : failure
}
const helper = row('helper', { Labels: { [ownLabel]: 'volume' } })

it('names the containers that have it, and no helper of another Escale', async () => {
  expect(await usersOf([row('web'), helper])).toEqual(['web'])
  expect(await usersOf([helper])).toEqual([])
})

it('names none that the filter takes for more than it is', async () =>
  expect(await usersOf([row('web'), row('other', { Mounts: [{ Name: 'data-of-others' }] })])).toEqual(['web']))

it('believes the filter where no mount has a name, and the engine’s own words where nothing is found', async () => {
  expect(await usersOf([row('web', { Mounts: [] })])).toEqual(['web'])
  expect(await usersOf([])).toEqual(['ffffffffffff'])
})
