import { expect, it } from 'vitest'
import { fitsLabels } from './label-filters'

const labels = { stage: 'test', team: 'a=b', empty: '' }

it.each([
  [[], [], true],
  [['stage'], [], true],
  [['stage=test', 'team=a=b', 'empty='], [], true],
  [['stage', 'other'], [], false],
  [['stage=te'], [], false],
  [['toString'], [], false],
  [[], ['stage'], false],
  [[], ['stage=live'], true],
  // Docker spares only what has all of them.
  [[], ['stage', 'keep'], true],
  [[], ['stage', 'team'], false],
  [['empty'], ['stage', 'keep'], true]
])('with %j and without %j: %s', (wanted, withoutLabels, fits) =>
  expect(fitsLabels(labels, { labels: wanted, withoutLabels })).toBe(fits)
)
