/** Waiting for a condition. */
import { setTimeout as sleep } from 'node:timers/promises'

/**
 * Asks again and again until the condition holds.
 * @param {() => boolean | Promise<boolean>} holds
 * @param {number} milliseconds
 * @param {number} [pause] milliseconds between two questions
 * @returns {Promise<boolean>} false when it never held
 */
export async function waitUntil(holds, milliseconds, pause = 20) {
  const end = Date.now() + milliseconds
  for (;;) {
    if (await holds()) return true
    if (Date.now() >= end) return false
    await sleep(pause)
  }
}
