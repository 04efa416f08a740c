/** Gives a person at a terminal some seconds to say no. */
import { note } from './step.mjs'

/**
 * @param {number} seconds
 * @returns {Promise<boolean>} false at once where there is no terminal
 */
export function refused(seconds) {
  const { stdin } = process
  if (!stdin.isTTY || !process.stdout.isTTY) return Promise.resolve(false)
  note(`Press n within ${seconds} seconds to go on without it, Enter to start at once.`)
  return new Promise((resolve) => {
    const finish = (/** @type {boolean} */ no) => {
      clearTimeout(timer)
      stdin.off('data', read).setRawMode(false).pause()
      resolve(no)
    }
    const read = (/** @type {Buffer} */ key) => {
      const text = key.toString()
      if (text === '\u0003') {
        finish(true)
        process.kill(process.pid, 'SIGINT')
      } else if (/^[nN\u001b]/.test(text)) finish(true)
      else if (/^[\r\nyYoO]/.test(text)) finish(false)
    }
    const timer = setTimeout(() => finish(false), seconds * 1000)
    stdin.setRawMode(true).resume().on('data', read)
  })
}
