import { expect, it } from 'vitest'
import { fakeEngine } from '../../../../tests/support/fake-engine'
import { failureOf } from '../../../../tests/support/kept-volumes'
import { fillsLabel, replacesLabel, withMark } from './mark'

it('lets no two fill or replace one volume at the same time', async () => {
  const engine = fakeEngine(({ method }) => (method === 'DELETE' ? [] : {}))
  let finish = (): void => undefined
  const first = withMark(
    engine,
    fillsLabel,
    'data',
    () => new Promise<string>((resolve) => (finish = () => resolve('first'))),
    () => Promise.reject(new Error('Nothing was to be put in order'))
  )
  const settled: string[] = []
  const another = (label: typeof fillsLabel | typeof replacesLabel, volume = 'data'): Promise<string> =>
    withMark(
      engine,
      label,
      volume,
      () => Promise.resolve('another'),
      async (token) => void settled.push(token)
    )
  expect(await failureOf(another(fillsLabel))).toMatchObject({ kind: 'conflict', reason: 'name-taken', name: 'data' })
  expect(await failureOf(another(replacesLabel))).toMatchObject({ kind: 'conflict', reason: 'in-use', name: 'data' })
  expect(await another(replacesLabel, 'other')).toBe('another')
  // Nobody takes away what the first brings.
  expect(settled).toEqual([])
  finish()
  expect(await first).toBe('first')
  expect(await another(replacesLabel)).toBe('another')
})
