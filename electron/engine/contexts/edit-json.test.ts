import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { setMember } from './edit-json'

const docker = '{\n\t"auths": {\n\t\t"a": {}\n\t},\n\t"credsStore": "pass",\n\t"currentContext": "one"\n}'

describe('a member of an object', () => {
  it('is changed where it stands, added at the end in the text’s own form, and taken out', () => {
    expect(setMember(docker, 'currentContext', 'two')).toBe(docker.replace('"one"', '"two"'))
    expect(setMember(docker, 'currentContext', undefined)).toBe(
      '{\n\t"auths": {\n\t\t"a": {}\n\t},\n\t"credsStore": "pass"\n}'
    )
    expect(setMember('{\n  "b": [1, "}"]\n}\n', 'a', 'x')).toBe('{\n  "b": [1, "}"],\n  "a": "x"\n}\n')
    expect(setMember('{"b":1}', 'a', 'x')).toBe('{"b":1,"a":"x"}')
    expect(setMember('{}', 'a', 'x')).toBe('{\n\t"a": "x"\n}')
    expect(setMember('{"a": "x", "b": 1e999}', 'a', undefined)).toBe('{"b": 1e999}')
    expect(setMember('{ "a": "x" }', 'a', undefined)).toBe('{}')
  })
  it('of the outermost object alone, whatever stands inside others', () => {
    const text = '{"n": {"currentContext": "inner", "s": "\\"}"}, "currentContext": "outer"}'
    expect(setMember(text, 'currentContext', 'new')).toBe(
      '{"n": {"currentContext": "inner", "s": "\\"}"}, "currentContext": "new"}'
    )
  })
  it('is refused where there is no object to change', () => {
    for (const text of ['', '{', '[]', 'null', '"x"', '\ufeff{}', '{} x'])
      expect(() => setMember(text, 'a', 'x'), text).toThrow()
  })
  it('leaves all others as they were, in their order', () => {
    fc.assert(
      fc.property(
        fc.dictionary(fc.string(), fc.jsonValue()),
        fc.string(),
        fc.option(fc.string(), { nil: undefined }),
        fc.constantFrom(undefined, '\t', 1, 4),
        (object, key, value, indent) => {
          // Its own name in JavaScript is no plain key.
          fc.pre(key !== '__proto__' && !Object.hasOwn(object, '__proto__'))
          const edited = JSON.parse(setMember(JSON.stringify(object, null, indent), key, value)) as Record<
            string,
            unknown
          >
          const { [key]: _old, ...others } = JSON.parse(JSON.stringify(object)) as Record<string, unknown>
          const { [key]: _new, ...rest } = edited
          expect(rest).toEqual(others)
          expect(Object.keys(rest)).toEqual(Object.keys(others))
          // `toString` is there in every object.
          expect(Object.hasOwn(edited, key) ? edited[key] : undefined).toBe(value)
        }
      )
    )
  })
})
