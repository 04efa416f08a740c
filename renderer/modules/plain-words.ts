/** Messages without a placeholder become functions: nothing is left to compile where they are first shown. */

/** vue-i18n's own syntax: placeholders, linked messages, plurals. */
const syntax = /[{}@|]/

export type Words = string | (() => string) | { readonly [key: string]: Words }

export function plainWords(message: unknown): Words {
  if (typeof message === 'string') return syntax.test(message) ? message : () => message
  return Object.fromEntries(Object.entries(message as object).map(([key, inner]) => [key, plainWords(inner)]))
}
