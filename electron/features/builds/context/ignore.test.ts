/** Patterns as moby/patternmatcher reads them (its own tests' cases among these); docker itself is compared with in tests/integration. */
import { describe, expect, it } from 'vitest'
import { IgnoreRules, readIgnoreFile } from './ignore'

const ignores = (pattern: string, path: string): boolean => {
  const rules = new IgnoreRules([pattern], 'classic')
  let parent: readonly boolean[] | undefined
  const parts = path.split('/')
  let ignored = false
  for (const [index] of parts.entries()) {
    const said = rules.of(parts.slice(0, index + 1).join('/'), index < parts.length - 1, parent)
    ignored = said.ignored
    parent = said.matched
  }
  return ignored
}

describe('a pattern', () => {
  it.each([
    ['**', 'file', true],
    ['**', 'dir/file', true],
    ['**/', 'file', true],
    ['**/**', 'dir/file', true],
    ['dir/**', 'dir/file', true],
    ['dir/**', 'dir/dir2/file', true],
    ['**/dir', 'dir/file', true],
    ['**/dir2/*', 'dir/dir2/file', true],
    ['**/dir2/**', 'dir/dir2/dir2/file', true],
    ['**file', 'file', true],
    ['**file', 'dir/file', true],
    ['**/file', 'dir/dir/file', true],
    ['**/file*', 'dir/dir/file.txt', true],
    ['**/file*txt', 'dir/dir/file.txt', true],
    ['**/**/*.txt', 'dir/dir/file.txt', true],
    ['**/**/*.txt2', 'dir/dir/file.txt', false],
    ['a**/*.txt', 'a/file.txt', true],
    ['a**/*.txt', 'a/dir/dir/file.txt', true],
    ['a[b-d]e', 'ae', false],
    ['a[b-d]e', 'ace', true],
    ['a[^b-d]e', 'aee', true],
    ['abc.def', 'abcdef', false],
    ['abc?def', 'abcZdef', true],
    ['abc?def', 'abc😀def', true],
    ['abc??def', 'abc😀def', false],
    ['a\\\\', 'a\\', true],
    ['a\\*b', 'a*b', true],
    ['**/foo/bar', 'dir/foo/bar', true],
    ['abc/**', 'abc', false],
    ['**/.foo', 'bar.foo', false],
    ['./bar.*', 'bar.foo', true],
    ['a(b)c/def', 'a(b)c/def', true],
    ['a.|)$(}+{bc', 'a.|)$(}+{bc', true],
    [
      'dist/proxy.py-2.4.0rc3.dev36+g08acad9-py3-none-any.whl',
      'dist/proxy.py-2.4.0rc3.dev36+g08acad9-py3-none-any.whl',
      true
    ],
    ['*.go', 'sub/a.go', false],
    ['docs', 'docs/a/b.md', true],
    ['A.txt', 'a.txt', false]
  ])('%s on %s: %s', (pattern, path, expected) => expect(ignores(pattern, path)).toBe(expected))

  it('is refused where docker refuses it', () => {
    for (const line of ['!', 'a[', '[a-'])
      expect(() => new IgnoreRules([line], 'classic'), line).toThrow(
        expect.objectContaining({ failure: expect.objectContaining({ kind: 'invalid-input' }) as unknown }) as Error
      )
  })
})

describe('an ignore file', () => {
  it('is read without what says nothing', () => {
    expect(readIgnoreFile('\uFEFF# a\n\n  b/ \r\n/c\n! /d/../e\n #f\n')).toEqual(['b', 'c', '!e', '#f'])
  })

  it('has exceptions that bring back what was left out', () => {
    const rules = new IgnoreRules(['docs', '!docs/keep.md', '**/tmp', '!**/tmp/x'], 'classic')
    const docs = rules.of('docs', true, undefined)
    expect(docs).toMatchObject({ ignored: true, enter: true })
    expect(rules.of('docs/keep.md', false, docs.matched).ignored).toBe(false)
    expect(rules.of('docs/other.md', false, docs.matched).ignored).toBe(true)
    // BuildKit looks into each folder for an exception with wildcards; docker's classic way does not.
    expect(rules.of('a', true, undefined).ignored).toBe(false)
    expect(rules.of('a/tmp', true, rules.of('a', true, undefined).matched).enter).toBe(false)
    const modern = new IgnoreRules(['docs', '!docs/keep.md', '**/tmp', '!**/tmp/x'], 'buildkit')
    expect(modern.of('a/tmp', true, modern.of('a', true, undefined).matched).enter).toBe(true)
  })
})
