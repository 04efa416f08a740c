/**
 * One chunk of what a module imports at once, with all that this imports, and nothing of what is loaded later. Left to itself the bundler makes a file of each set of modules that the same later files share.
 */

/**
 * @typedef {{ readonly importedIds: readonly string[] }} ModuleInfo
 * @typedef {{ getModuleInfo(id: string): ModuleInfo | null }} Modules
 */

/**
 * All that a module cannot run without.
 * @param {string} entry
 * @param {Modules} modules
 */
function reachedAtOnce(entry, modules) {
  const reached = new Set([entry])
  // A set that grows while it is walked is walked to its new end.
  for (const id of reached) for (const imported of modules.getModuleInfo(id)?.importedIds ?? []) reached.add(imported)
  return reached
}

/**
 * A group's `name` for the bundler's own splitting.
 * @param {string} name the chunk's
 * @param {string} entry the path of the module that it begins with
 */
export function firstChunk(name, entry) {
  // The bundler's paths have forward slashes on every system.
  const id = entry.replaceAll('\\', '/')
  /** @type {WeakMap<Modules['getModuleInfo'], Set<string>>} */
  const known = new WeakMap()
  /** @param {string} module @param {Modules} modules */
  return (module, modules) => {
    const present = known.get(modules.getModuleInfo) ?? reachedAtOnce(id, modules)
    known.set(modules.getModuleInfo, present)
    return present.has(module) ? name : null
  }
}
