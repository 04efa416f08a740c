import { describe, expect, it } from 'vitest'
import english from '../../locales/en/format.json'
import { parseStatus, sinceOf, statusMessage, statusOf, statusText, type Status } from './status'

const texts = [
  'Created',
  'Up 3 minutes (healthy)',
  'Up About a minute (unhealthy)',
  'Up Less than a second (health: starting)',
  'Up 2 minutes (Paused)',
  'Up 47 hours',
  'Exited (137) 3 hours ago',
  'Exited (0) Less than a second ago',
  'Exited (-1) 1 second ago',
  'Restarting (1) 5 seconds ago',
  'Removal In Progress',
  'Dead'
]

describe('a container’s status', () => {
  it.each(texts)('is read from "%s" and written the same', (text) => {
    const status = parseStatus(text)
    expect(status.kind).not.toBe('other')
    expect(statusText(status)).toBe(text)
  })

  it('keeps words that are not the engine’s usual ones', () => {
    for (const text of ['', 'Up', 'Up for ages', 'Exited (x) 2 hours ago', 'Initialized']) {
      expect(parseStatus(text)).toEqual({ kind: 'other', text })
      expect(statusText(parseStatus(text))).toBe(text)
    }
  })

  it('is told from the model at any later moment', () => {
    const since = 1_000_000
    const running = { state: 'running', health: 'healthy', since, status: 'Up 3 seconds (healthy)' } as const
    expect(statusText(statusOf(running, since + 61_000))).toBe('Up About a minute (healthy)')
    const exited = { state: 'exited', exitCode: 137, since, status: 'Exited (137) 3 seconds ago' } as const
    expect(statusText(statusOf(exited, since + 3 * 3_600_000))).toBe('Exited (137) 3 hours ago')
    const paused = { state: 'paused', health: 'healthy', since, status: '' } as const
    expect(statusText(statusOf(paused, since + 120_000))).toBe('Up 2 minutes (Paused)')
  })

  it('falls back on the engine’s words where the model does not know', () => {
    expect(statusText(statusOf({ state: 'exited', status: 'Exited (3) 2 days ago' }, 0))).toBe('Exited (3) 2 days ago')
    expect(statusText(statusOf({ state: 'exited', status: '' }, 0))).toBe('')
    expect(statusText(statusOf({ state: 'unknown', status: 'Odd' }, 0))).toBe('Odd')
  })

  it('says since when, as near as its words tell', () => {
    expect(sinceOf(parseStatus('Up 3 minutes'), 1_000_000)).toBe(1_000_000 - 180_000)
    expect(sinceOf(parseStatus('Created'), 1_000_000)).toBeUndefined()
  })

  it('has a sentence for each kind', () => {
    const sentences: Readonly<Record<string, string>> = english.status
    for (const text of texts) {
      const message = statusMessage(parseStatus(text))
      const sentence = sentences[message?.key.replace('format.status.', '') ?? '']
      const ages: Readonly<Record<string, string>> = english.age
      const age = ages[message?.age?.key.replace('format.age.', '') ?? '']?.replace(
        '{count}',
        String(message?.age?.count)
      )
      expect(sentence?.replace('{age}', age ?? '').replace('{code}', String(message?.code))).toBe(text)
    }
    expect(statusMessage({ kind: 'other', text: 'x' } satisfies Status)).toBeUndefined()
  })
})
