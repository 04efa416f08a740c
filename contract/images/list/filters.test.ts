import { describe, expect, it } from 'vitest'
import { askedImageFilters, freeImageWords, imageFilterProblem, parseImageFilter } from './filters'

describe('filters of images', () => {
  it.each([
    ['label=a=b', { key: 'label', value: 'a=b' }],
    ['REFERENCE=busy*', { key: 'reference', value: 'busy*' }],
    ['dangling=', undefined],
    ['name=x', undefined],
    ['busybox', undefined]
  ])('reads %s', (word, filter) => expect(parseImageFilter(word)).toEqual(filter))

  it('knows what docker refuses', () => {
    expect(imageFilterProblem({ key: 'dangling', value: 'maybe' })).toBe('dangling')
    expect(imageFilterProblem({ key: 'dangling', value: 'true' })).toBeUndefined()
  })

  it('asks for what is sound, values of one key together', () => {
    const filters = ['label=a', 'label=b', 'dangling=perhaps', 'since=x'].flatMap(
      (word) => parseImageFilter(word) ?? []
    )
    expect(askedImageFilters(filters)).toEqual({ label: ['a', 'b'], since: ['x'] })
    expect(askedImageFilters([])).toBeUndefined()
  })

  it('searches for words, not for a filter that is being typed', () =>
    expect(freeImageWords('web  label=te app')).toBe('web app'))
})
