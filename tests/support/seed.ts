/**
 * Properties try the same values in each run: one that fails was broken by what changed. `ESCALE_SEED=` a number tries others.
 * A set-up file of all tests.
 */
import fc from 'fast-check'

fc.configureGlobal({ seed: Number(process.env['ESCALE_SEED'] ?? 2026) })
