/** What a report must not carry: who one is, where one is, and what opens something. Pure, so that its promise can be tested. */

/** Something to be left out, and what stands in its place: `ada` becomes `[user]`. */
export interface Secret {
  readonly text: string
  readonly label: string
  /** A name that may be part of other words: it goes where it stands as a word of its own. */
  readonly word?: boolean
}

/** Characters below which a text is no secret, but a part of many words. */
const least = 2
const nothing = '***'

const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&')
const isSecret = ({ text }: Secret): boolean => text.length >= least && /[\p{L}\p{N}]/u.test(text)

/** `https://ada:secret@proxy` keeps its host; tokens, keys and passwords go by their form, whosever they are. */
const forms: ReadonlyArray<readonly [RegExp, string]> = [
  [/([a-z][a-z0-9+.-]*:\/\/)[^\s/@"'<>]+@/gi, '$1***@'],
  [/\b(Bearer|Basic)\s+[\w.~+/=-]{8,}/gi, '$1 ***'],
  [/\b(dckr_(?:pat|oat)_|gh[pousr]_|github_pat_|glpat-|xox[abpr]-)[\w-]{8,}/g, '***'],
  [/\beyJ[\w-]{8,}\.[\w-]{8,}\.[\w-]*/g, '***'],
  [/\b((?:password|passwd|token|secret|identitytoken|api[_-]?key)["']?\s*[:=]\s*["']?)[^\s"',;}]{3,}/gi, '$1***'],
  [/\bSWMTKN-[\w-]{8,}/g, '***'],
  [/\b(?:[0-9a-f]{2}:){5}[0-9a-f]{2}\b/gi, '[hardware address]']
]

/**
 * None of the secrets is in what it gives, in whatever letters. A text as ordinary as a word of the report itself is the caller's to leave
 * out of the list.
 */
export function redact(text: string, secrets: readonly Secret[]): string {
  const known = secrets.filter(isSecret).sort((one, other) => other.text.length - one.text.length)
  let result = forms.reduce((now, [form, instead]) => now.replace(form, instead), text)
  for (const secret of known) {
    const label = known.some((other) => holds(secret.label, other)) ? nothing : secret.label
    result = result.replace(patternOf(secret), () => label)
  }
  // What was put in may have made one with what stands beside it: letters only become fewer now, so it comes to an end.
  while (known.some((secret) => holds(result, secret)))
    for (const secret of known) result = result.replace(patternOf(secret), nothing)
  return result
}

function patternOf({ text, word }: Secret): RegExp {
  const inner = escaped(text)
  return word === true ? new RegExp(`(?<![\\p{L}\\p{N}])${inner}(?![\\p{L}\\p{N}])`, 'giu') : new RegExp(inner, 'giu')
}

const holds = (text: string, secret: Secret): boolean => patternOf(secret).test(text)
