import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { projectFolder } from '../../build/tools/folders.mjs'
import { longest } from './longest-first.mjs'

it('the files that are run first are there', () => {
  expect(longest.filter((name) => !existsSync(join(projectFolder, name)))).toEqual([])
})
