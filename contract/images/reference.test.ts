import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { familiarName, familiarText, fullText, hasTag, isKeptName, parseReference } from './reference'

const digest = `sha256:${'a'.repeat(64)}`
const full = (text: string) => {
  const parsed = parseReference(text)
  return parsed.ok ? fullText(parsed.reference) : parsed.problem
}
const familiar = (text: string) => {
  const parsed = parseReference(text)
  return parsed.ok ? familiarText(parsed.reference) : parsed.problem
}

describe('an image’s name', () => {
  it.each([
    ['nginx', 'docker.io/library/nginx:latest', 'nginx:latest'],
    ['nginx:1.27', 'docker.io/library/nginx:1.27', 'nginx:1.27'],
    ['bitnami/redis', 'docker.io/bitnami/redis:latest', 'bitnami/redis:latest'],
    ['library/nginx', 'docker.io/library/nginx:latest', 'nginx:latest'],
    ['docker.io/nginx', 'docker.io/library/nginx:latest', 'nginx:latest'],
    ['index.docker.io/library/nginx', 'docker.io/library/nginx:latest', 'nginx:latest'],
    ['localhost/app', 'localhost/app:latest', 'localhost/app:latest'],
    ['localhost:5000/app:1', 'localhost:5000/app:1', 'localhost:5000/app:1'],
    ['ghcr.io/owner/app', 'ghcr.io/owner/app:latest', 'ghcr.io/owner/app:latest'],
    ['[::1]:5000/app', '[::1]:5000/app:latest', '[::1]:5000/app:latest'],
    ['Registry/app', 'Registry/app:latest', 'Registry/app:latest'],
    [`busybox@${digest}`, `docker.io/library/busybox@${digest}`, `busybox@${digest}`],
    [`busybox:1@${digest}`, `docker.io/library/busybox:1@${digest}`, `busybox:1@${digest}`],
    ['a/b/c/d', 'docker.io/a/b/c/d:latest', 'a/b/c/d:latest'],
    ['a__b/c---d.e_f', 'docker.io/a__b/c---d.e_f:latest', 'a__b/c---d.e_f:latest']
  ])('%s', (text, whole, short) => {
    expect(full(text)).toBe(whole)
    expect(familiar(text)).toBe(short)
  })

  it.each([
    '',
    ' ',
    'a b',
    ':tag',
    'nginx:',
    'nginx:a b',
    '-nginx',
    'nginx-',
    'a//b',
    '/a',
    'a/',
    'a___b',
    'a..b',
    'nginx:-x',
    `nginx:${'x'.repeat(129)}`,
    'nginx@sha256:abc',
    `nginx@sha256:${'A'.repeat(64)}`,
    'nginx@',
    'exa_mple.com/app',
    'https://example.com/app',
    'nginx:1:2',
    'é'
  ])('cannot be %j', (text) => {
    expect(full(text)).toBe('invalid reference format')
  })

  it('says what else is wrong in docker’s words', () => {
    expect(full('Nginx')).toBe('repository name must be lowercase')
    expect(full('ghcr.io/Owner/app')).toBe('repository name must be lowercase')
    expect(full('a'.repeat(64))).toBe('cannot specify 64-byte hexadecimal strings')
    expect(full('a/'.repeat(130) + 'a')).toBe('repository name must not be longer than 255 characters')
  })

  it.each([
    ['', 'empty', ''],
    ['https://example.com/app', 'address', 'https://'],
    ['my app', 'space', 'my app'],
    ['exa_mple.com/app', 'registry', 'exa_mple.com'],
    ['exa..mple.com/app', 'registry', 'exa..mple.com'],
    ['ghcr.io/', 'no-name', 'ghcr.io/'],
    [':tag', 'no-name', ':tag'],
    ['Nginx', 'lowercase', 'Nginx'],
    ['a//b', 'separator', 'a//b'],
    ['team/-nginx', 'separator', '-nginx'],
    ['a___b', 'separator', 'a___b'],
    ['ngi$nx', 'name', 'ngi$nx'],
    ['nginx:', 'tag-empty', 'nginx:'],
    ['nginx:-x', 'tag', '-x'],
    ['nginx:1:2', 'tag', '1:2'],
    [`nginx:${'x'.repeat(129)}`, 'tag-long', 'x'.repeat(129)],
    ['nginx@sha256:abc', 'digest', 'sha256:abc'],
    ['nginx@', 'digest', ''],
    ['a'.repeat(64), 'id', 'a'.repeat(64)],
    ['a/'.repeat(130) + 'a', 'long', `docker.io/${'a/'.repeat(130)}a`]
  ])('says which part of %j is wrong', (text, fault, piece) => {
    expect(parseReference(text)).toMatchObject({ ok: false, fault, piece })
  })

  it('knows whether a tag was typed', () =>
    expect(['a', 'a:1', `a@${digest}`, 'localhost:5000/a', 'localhost:5000/a:1'].map(hasTag)).toEqual([
      false,
      true,
      true,
      false,
      true
    ]))

  it('is the same however it is written', () => {
    const component = fc.stringMatching(/^[a-z0-9]{1,5}([._-][a-z0-9]{1,4})?$/)
    const name = fc
      .record({
        registry: fc.constantFrom('', 'docker.io/', 'ghcr.io/', 'localhost:5000/'),
        path: fc.array(component, { minLength: 1, maxLength: 3 }),
        tag: fc.constantFrom('', ':1.0', ':latest'),
        digest: fc.constantFrom('', `@${digest}`)
      })
      .map(({ registry, path, tag, digest: at }) => `${registry}${path.join('/')}${tag}${at}`)
    fc.assert(
      fc.property(name, (text) => {
        const parsed = parseReference(text)
        if (!parsed.ok) return // "a.b/c" is a registry and a path, and "a.b" alone a path: both are fine.
        expect(parseReference(fullText(parsed.reference))).toEqual(parsed)
        expect(parseReference(familiarText(parsed.reference))).toEqual(parsed)
        expect(familiarText(parsed.reference).startsWith(familiarName(parsed.reference))).toBe(true)
      })
    )
  })

  it.each([
    ['my_shop.app/web', true],
    ['my_shop.app/web:1.0', true],
    [`my_shop.app/team/web@sha256:${'a'.repeat(64)}`, true],
    ['my_shop.app/../../containers', false],
    ['my_shop.app//web', false],
    ['my_shop.app/Web', false],
    ['my_shop.app/web?force=1', false],
    ['my_shop.app:5000/web', false],
    ['my_shop.app/web:', false],
    ['my_shop.app/web\n', false],
    ['', false]
  ])('that only looks like one with a registry: %j is kept by an engine: %s', (text, isKept) =>
    expect(isKeptName(text)).toBe(isKept)
  )
})
