/** What the editor of daemon.json offers where the caret stands. */
import { CompletionContext, type Completion, type CompletionSource } from '@codemirror/autocomplete'
import { EditorState } from '@codemirror/state'
import { describe, expect, it } from 'vitest'
import type { Judged } from '../../../contract/engine-settings/judge'
import { memberAt, settingsEditing } from './settings-editing'

const engine: Judged = { version: '24.0.9', os: 'linux', words: [], rootless: false, swarm: false }
/** `|` is the caret. */
async function offered(text: string, change: Partial<Judged> = {}): Promise<readonly string[]> {
  const pos = text.indexOf('|')
  const facts = {
    engine: () => ({ ...engine, ...change }),
    remarks: () => [],
    words: () => '',
    help: (key: string) => [key],
    mendLabel: ''
  }
  const state = EditorState.create({ doc: text.replace('|', ''), extensions: settingsEditing(facts) })
  const [source] = state.languageDataAt<CompletionSource>('autocomplete', pos)
  const result = await source?.(new CompletionContext(state, pos, true))
  return result?.options.map(({ label }: Completion) => label) ?? []
}

describe('completion', () => {
  it('offers the keys that this engine takes', async () => {
    const keys = await offered('{\n  "reg|"\n}')
    expect(keys).toContain('registry-mirrors')
    expect(keys).not.toContain('firewall-backend')
    expect(keys).not.toContain('cluster-store')
    expect(await offered('{ "|" }', { version: '29.1.0' })).toContain('firewall-backend')
    expect(await offered('{ "|" }', { os: 'windows' })).not.toContain('live-restore')
  })
  it('offers what stands within a group', async () =>
    expect(await offered('{ "log-opts": { "max-size": "1m", "|" } }')).toContain('max-file'))
  it('offers the values of a setting', async () => {
    expect(await offered('{ "debug": |}')).toEqual(['true', 'false'])
    expect(await offered('{ "log-level": "|" }')).toContain('debug')
  })
  it('offers nothing within a list', async () => expect(await offered('{ "dns": ["|"] }')).toEqual([]))
})

it('finds the setting of a place', () => {
  const text = '{ "debug": true, "log-opts": { "max-size": "1m" } }'
  expect(memberAt(text, text.indexOf('max-size'))?.key).toBe('log-opts')
  expect(memberAt(text, 0)).toBeUndefined()
})
