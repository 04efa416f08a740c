/** What an engine's folder says about itself, so that a later run knows what to clean up after one that was killed. */
import { readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { isRunning, startOf } from '../tools/processes.mjs'

/** @typedef {{ readonly pid: number, readonly started: string | undefined }} Owner */

/**
 * @typedef {object} EngineRecord
 * @property {boolean} keepData whether the data outlives the engine's stop
 * @property {readonly Owner[]} owners whoever will clean up; while one runs, nobody else does
 * @property {boolean} [firewall] whether it wrote firewall rules
 * @property {number} [second] the bridge is escale<second>, on 10.<second>.0.0/16
 */

/**
 * @param {number} [pid]
 * @returns {Owner}
 */
export const ownerOf = (pid = process.pid) => ({ pid, started: startOf(pid) })

/** @param {string} folder */
export const recordPath = (folder) => join(folder, 'engine.json')

/**
 * @param {string} folder
 * @param {EngineRecord} record
 */
export function writeRecord(folder, record) {
  // Beside and renamed: whoever reads it, or comes after a run that was killed, finds it whole.
  writeFileSync(`${recordPath(folder)}.new`, JSON.stringify(record))
  renameSync(`${recordPath(folder)}.new`, recordPath(folder))
}

/**
 * @param {string} folder
 * @returns {EngineRecord | undefined}
 */
export function readRecord(folder) {
  try {
    return JSON.parse(readFileSync(recordPath(folder), 'utf8'))
  } catch {
    return undefined // never written, or nothing that this version understands
  }
}

/** @param {EngineRecord | undefined} record */
export const isOwned = (record) => record?.owners.some(({ pid, started }) => isRunning(pid, started)) ?? false
