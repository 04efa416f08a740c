import { describe, expect, it } from 'vitest'
import { formatInspect } from '../../template/inspect'
import { templateOf } from './command'

describe('a place as a template', () => {
  const data = {
    Config: { Labels: { 'a.b': 'c', 'it"s': 'd' }, Env: ['A=1'] },
    Ports: { '80/tcp': [{ HostPort: '8080' }] }
  }
  it.each([
    [['Config', 'Env', 0], '{{index .Config.Env 0}}', 'A=1'],
    [['Config', 'Labels', 'a.b'], '{{index .Config.Labels "a.b"}}', 'c'],
    [['Config', 'Labels', 'it"s'], '{{index .Config.Labels "it\\"s"}}', 'd'],
    [['Ports', '80/tcp', 0, 'HostPort'], '{{(index (index .Ports "80/tcp") 0).HostPort}}', '8080']
  ])('%j is %s', (steps, template, text) => {
    expect(templateOf(steps, false)).toBe(template)
    expect(formatInspect(template, data)).toEqual({ ok: true, text })
  })
  it('of an object is its JSON', () => {
    expect(templateOf(['Config', 'Env'], true)).toBe('{{json .Config.Env}}')
    expect(templateOf(['Ports', '80/tcp'], true)).toBe('{{json (index .Ports "80/tcp")}}')
    expect(templateOf([], true)).toBe('{{json .}}')
  })
})
