import { describe, expect, it } from 'vitest'
import { recipeOf, systemOf, systems } from './recipes'

describe('what is written where for a registry', () => {
  it.each(systems)('names it in the settings of %s', (system) => {
    const { daemonText, install, folder, everywhere } = recipeOf(system, 'registry.example:5000')
    expect(JSON.parse(daemonText)).toEqual({ 'insecure-registries': ['registry.example:5000'] })
    expect(install).toContain('ca.crt')
    expect(everywhere).toContain('ca.crt')
    // No colon can stand in a file's name on Windows: docker leaves it out.
    expect(folder.endsWith(system.startsWith('windows') ? 'registry.example5000' : 'registry.example:5000')).toBe(true)
  })
  it.each([
    [{ desktop: false, rootless: false, engineOs: 'linux' }, 'linux', 'linux'],
    [{ desktop: false, rootless: true, engineOs: 'linux' }, 'linux', 'rootless'],
    [{ desktop: true, rootless: false, engineOs: 'linux' }, 'mac', 'mac'],
    [{ desktop: true, rootless: false, engineOs: 'linux' }, 'windows', 'windows-desktop'],
    [{ desktop: true, rootless: false, engineOs: 'windows' }, 'windows', 'windows']
  ] as const)('%j on %s is %s', (seen, platform, system) => expect(systemOf(seen, platform)).toBe(system))
})
