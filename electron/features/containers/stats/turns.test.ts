import { PassThrough } from 'node:stream'
import type { IncomingMessage } from 'node:http'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { bodyOf } from '../../../engine/response-body'
import { createTurns } from './turns'

/** A body, and whether its connection is held. */
function heldBody() {
  let held = false
  const response = Object.assign(new PassThrough(), {
    complete: true,
    socket: { pause: () => (held = true), resume: () => (held = false) }
  }) as unknown as IncomingMessage
  return { body: bodyOf(response, () => () => undefined), isHeld: () => held }
}

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

describe('turns', () => {
  it('lets few streams come as they do', () => {
    const turns = createTurns()
    const few = Array.from({ length: 4 }, heldBody)
    for (const { body } of few) {
      turns.join(body)
      turns.read(body)
    }
    expect(few.map(({ isHeld }) => isHeld())).toEqual([false, false, false, false])
    expect(vi.getTimerCount()).toBe(0)
  })

  it.each([
    [17, 2_000],
    [50, 3_000]
  ])('reads very many more slowly: %d each %d ms', (count, pace) => {
    const turns = createTurns()
    const many = Array.from({ length: count }, heldBody)
    for (const { body } of many) turns.join(body)
    for (const { body } of many) turns.read(body)
    vi.advanceTimersByTime(1)
    vi.advanceTimersByTime(pace - 200)
    expect(many.every(({ isHeld }) => isHeld())).toBe(true)
    vi.advanceTimersByTime(200)
    expect(many.some(({ isHeld }) => isHeld())).toBe(false)
  })

  it('holds many between two turns, and lets go of all when they are few again', () => {
    const turns = createTurns()
    const many = Array.from({ length: 6 }, heldBody)
    const leaves = many.map(({ body }) => turns.join(body))
    for (const { body } of many) turns.read(body)
    vi.advanceTimersByTime(1)
    expect(many.every(({ isHeld }) => isHeld())).toBe(true)
    vi.advanceTimersByTime(1_000)
    expect(many.some(({ isHeld }) => isHeld())).toBe(false)
    for (const { body } of many) turns.read(body)
    vi.advanceTimersByTime(1)
    leaves[0]?.()
    expect(many[0]?.isHeld()).toBe(false)
    expect(many[1]?.isHeld()).toBe(true)
    leaves[1]?.()
    expect(many.some(({ isHeld }) => isHeld())).toBe(false)
    expect(vi.getTimerCount()).toBe(0)
  })
})
