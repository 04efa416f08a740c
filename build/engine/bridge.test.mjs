import { describe, expect, it } from 'vitest'
import { isRouted } from './bridge.mjs'

const heading = 'Iface\tDestination\tGateway \tFlags\tRefCnt\tUse\tMetric\tMask\t\tMTU\tWindow\tIRTT\n'
/** @param {string} destination @param {string} mask */
const route = (destination, mask) => `${heading}eth0\t${destination}\t00000000\t0001\t0\t0\t0\t${mask}\t0\t0\t0\n`

describe('a subnet of 10.x', () => {
  it('is free beside a default route and other networks', () => {
    expect(isRouted(route('00000000', '00000000'), 217)).toBe(false)
    expect(isRouted(route('0002A8C0', '00FFFFFF'), 217)).toBe(false) // 192.168.2.0/24
    expect(isRouted(route('0000D80A', '0000FFFF'), 217)).toBe(false) // 10.216.0.0/16
  })

  it('is in use where a part of it is', () => {
    expect(isRouted(route('0000D90A', '0000FFFF'), 217)).toBe(true) // 10.217.0.0/16
    expect(isRouted(route('0005D90A', '00FFFFFF'), 217)).toBe(true) // 10.217.5.0/24
  })

  it('is in use by a network that holds all of 10.x, unless nothing else is left', () => {
    expect(isRouted(route('0000000A', '000000FF'), 217)).toBe(true)
    expect(isRouted(route('0000000A', '000000FF'), 217, false)).toBe(false)
    expect(isRouted(route('0005D90A', '00FFFFFF'), 217, false)).toBe(true)
  })
})
