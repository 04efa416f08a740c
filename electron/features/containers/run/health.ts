/** A healthcheck in the API's terms: nanoseconds, and a test in words. */
import type { Healthcheck } from '../../../../contract/containers/run'

export function healthOf(healthcheck: Healthcheck): object | undefined {
  switch (healthcheck.kind) {
    case 'image':
      return undefined
    case 'none':
      return { Test: ['NONE'] }
    default: {
      const { command, interval, timeout, startPeriod, startInterval, retries } = healthcheck
      const times = { interval, timeout, startPeriod, startInterval }
      // As docker: nothing but zeros says nothing.
      if (command === '' && (retries ?? 0) === 0 && Object.values(times).every((time) => (time ?? 0) === 0))
        return undefined
      return {
        Test: command === '' ? undefined : ['CMD-SHELL', command],
        Interval: nanoseconds(interval),
        Timeout: nanoseconds(timeout),
        StartPeriod: nanoseconds(startPeriod),
        StartInterval: nanoseconds(startInterval),
        Retries: retries
      }
    }
  }
}

const nanoseconds = (milliseconds: number | undefined): number | undefined =>
  milliseconds === undefined ? undefined : Math.round(milliseconds * 1e6)
