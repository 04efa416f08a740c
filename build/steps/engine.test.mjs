import { describe, expect, it } from 'vitest'
import { decide } from './engine.mjs'

const facts = {
  wishes: { noEngine: false, resetEngine: false, privateEngine: false },
  made: false,
  root: true,
  debian: true,
  programs: [],
  chosen: false
}

describe('without an engine that answers', () => {
  it('installs one on a bare Debian, as root', () => {
    expect(decide(facts)).toEqual({ kind: 'install' })
  })

  it('never does so when told not to, elsewhere, or for somebody who is not root', () => {
    expect(decide({ ...facts, wishes: { ...facts.wishes, noEngine: true } }).kind).toBe('leave')
    expect(decide({ ...facts, debian: false }).kind).toBe('leave')
    expect(decide({ ...facts, root: false }).kind).toBe('leave')
  })

  it('starts the one that an earlier start made, without installing again', () => {
    expect(decide({ ...facts, made: true, programs: ['dockerd', 'docker'] })).toEqual({ kind: 'start' })
    expect(
      decide({ ...facts, made: true, programs: ['dockerd'], wishes: { ...facts.wishes, noEngine: true } }).kind
    ).toBe('leave')
  })

  it('installs its engine again where somebody removed it', () => {
    expect(decide({ ...facts, made: true })).toEqual({ kind: 'install' })
  })

  it('leaves an engine that is installed and stopped to its owner, unless a private one is asked for', () => {
    expect(decide({ ...facts, programs: ['dockerd'] }).kind).toBe('leave')
    expect(decide({ ...facts, programs: ['podman'] }).kind).toBe('leave')
    expect(decide({ ...facts, programs: ['dockerd'], wishes: { ...facts.wishes, privateEngine: true } })).toEqual({
      kind: 'start'
    })
  })

  it('does nothing where a person has named an engine that does not answer', () => {
    expect(decide({ ...facts, chosen: true }).kind).toBe('leave')
  })
})
