/** What is wrong with a template, in Go's own words where it has them. */

/**
 * `parse`: it is none; `execute`: it does not fit the data; `unsupported`: Go takes it, this subset does not, and the message
 * names what; `limit`: it would write or work without end.
 */
export class TemplateError extends Error {
  constructor(
    readonly kind: 'parse' | 'execute' | 'unsupported' | 'limit',
    message: string,
    /** Where in the template, in characters. */
    readonly at: number,
    /** The part of the template, as Go writes it. */
    readonly context = ''
  ) {
    super(message)
  }
}

/** As docker says it: `template parsing error: template: :1:2: executing "" at <.Foo>: …`. */
export function problemText(error: TemplateError, template: string): string {
  const before = template.slice(0, error.at)
  const line = before.split('\n').length
  const column = before.length - (before.lastIndexOf('\n') + 1)
  switch (error.kind) {
    case 'parse':
      return `template parsing error: template: :${line}: ${error.message}`
    case 'execute':
      return `template parsing error: template: :${line}:${column}: executing "" at <${error.context}>: ${error.message}`
    case 'unsupported':
    case 'limit':
      return error.message
  }
}
