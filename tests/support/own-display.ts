/** Of the displays that the run's set-up has started, each worker has its own. */
import { env } from 'node:process'

const displays = JSON.parse(env['ESCALE_DISPLAYS'] ?? '[]') as readonly Record<string, string>[]
Object.assign(env, displays[(Number(env['VITEST_POOL_ID'] ?? '1') - 1) % Math.max(1, displays.length)])
