/** Every reason why an engine cannot be reached has its sentence and its cure, in both languages. */
import { describe, expect, it } from 'vitest'
import { Failure } from '../../../contract/failure'
import english from '../../../locales/en/failure.json'
import french from '../../../locales/fr/failure.json'

const unreachable = Failure.options.find(({ entries }) => entries.kind.literal === 'engine-unreachable')
const reasons = unreachable !== undefined && 'reason' in unreachable.entries ? unreachable.entries.reason : undefined

describe.each([
  ['English', english],
  ['French', french]
])('in %s', (_language, messages) => {
  it('each reason says what happened and what helps', () => {
    const known = reasons !== undefined && 'options' in reasons ? [...reasons.options].sort() : []
    expect(known).toContain('ssh-host-changed')
    expect(Object.keys(messages['engine-unreachable']).sort()).toEqual(known)
    expect(Object.keys(messages.cure).sort()).toEqual(known)
  })
})
